"""Long work: a room's ``tasks.py`` writes the body, what every job owes is done around it here.

>>> @job(may=is_director)
... def full_export(work: Work, *, reason: str) -> Made: ...
"""

import logging
import secrets
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO

from celery import shared_task
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.module_loading import import_string

from township_npc.office import clock
from township_npc.office.models import JobRun, User
from township_npc.office.permissions import require
from township_npc.office.services import jobs as services
from township_npc.office.services.files import says_when_disk_is_full
from township_npc.office.services.jobs import JobLost, Made

SECONDS_BETWEEN_WRITES = 1
NOT_ALLOWED = "没有做：您现在没有做这件事的权限了。"
log = logging.getLogger(__name__)


class Progress:
    """``progress(12, 30)``: written at most once a second. Call it at least each half minute, or
    the job is taken for dead; never with a cursor (``iterator()``) open, which SQLite refuses."""

    def __init__(self, run: JobRun):
        self.run = run
        self.next_write = 0.0
        self.last: tuple[int, int | None] = (0, None)

    def __call__(self, done: int, total: int | None = None) -> None:
        self.last = done, total
        if time.monotonic() >= self.next_write:
            services.note_progress(self.run, done, total, at=clock.now())
            self.next_write = time.monotonic() + SECONDS_BETWEEN_WRITES

    def over(self, parts: Sequence, *, before: int = 0, steps: int | None = None) -> Iterator:
        """The parts one by one, each said before it is begun."""
        for number, part in enumerate(parts, before):
            self(number, len(parts) if steps is None else steps)
            yield part

    def tick(self) -> None:
        """No further, but alive."""
        self(*self.last)


@dataclass(frozen=True)
class Work:
    """What a body gets: who asked, how to say how far it is, and the file to write into."""

    by: User
    progress: Progress
    file: IO[bytes]


def job(may: Callable[[User], bool], *, form_at: Callable[[], str] | None = None):
    """Declare long work. ``may`` is asked when somebody wants it, when it runs, and at each
    download (security R8). ``form_at`` gives the address of the form, where one tap is too little
    to start it anew.
    """

    def declare(body: Callable[..., Made]):
        name = f"{body.__module__}.{body.__name__}"

        @shared_task(name=name, may=staticmethod(may), form_at=form_at and staticmethod(form_at))
        def run_job(pk: str) -> None:
            _run(pk, body, may)

        return run_job

    return declare


def kind_of(run: JobRun):
    """The task of a run; None when this version of the program no longer has it."""
    try:
        return import_string(run.task)
    except ImportError:
        return None


def may_take(user: User, run: JobRun) -> bool:
    kind = kind_of(run)
    return kind is not None and kind.may(user)


def _run(pk: str, body: Callable[..., Made], may: Callable[[User], bool]) -> None:
    run = services.claim(pk, at=clock.now())
    if run is None:
        return
    try:
        require(run.by.is_active and may(run.by))
        _do(run, body)
    except JobLost:
        log.warning("job %s was taken for dead and ends here", run.pk)
    except PermissionDenied:
        services.fail(run, NOT_ALLOWED, at=clock.now())
    except ValidationError as error:
        services.fail(run, " ".join(error.messages), at=clock.now())
    except Exception as error:
        services.fail(run, _generic(run, error), at=clock.now())


def _do(run: JobRun, body: Callable[..., Made]) -> None:
    """The unnamed file disappears with the process, however that ends."""
    progress = Progress(run)
    with says_when_disk_is_full(), tempfile.TemporaryFile(dir=settings.VAR_DIR) as file:
        made = body(Work(run.by, progress, file), **run.arguments)
        services.finish(run, made, file, tick=progress.tick, at=clock.now())


def _generic(run: JobRun, error: Exception) -> str:
    """A sentence with a number that stands in the log too; the log gets the lines of the program
    that broke, not the message, which may quote a person's data."""
    number = secrets.token_hex(4).upper()
    lines = "".join(traceback.format_tb(error.__traceback__))
    log.error("%s: %s in job %s\n%s", number, type(error).__name__, run.pk, lines)
    return f"没有做完，程序出了错。请把编号 {number} 告诉系统管理员；也可以重新开始。"
