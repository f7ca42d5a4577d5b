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

# A busy machine is slow, not wrong: no test is timed.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
