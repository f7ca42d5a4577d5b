"""The processes of a running office: what each is called, how it starts and how it stops."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from django.conf import settings

from township_npc.office.serving import broker
from township_npc.office.serving.mortal import die_with

PYTHON = [sys.executable, "-m"]
CELERY = [*PYTHON, "celery", "--quiet", "--skip-checks", "--app", "township_npc"]
THREADS = 4
MOST_WEB_WORKERS = 4
AFTER_FIRST_PAGE = 3


@dataclass
class Child:
    """One process in a session of its own.

    ``patience`` is how long a stop waits before KILL; ``delay`` lets the first page come first.
    """

    name: str
    label: str
    command: list[str]
    patience: float = 12
    delay: float = 0
    once: bool = False
    starts: int = 0
    started_at: float = 0
    process: subprocess.Popen | None = field(default=None, repr=False)

    def start(self, environ: dict[str, str], keep_open: tuple[int, ...] = ()) -> None:
        self.starts += 1
        self.started_at = time.time()
        self.process = subprocess.Popen(
            self.command,
            cwd=settings.BASE_DIR,
            env=environ,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            pass_fds=keep_open,
            preexec_fn=partial(die_with, os.getpid()),
        )

    @property
    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    @property
    def has_done_its_work(self) -> bool:
        return self.once and self.process is not None and not self.is_running

    def ask_to_stop(self) -> None:
        """TERM to the process itself: it finishes what it has begun and stops its own."""
        if self.is_running:
            self.process.terminate()

    def kill_group(self) -> None:
        """Whatever is left of its session; also what a killed leader left behind."""
        if self.process is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def state(self) -> dict:
        """For the health page."""
        return {
            "name": self.name,
            "label": self.label,
            "pid": self.process.pid if self.is_running else None,
            "started_at": self.started_at,
            "restarts": max(self.starts - 1, 0),
            "once": self.once,
        }


def web(host: str, port: int, *, cert: Path | None = None, key: Path | None = None) -> Child:
    """gunicorn: one process a core, threads so that a slow download holds nobody up."""
    workers = min(len(os.sched_getaffinity(0)), MOST_WEB_WORKERS)
    address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    command = [*PYTHON, "gunicorn", "township_npc.wsgi:application"]
    command += ["--config", "python:township_npc.office.serving.web", "--bind", address]
    command += ["--workers", str(workers), "--threads", str(THREADS)]
    if cert:
        command += ["--certfile", str(cert.resolve()), "--keyfile", str(key.resolve())]
    return Child("web", "网页", command, patience=30)


def worker() -> Child:
    """Threads in one process: less memory than processes, and nothing to orphan. Enough of them
    that two long jobs leave room for what is due each half minute."""
    command = [*CELERY, "worker", "--pool", "threads", "--concurrency", str(THREADS)]
    command += ["--loglevel", "WARNING", "--without-gossip", "--without-mingle"]
    return Child("worker", "后台任务", command, delay=AFTER_FIRST_PAGE)


def beat() -> Child:
    command = [*CELERY, "beat", "--pidfile=", "--loglevel", "WARNING"]
    return Child("beat", "定时", command, delay=AFTER_FIRST_PAGE)


def queue(folder: Path) -> Child | None:
    """The embedded broker; None where no server program is found."""
    program = broker.program()
    return Child("broker", "队列", broker.command(program, folder)) if program else None


def fonts() -> Child:
    """Fetches the fonts for papers once, beside the running office."""
    command = [sys.executable, "manage.py", "fonts"]
    return Child("fonts", "字体", command, delay=AFTER_FIRST_PAGE, once=True)
