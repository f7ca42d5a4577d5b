"""A machine of its own for a drill: its data folder, its keys, its database, the real commands."""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from tests import databases, prepared
from tests.clock import set_clock
from township_npc.office.serving.mortal import die_with

ROOT = Path(__file__).resolve().parents[2]


class Machine:
    """``manage.py`` in a data folder that nothing else uses; on Postgres with its own database."""

    def __init__(self, folder: Path, lay: Callable[[Path, str], None] = prepared.empty_for):
        self.var = folder
        self._database = databases.new_name("drill")
        inherited = {k: v for k, v in os.environ.items() if k not in ("NPC_KEYS", "DATABASE_URL")}
        self.environment = {**inherited, "NPC_VAR": str(folder), "NPC_MODE": "office"}
        if databases.SERVER:
            self.environment["DATABASE_URL"] = databases.url_of(self._database)
        lay(folder, self._database)

    def manage(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess:
        return self._python("manage.py", *arguments, **environment)

    def run(self, code: str) -> str:
        """The output of a script with Django set up; fails the test when the script fails."""
        done = self._python("-c", f"import django; django.setup()\n{code}")
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def start(self, code: str) -> subprocess.Popen:
        """A script that runs beside the test, spoken to line by line; it ends with the test."""
        return subprocess.Popen(
            [sys.executable, "-c", f"import django; django.setup()\n{code}"],
            cwd=ROOT,
            env=self._environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            preexec_fn=partial(die_with, os.getpid()),
        )

    def set_clock(self, at: datetime) -> None:
        set_clock(self.var, at)

    def files(self) -> set[str]:
        """What lies in the data folder besides the keys."""
        paths = (path.relative_to(self.var) for path in self.var.rglob("*") if path.is_file())
        return {str(path) for path in paths if path.parts[0] != "keys"}

    def scrap(self) -> None:
        databases.drop(self._database)

    def _environment(self, **more: str) -> dict[str, str]:
        ours = {"DJANGO_SETTINGS_MODULE": "township_npc.settings", "PYTHONPATH": str(ROOT)}
        return {**self.environment, **ours, **more}

    def _python(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=self._environment(**environment),
            capture_output=True,
            text=True,
            timeout=120,
        )
