"""A whole office for a browser test: ``manage.py serve`` on a data folder of its own."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import uuid
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from tests import databases, prepared
from tests.clock import set_clock
from tests.errands import Errands
from township_npc.office.serving.mortal import die_with

ROOT = Path(__file__).resolve().parents[2]
PIN = "204861"
START_PATIENCE = 90


class LiveOffice:
    """The running server, and its database by way of ``run``."""

    def __init__(self, folder: Path, database_url: str = "", mode: str = "office"):
        self.folder = folder
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen | None = None
        self.environ = {
            **{name: value for name, value in os.environ.items() if name != "NPC_PLAIN_STATIC"},
            "NPC_MODE": mode,
            "NPC_VAR": str(folder),
            "NPC_TEST_CLOCK": "1",
            "DJANGO_SETTINGS_MODULE": "township_npc.settings",
            **({"DATABASE_URL": database_url} if database_url else {}),
            **_own_queue(self.port),
        }

    def manage(self, *arguments: str) -> list[str]:
        return [sys.executable, "manage.py", *arguments]

    def start(self, *options: str) -> None:
        """Open the office (``--parts web,beat``: without a worker); return when its first page
        answers."""
        with (self.folder / "serve.log").open("ab") as log:
            self.process = subprocess.Popen(
                self.manage("serve", "--host", "127.0.0.1", "--port", str(self.port), *options),
                cwd=ROOT,
                env=self.environ,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=partial(die_with, os.getpid()),  # also when the tests are killed
            )
        give_up_at = time.monotonic() + START_PATIENCE
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > give_up_at:
                raise RuntimeError(f"the office did not open:\n{self.log()}")
            time.sleep(0.2)

    def answers(self) -> bool:
        try:
            return urllib.request.urlopen(f"{self.url}/healthz", timeout=2).status == 200
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            return False

    def log(self) -> str:
        return (self.folder / "serve.log").read_text()

    def stop(self) -> None:
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(timeout=40)
        except subprocess.TimeoutExpired:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()

    def close(self) -> None:
        self.stop()
        if "_errands" in vars(self):
            self._errands.close()

    @cached_property
    def _errands(self) -> Errands:
        return Errands(self.environ)

    def run(self, code: str, **names):
        """Run Python in the office's own settings; ``answer`` comes back as JSON.

        ``names`` are there as variables: ``office.run("answer = Proposal.objects.count()")``.
        """
        script = "\n".join([_PREAMBLE, f"globals().update({names!r})", "answer = None", code])
        script += "\nprint(json.dumps(answer, default=str, ensure_ascii=False))"
        return json.loads(self._errands.run(script).splitlines()[-1])

    def set_clock(self, at: datetime) -> None:
        set_clock(self.folder, at)

    def lay_ground(self) -> None:
        """The office, a term and a meeting, as if the first-run page had been answered."""
        self.run("factories.make_office(phone='0791 8000 0019'); factories.make_session()")

    def add_deputy(self, name: str, *, pin: str = PIN) -> str:
        """A deputy who may sign in with ``factories.PASSWORD``; return the account's name."""
        return self.run(_ADD_DEPUTY, name=name, username=f"d{uuid.uuid4().hex[:10]}", pin=pin)


_PREAMBLE = """
import json
from django.contrib.auth.hashers import make_password
from deputies.models import *
from township_npc.office.choices import Role
from township_npc.office.models import *
from tests import factories
"""

_ADD_DEPUTY = """
user = factories.make_user(Role.DEPUTY, name=name, username=username)
user.pin = make_password(pin) if pin else ""
user.save(update_fields=["pin"])
factories.make_deputy(name, user=user)
answer = username
"""


@contextmanager
def open_office(*, empty: bool = False, mode: str = "office", new: bool = False):
    """A running office; ``empty`` is left as it opens: waiting for its first-run page, or the demo
    town; ``new`` opens in a folder that holds nothing yet. Gone with its data afterwards."""
    folder, database = Path(tempfile.mkdtemp(prefix="npc-live-")), databases.new_name("live")
    office = LiveOffice(folder, databases.url_of(database), mode)
    lay = prepared.empty_for if new else partial(prepared.opened_for, mode=mode)
    try:
        lay(folder, database)
        office.start()
        if not empty:
            office.lay_ground()
        yield office
    finally:
        office.close()
        databases.drop(database)
        shutil.rmtree(folder, ignore_errors=True)


def _own_queue(number: int) -> dict[str, str]:
    """One of Redis's databases where ``REDIS_URL`` names a server; else nothing."""
    url = os.environ.get("REDIS_URL", "")
    return (
        {"REDIS_URL": urlunsplit(urlsplit(url)._replace(path=f"/{number % 15 + 1}"))} if url else {}
    )


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


def find_chromium() -> str | None:
    """``CHROMIUM``, or the first one on this machine's path."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
