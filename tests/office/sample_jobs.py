"""Jobs of no room, for the tests of what every job owes."""

from datetime import timedelta

from django.core.exceptions import ValidationError

from township_npc.office import clock
from township_npc.office.jobs import Work, job
from township_npc.office.models import JobRun, User
from township_npc.office.permissions import in_office
from township_npc.office.services import jobs as services
from township_npc.office.services.jobs import Made

SECRET = "13800001234"
DAY = timedelta(days=1)


def seconds(number: int) -> timedelta:
    return timedelta(seconds=number)


@job(may=in_office)
def list_of(work: Work, *, rows: int) -> Made:
    """A small file; says how far it is at each row."""
    for row in range(rows):
        work.progress(row, rows)
        work.file.write(b"row\n")
    facts = {"rows": rows, "filter": {"kind": "all"}}
    return Made("list.made", name="名单.txt", media_type="text/plain", note="试试", facts=facts)


@job(may=in_office)
def page_of(work: Work) -> Made:
    return Made("page.made", url="/rulebook/")


@job(may=in_office)
def refusing(work: Work) -> Made:
    raise ValidationError("名单里没有人，先登记代表。", code="nobody")


@job(may=in_office)
def breaking(work: Work) -> Made:
    work.file.write(b"half")
    raise KeyError(SECRET)


@job(may=in_office)
def full_disk(work: Work) -> Made:
    raise OSError(28, "No space left on device")


@job(may=in_office)
def taken_for_dead(work: Work) -> Made:
    """The sweep was here while the file was written."""
    services.fail(JobRun.objects.get(by=work.by), services.INTERRUPTED, at=clock.now())
    work.file.write(b"whole")
    return Made("list.made", name="名单.txt", media_type="text/plain")


@job(may=in_office, form_at=lambda: "/backup/#export")
def asking(work: Work) -> Made:
    raise ValidationError("不行。", code="no")


def ask(by: User, task=list_of, title: str = "整理名单", **arguments) -> JobRun:
    if task is list_of:
        arguments.setdefault("rows", 3)
    return services.start_job(task, by=by, title=title, **arguments)


def ask_and_run(by: User, task=list_of, **arguments) -> JobRun:
    """Asked for, and the message has come."""
    run = ask(by, task, **arguments)
    task(str(run.pk))
    run.refresh_from_db()
    return run


def state_of(run: JobRun) -> tuple[str, str]:
    run.refresh_from_db()
    return run.state, run.error


def set_aside(run: JobRun, **moments) -> JobRun:
    JobRun.objects.filter(pk=run.pk).update(**moments)
    run.refresh_from_db()
    return run
