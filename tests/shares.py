"""How the tests are shared out among the processes of a run (``-p tests.shares``).

A file stays in one process, so that what its tests share is made once; so does a folder whose tests
all look at one thing. What takes longest is begun first, or it would end long after the rest.
(pytest-xdist's own groups go by an attribute that pytest no longer reads: nothing was together.)
"""

from collections import OrderedDict

import pytest
from xdist.scheduler import LoadScopeScheduling

ONE_PROCESS = ("tests/deputies/demo/",)
#: Each test by itself: it takes as long as other files.
ONE_BY_ONE = ("tests/journeys/test_every_page.py",)
LONGEST_FIRST = (
    "tests/drills/",
    "tests/journeys/test_whole_way.py",
    "tests/journeys/test_every_page.py",
    "tests/journeys/",
    "tests/office/test_inventory.py",
    "tests/office/test_restore.py",
    "tests/deputies/demo/",
)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    return Shares(config, log)


class Shares(LoadScopeScheduling):
    def __init__(self, config, log):
        super().__init__(config, log)
        self.workqueue = _LongestFirst()

    def _split_scope(self, nodeid: str) -> str:
        return share_of(nodeid)


def share_of(nodeid: str) -> str:
    """The name of what goes to one process together."""
    file = nodeid.partition("::")[0]
    if file in ONE_BY_ONE:
        return nodeid
    return next((folder for folder in ONE_PROCESS if file.startswith(folder)), file)


def place_of(share: str) -> int:
    places = (n for n, start in enumerate(LONGEST_FIRST) if share.startswith(start))
    return next(places, len(LONGEST_FIRST))


class _LongestFirst(OrderedDict):
    """Filled with the shares of many tests first."""

    def popitem(self, last: bool = True):
        share = min(self, key=place_of)
        return share, self.pop(share)
