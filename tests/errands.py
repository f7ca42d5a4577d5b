"""Pieces of Python run with an office's own settings, each in a process of its own.

To get Django ready takes a second of work: one process does so for an office and forks for each
piece. It is no process of that office: its environment, as others see it, names no data folder.
"""

import json
import os
import subprocess
import sys
import tempfile
import traceback
from contextlib import suppress
from functools import partial
from pathlib import Path

from township_npc.office.serving.mortal import die_with

ROOT = Path(__file__).resolve().parents[1]


class Errands:
    """``run`` what needs doing in the office that ``environ`` tells of; ``close`` it at the end."""

    def __init__(self, environ: dict[str, str]):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.errands"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            preexec_fn=partial(die_with, os.getpid()),
        )
        self._tell(environ)

    def run(self, code: str) -> str:
        """What it printed. Raises RuntimeError with what it said when it failed."""
        self._tell(code)
        done = json.loads(self.process.stdout.readline())
        if done["failed"]:
            raise RuntimeError(done["complaint"])
        return done["said"].strip()

    def close(self) -> None:
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()

    def _tell(self, what) -> None:
        self.process.stdin.write(f"{json.dumps(what)}\n")
        self.process.stdin.flush()


def serve() -> None:
    """The other side: the environment on the first line, a piece of code on each that follows."""
    os.environ.clear()
    os.environ.update(json.loads(sys.stdin.readline()))
    import django

    django.setup()
    import tests.factories  # noqa: F401 - what nearly every piece imports

    for line in sys.stdin:
        sys.stdout.write(f"{json.dumps(_outcome(json.loads(line)))}\n")
        sys.stdout.flush()


def _outcome(code: str) -> dict:
    with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as complaint:
        pid = os.fork()
        if pid == 0:
            _do(code, said.fileno(), complaint.fileno())
        _, status = os.waitpid(pid, 0)
        texts = {"said": _text(said), "complaint": _text(complaint)}
    return {"failed": status != 0, **texts}


def _do(code: str, said: int, complaint: int) -> None:
    """In the child, which never returns."""
    failed = True
    with suppress(BaseException):
        os.dup2(said, 1)
        os.dup2(complaint, 2)
        try:
            exec(code, {"__name__": "__main__"})
            failed = False
        except BaseException:
            traceback.print_exc()
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(failed)


def _text(file) -> str:
    file.seek(0)
    return file.read().decode()


if __name__ == "__main__":
    serve()
