"""Long work asked for, sent, claimed, finished: one row each, whose state only ``_move`` writes.

The row is an outbox: written with the act that asks for it, sent when that act stands, and sent
again by the sweep while nobody has begun it. A message that comes twice finds nothing to claim.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import IO

from celery import current_app
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import QuerySet
from kombu.exceptions import OperationalError

from township_npc.office import clock
from township_npc.office.choices import JobState
from township_npc.office.models import JobRun, StoredFile, User
from township_npc.office.permissions import require
from township_npc.office.rules import (
    JOB_COMES_FROM,
    JOB_LIFE,
    JOB_SENT_AGAIN_AFTER,
    JOB_SILENT_AFTER,
    RESULT_LIFE,
)
from township_npc.office.selectors import results_of
from township_npc.office.services import files, results
from township_npc.office.services.audit import record

INTERRUPTED = "没有做完，后台中断了。可以重新开始。"
SENT_AT_ONCE = 100
#: A page that asks for long work never waits for a broker that is down or hangs.
_IMPATIENT = {"max_retries": 0, "socket_timeout": 2, "socket_connect_timeout": 2}
log = logging.getLogger(__name__)


class JobLost(Exception):
    """The row is not ours any more: the sweep took this job for dead."""


@dataclass(frozen=True)
class Made:
    """What came of a job: the file under a name, or the address of a page; how it stands in the
    audit chain (``facts`` without personal text, ``note`` with what was typed)."""

    verb: str
    name: str = ""
    media_type: str = ""
    url: str = ""
    note: str = ""
    facts: dict = field(default_factory=dict)


def start_job(task, *, by: User, title: str, **arguments) -> JobRun:
    """Ask for long work; it begins when the transaction stands. ``task`` is made by ``@job``."""
    require(by.is_active and task.may(by))
    at = clock.now()
    run = JobRun.objects.create(
        task=task.name, title=title, by=by, arguments=arguments, created_at=at, sent_at=at
    )
    transaction.on_commit(partial(_send, run), robust=True)
    return run


def claim(pk: str, *, at: datetime) -> JobRun | None:
    """The row, running from now on; None when somebody has begun it already."""
    if not _move(JobRun.objects.filter(pk=pk), JobState.RUNNING, started_at=at, beat_at=at):
        return None
    return JobRun.objects.select_related("by__person").get(pk=pk)


def note_progress(run: JobRun, done: int, total: int | None, *, at: datetime) -> None:
    """Show how far it is, and that it lives. Raises JobLost when it was taken for dead."""
    done = done if total is None else min(done, total)
    running = JobRun.objects.filter(pk=run.pk, state=JobState.RUNNING)
    if not running.update(done=done, total=total, beat_at=at):
        raise JobLost


def finish(
    run: JobRun, made: Made, file: IO[bytes], *, tick: Callable[[], None], at: datetime
) -> None:
    """The file is whole on disk before one transaction offers it, logs it and closes the job."""
    stored = None
    if made.name:
        kind = {"name": made.name, "media_type": made.media_type}
        stored = results.write_made(file, **kind, subject=run, by=run.by, at=at, tick=tick)
    try:
        _close(run, made, stored, at)
    except BaseException:
        if stored:
            default_storage.delete(stored.key)
        raise


def fail(run: JobRun, error: str, *, at: datetime) -> None:
    _move(JobRun.objects.filter(pk=run.pk), JobState.FAILED, error=error[:500], finished_at=at)


def log_taken(run: JobRun, file: StoredFile, *, by: User) -> None:
    """Somebody downloads the result: said before the first byte leaves (security C.20)."""
    require(run.by_id == by.pk)
    facts = {"task": run.task, "file": str(file.pk), "sha256": file.sha256, "made": run.facts}
    record(by, "job.taken", run, **facts)


def sweep_jobs(*, now: datetime) -> None:
    """What the sender and the worker could not do themselves; each step alone may be repeated."""
    silent = JobRun.objects.filter(beat_at__lt=now - JOB_SILENT_AFTER)
    _move(silent, JobState.FAILED, error=INTERRUPTED, finished_at=now)
    drop_results(JobRun.objects.filter(expires_at__lte=now))
    JobRun.objects.filter(finished_at__lte=now - JOB_LIFE).delete()
    _send_again(now)


def drop_results(runs: QuerySet[JobRun]) -> None:
    """Take the files away, their bytes at once: they may hold what is sealed elsewhere."""
    for file in results_of(runs):
        files.remove_file(file, by=None)
        default_storage.delete(file.key)


@transaction.atomic
def forget_all_jobs() -> None:
    """They belonged to a machine that is gone: a backup holds no results."""
    results_of(JobRun.objects.all()).delete()
    JobRun.objects.all().delete()


@transaction.atomic
def _close(run: JobRun, made: Made, stored: StoredFile | None, at: datetime) -> None:
    end = {"finished_at": at, "expires_at": at + RESULT_LIFE}
    mine = JobRun.objects.filter(pk=run.pk)
    if not _move(mine, JobState.DONE, result_url=made.url, facts=made.facts, **end):
        raise JobLost
    facts = dict(made.facts)
    if stored:
        results.keep_made(stored, run)
        facts["sha256"] = stored.sha256
    record(run.by, made.verb, run, note=made.note, **facts)


def _move(runs: QuerySet[JobRun], to: JobState, **changes) -> int:
    """The only line that writes a job's state; how many were in the state before it."""
    return runs.filter(state=JOB_COMES_FROM[to]).update(state=to, **changes)


def _send_again(now: datetime) -> None:
    """Bounded, oldest first: what was lost with a broker's memory, or never reached it."""
    waiting = JobRun.objects.filter(state=JobState.PENDING, sent_at__lt=now - JOB_SENT_AGAIN_AFTER)
    for run in waiting.order_by("sent_at")[:SENT_AT_ONCE]:
        if not _send(run):
            return
        JobRun.objects.filter(pk=run.pk).update(sent_at=now)


def _send(run: JobRun) -> bool:
    """Whether the broker has it. A broker that is down costs the asking page nothing."""
    options = {**current_app.conf.broker_transport_options, **_IMPATIENT}
    try:
        with current_app.connection_for_write(
            settings.REDIS_URL, transport_options=options
        ) as line:
            current_app.send_task(run.task, [str(run.pk)], connection=line, retry=False)
    except OperationalError:
        log.warning("the broker does not answer; job %s waits for the sweep", run.pk)
        return False
    return True
