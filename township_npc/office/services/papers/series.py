"""Rows of numbers: what each is called, who signs its papers, where a year begins."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from township_npc.office.choices import PaperState
from township_npc.office.models import OfficialPaper, PaperCounter, PaperNumber, PaperSeries, User
from township_npc.office.permissions import may_keep_series, require
from township_npc.office.selectors.paper_numbers import all_series, last_number
from township_npc.office.services.audit import record
from township_npc.office.services.papers.numbers import the_series
from township_npc.office.services.todos import reconcile


@transaction.atomic
def set_series(kind: str, *, agency: str, director_signs: bool, by: User) -> None:
    """改机关代字, and who signs. Numbers that were given keep theirs; what lies with the signer
    goes to the other one's desk."""
    require(may_keep_series(by))
    series = the_series(kind)
    if (series.agency, series.director_signs) == (agency, director_signs):
        return
    _refuse_taken(series, agency)
    was = series.agency
    PaperSeries.objects.filter(pk=kind).update(agency=agency, director_signs=director_signs)
    series.refresh_from_db()
    signer = "主任" if director_signs else "主席"
    entry = record(
        by, "paper_series.changed", series, note=f"{agency}，{signer}签发", was=was, now=agency
    )
    for paper in OfficialPaper.objects.filter(series=kind, state=PaperState.REVIEW):
        reconcile(paper, entry.at)


@transaction.atomic
def begin_after(kind: str, year: int, last: int, *, by: User) -> None:
    """So many numbers of the year were given on paper, before this program came; put right until
    it gives its first."""
    require(may_keep_series(by))
    series = the_series(kind)
    if last == last_number(kind, year):
        return
    if PaperNumber.objects.filter(series=series, year=year).exists():
        raise ValidationError(
            {"last": f"{year} 年已经在这里编过号，不能再改从几号开始。"}, code="has_begun"
        )
    PaperCounter.objects.update_or_create(series=series, year=year, defaults={"last": last})
    record(by, "paper_series.begun", series, note=f"{year} 年从 {last + 1} 号编起", last=last)


def _refuse_taken(series: PaperSeries, agency: str) -> None:
    """Two rows of numbers must never print the same number, old ones included."""
    others = [other.agency for other in all_series() if other.kind != series.kind]
    printed = Q(shown__startswith=f"{agency}〔") | Q(shown__startswith=f"{agency}20")
    given = PaperNumber.objects.exclude(series=series).filter(printed)
    if agency in others or given.exists():
        raise ValidationError({"agency": "别的文件已经用这个代字编号，请换一个。"}, code="taken")
