"""Loaded before Django's settings (``-p tests.environment``): a data folder for each process."""

import atexit
import os
import shutil
import tempfile

from hypothesis import settings

_folder = tempfile.mkdtemp(prefix="npc-test-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
os.environ.update(
    NPC_MODE="office", NPC_VAR=_folder, NPC_PLAIN_STATIC="1", NPC_TEST_CLOCK="1", NPC_HOSTS=""
)


def _clear_away() -> None:
    from tests import prepared

    prepared.scrap()


# The first process of a run makes it and clears it away; those of pytest-xdist inherit it.
if "NPC_TEST_SHARED" not in os.environ:
    os.environ["NPC_TEST_SHARED"] = tempfile.mkdtemp(prefix="npc-shared-")
    atexit.register(_clear_away)

# A busy machine is slow, not wrong: no test is timed.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
