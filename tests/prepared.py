"""What many tests begin with, made once in a run and copied for each: an office's folder and its
database, just migrated or just opened.

Migrating an empty database is five seconds of work, laying the demo town four. That an empty folder
becomes an office is proved by making them, and by the tests that begin with ``empty_for``.
"""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests import databases
from township_npc import env

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ["NPC_TEST_SHARED"])
MIGRATED, OPENED = "migrated", "opened"

_MIGRATE = ["manage.py", "migrate", "--verbosity=0"]
_PREPARE = """
import django
django.setup()
from township_npc.office.management.commands.serve import Command
Command().prepare()
"""


def empty_for(folder: Path, database: str) -> None:
    """A machine on which nothing was ever done."""
    databases.create(database)


def migrated_for(folder: Path, database: str) -> None:
    """Keys and database as after ``manage.py migrate``."""
    _copy(migrated(), folder, database)


def opened_for(folder: Path, database: str, mode: str = env.OFFICE) -> None:
    """As ``manage.py serve`` leaves it before the doors open: an office that waits for its
    first-run page, or the demo town."""
    name = f"{OPENED}-{mode}"
    with _made_once(name) as is_made:
        if not is_made:
            migrated_for(SHARED / name, database_of(name))
            _run(name, mode, ["-c", _PREPARE])
    _copy(name, folder, database)


def migrated() -> str:
    """Make it where nobody has yet; return its name, for ``database_of`` and ``file_of``."""
    with _made_once(MIGRATED) as is_made:
        if not is_made:
            databases.create(database_of(MIGRATED))
            _run(MIGRATED, env.OFFICE, _MIGRATE)
    return MIGRATED


def file_of(name: str) -> Path:
    return SHARED / name / "office.sqlite3"


def database_of(name: str) -> str:
    """Every process of a run calls it the same."""
    return f"{SHARED.name}-{name}"


def scrap() -> None:
    """At the end of the run, by the process that began it."""
    for mark in SHARED.glob("*.made"):
        databases.drop(database_of(mark.stem))
    shutil.rmtree(SHARED, ignore_errors=True)


@contextmanager
def _made_once(name: str) -> Iterator[bool]:
    """Whether it is made already; the other processes of a run wait for the first one to ask."""
    mark = SHARED / f"{name}.made"
    with (SHARED / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield mark.exists()
        mark.touch()


def _copy(name: str, folder: Path, database: str) -> None:
    shutil.copytree(SHARED / name, folder, dirs_exist_ok=True)
    databases.create(database, like=database_of(name))


def _run(name: str, mode: str, arguments: list[str]) -> None:
    environ = {k: v for k, v in os.environ.items() if k not in ("NPC_KEYS", "NPC_PLAIN_STATIC")}
    ours = {"NPC_VAR": str(SHARED / name), "NPC_MODE": mode}
    ours["DJANGO_SETTINGS_MODULE"] = "township_npc.settings"
    if databases.SERVER:
        ours["DATABASE_URL"] = databases.url_of(database_of(name))
    subprocess.run([sys.executable, *arguments], cwd=ROOT, env=environ | ours, check=True)
