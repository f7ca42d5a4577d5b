"""收文: registered with the year's next number, dealt with, closed."""

from collections.abc import Iterable
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from township_npc.office.models import IncomingCounter, IncomingPaper, StoredFile, User
from township_npc.office.permissions import may_keep_papers, may_see_papers, require
from township_npc.office.services.audit import record
from township_npc.office.services.files import Prepared, keep, remove_file

#: What is written of a paper that comes in; each can be put right.
WRITTEN = (
    "received_on", "sender", "sender_number", "title", "dated_on", "copies", "urgency", "opinion",
    "is_for_chair", "holder", "due_on",
)  # fmt: skip


@transaction.atomic
def receive_paper(
    *, by: User, at: datetime, attachments: Iterable[Prepared] = (), **facts
) -> IncomingPaper:
    """登记收文 with its scans. ``facts`` are those of ``WRITTEN``."""
    require(may_keep_papers(by))
    year = facts["received_on"].year
    IncomingCounter.objects.get_or_create(year=year)
    IncomingCounter.objects.filter(year=year).update(last=F("last") + 1)
    number = IncomingCounter.objects.values_list("last", flat=True).get(year=year)
    paper = IncomingPaper.objects.create(
        year=year, number=number, taken_by=by, taken_at=at, **facts
    )
    record(by, "incoming.received", paper, number=number)
    _keep(paper, attachments, by=by, at=at)
    return paper


@transaction.atomic
def change_incoming(paper: IncomingPaper, *, by: User, **facts) -> None:
    """更正; the number and its year stay."""
    require(may_keep_papers(by))
    if facts["received_on"].year != paper.year:
        raise ValidationError(
            f"收文号是 {paper.year} 年的，收到日期不能改到别的年份。", code="other_year"
        )
    changed = [name for name, value in facts.items() if getattr(paper, name) != value]
    if not changed:
        return
    for name in changed:
        setattr(paper, name, facts[name])
    paper.save(update_fields=changed)
    record(by, "incoming.changed", paper, fields=changed)


@transaction.atomic
def add_files(
    paper: IncomingPaper, attachments: Iterable[Prepared], *, by: User, at: datetime
) -> None:
    """A scan that comes later, the electronic text; also once it is done."""
    require(may_keep_papers(by))
    _keep(paper, attachments, by=by, at=at)


@transaction.atomic
def drop_file(paper: IncomingPaper, file: StoredFile, *, by: User) -> None:
    """更正: a file that belongs elsewhere."""
    require(may_keep_papers(by))
    remove_file(file, by)
    record(by, "incoming.file_dropped", paper, note=file.name)


@transaction.atomic
def instruct(paper: IncomingPaper, *, instruction: str, by: User) -> None:
    """批示, in the words of the leader, by himself or entered from paper."""
    require(may_see_papers(by))
    paper.instruction = instruction
    paper.save(update_fields=["instruction"])
    record(by, "incoming.instructed", paper, note=instruction)


@transaction.atomic
def finish_incoming(paper: IncomingPaper, *, on: date, result: str, by: User) -> None:
    require(may_keep_papers(by))
    if on < paper.received_on:
        raise ValidationError("办好的日期不能早于收到的日期。", code="too_early")
    if not IncomingPaper.objects.filter(pk=paper.pk, done_on__isnull=True).update(
        done_on=on, result=result
    ):
        raise ValidationError("这份收文已经办好了。", code="stale")
    paper.refresh_from_db()
    record(by, "incoming.done", paper, note=result)


@transaction.atomic
def reopen_incoming(paper: IncomingPaper, *, reason: str, by: User) -> None:
    """更正: it is not done after all."""
    require(may_keep_papers(by))
    if not reason.strip():
        raise ValidationError("请写明为什么重开。", code="no_reason")
    if not IncomingPaper.objects.filter(pk=paper.pk, done_on__isnull=False).update(
        done_on=None, result=""
    ):
        raise ValidationError("这份收文还在办。", code="stale")
    paper.refresh_from_db()
    record(by, "incoming.reopened", paper, note=reason.strip())


def _keep(paper: IncomingPaper, attachments: Iterable[Prepared], *, by: User, at: datetime) -> None:
    for file in attachments:
        keep(file, subject=paper, by=by, at=at)
