"""Which tests the database has no part in: they run on the embedded one alone.

It follows from what a test asks for. Without one of pytest-django's fixtures or its mark the
database is barred to it; a file that speaks of another way there, or of the broker, counts as using
it. While a test that counts as alone runs, the other ways are barred as well, so that none is left
out that takes one.
"""

import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest

MARK = "alone"
OTHER_WAYS = re.compile(
    r"subprocess|socket|Machine|_office\b|DATABASE_URL|REDIS_URL|vendor|broker|skipif"
)
_start = subprocess.Popen.__init__


def is_alone(item: pytest.Item) -> bool:
    asks = item.get_closest_marker("django_db") or "_django_db_helper" in item.fixturenames
    return not asks and not _speaks_of_other_ways(item.path)


@cache
def _speaks_of_other_ways(file: Path) -> bool:
    return bool(OTHER_WAYS.search(file.read_text()))


@contextmanager
def other_ways_barred() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(subprocess.Popen, "__init__", _start_none_of_ours)
        patch.setattr(socket.socket, "connect", _connect_nowhere)
        yield


def _start_none_of_ours(process, args, *more, **options) -> None:
    assert sys.executable not in args, f"see tests/alone.py: this test starts {args}"
    _start(process, args, *more, **options)


def _connect_nowhere(line, address) -> None:
    raise AssertionError(f"see tests/alone.py: this test connects to {address}")
