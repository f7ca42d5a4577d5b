"""Numbers without a gap: taken under the lock of their counter, kept for ever."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from township_npc.office.choices import NumberState
from township_npc.office.models import OfficialPaper, PaperCounter, PaperNumber, PaperSeries, User
from township_npc.office.models.paper_numbers import shown_number
from township_npc.office.permissions import may_keep_papers, require
from township_npc.office.selectors.paper_numbers import usual_series
from township_npc.office.services.audit import record


def the_series(kind: str) -> PaperSeries:
    """The series of this kind; laid with the usual words when it is asked for first."""
    usual = usual_series(kind)
    words = {"agency": usual.agency, "director_signs": usual.director_signs}
    return PaperSeries.objects.get_or_create(pk=kind, defaults=words)[0]


@transaction.atomic
def reserve_number(
    kind: str, year: int, *, by: User, at: datetime, purpose: str = ""
) -> PaperNumber:
    """预留: the next number of the year, without a gap however many take one at a time."""
    require(may_keep_papers(by))
    number = _next(the_series(kind), year, by=by, at=at, purpose=purpose)
    record(by, "paper_number.reserved", number, note=purpose, number=number.shown)
    return number


@transaction.atomic
def number_for(paper: OfficialPaper, year: int, *, by: User, at: datetime) -> PaperNumber:
    """The paper's number: the one it has, else the next one."""
    OfficialPaper.objects.select_for_update().get(pk=paper.pk)
    paper.refresh_from_db(fields=["number"])
    if paper.number_id:
        return paper.number
    number = _next(the_series(paper.series), year, by=by, at=at, purpose=paper.title[:120])
    OfficialPaper.objects.filter(pk=paper.pk, number__isnull=True).update(number=number)
    paper.number = number
    record(by, "paper.numbered", paper, number=number.shown)
    return number


@transaction.atomic
def use_reserved(paper: OfficialPaper, number: PaperNumber, *, by: User) -> None:
    """Give a paper at work a number that was kept for it."""
    require(may_keep_papers(by))
    free = PaperNumber.objects.filter(
        pk=number.pk, state=NumberState.RESERVED, paper__isnull=True, series=paper.series
    )
    if paper.is_issued or paper.number_id or not free.exists():
        raise ValidationError("这个号不能用了，可能刚被别的文件用掉，请重选。", code="taken")
    OfficialPaper.objects.filter(pk=paper.pk, number__isnull=True).update(number=number)
    paper.number = number
    record(by, "paper.numbered", paper, number=number.shown)


@transaction.atomic
def void_number(number: PaperNumber, *, reason: str, by: User) -> None:
    """作废 with the reason; the number is never given again. An issued one stays issued: it is
    corrected by a paper that names it."""
    require(may_keep_papers(by))
    if not reason.strip():
        raise ValidationError("请写明为什么作废。", code="no_reason")
    changed = PaperNumber.objects.filter(pk=number.pk, state=NumberState.RESERVED).update(
        state=NumberState.VOIDED, void_reason=reason.strip()
    )
    if not changed:
        raise ValidationError("已经印发或者作废的号不能再作废。", code="wrong_state")
    OfficialPaper.objects.filter(number=number).update(number=None)
    number.refresh_from_db()
    record(by, "paper_number.voided", number, note=reason.strip(), number=number.shown)


@transaction.atomic
def restore_number(number: PaperNumber, *, reason: str, by: User) -> None:
    """更正: it was voided by mistake and is kept again."""
    require(may_keep_papers(by))
    if not reason.strip():
        raise ValidationError("请写明为什么恢复。", code="no_reason")
    changed = PaperNumber.objects.filter(pk=number.pk, state=NumberState.VOIDED).update(
        state=NumberState.RESERVED, void_reason=""
    )
    if not changed:
        raise ValidationError("这个号没有作废，不用恢复。", code="wrong_state")
    number.refresh_from_db()
    record(by, "paper_number.restored", number, note=reason.strip(), number=number.shown)


def _next(series: PaperSeries, year: int, *, by: User, at: datetime, purpose: str) -> PaperNumber:
    """Counting up holds the counter's row until the transaction ends; what fails gives it back."""
    counter, _ = PaperCounter.objects.get_or_create(series=series, year=year)
    PaperCounter.objects.filter(pk=counter.pk).update(last=F("last") + 1)
    number = PaperCounter.objects.values_list("last", flat=True).get(pk=counter.pk)
    return PaperNumber.objects.create(
        series=series,
        year=year,
        number=number,
        shown=shown_number(series, year, number),
        state=NumberState.RESERVED,
        purpose=purpose,
        taken_by=by,
        taken_at=at,
    )
