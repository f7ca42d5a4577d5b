"""Rows of numbers, and 发文登记簿: what became of each number."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, F, Min, OuterRef, Q, QuerySet, Subquery

from township_npc.office.choices import NumberState, PaperState, SeriesKind, Verdict
from township_npc.office.models import (
    OfficialPaper,
    PaperCounter,
    PaperDecision,
    PaperNumber,
    PaperSeries,
)
from township_npc.office.models.paper_numbers import shown_number
from township_npc.office.papers.series import usual_agency, usually_signed_by_director
from township_npc.office.selectors import the_office


def series_of(kind: str) -> PaperSeries:
    """The office's series of this kind; not stored yet: the usual one."""
    return PaperSeries.objects.filter(pk=kind).first() or usual_series(kind)


def usual_series(kind: str) -> PaperSeries:
    agency = usual_agency(kind, the_office().town_on_paper)
    return PaperSeries(kind=kind, agency=agency, director_signs=usually_signed_by_director(kind))


def all_series() -> list[PaperSeries]:
    """One of each kind, in the order of the kinds."""
    stored = PaperSeries.objects.in_bulk()
    return [stored.get(kind) or usual_series(kind) for kind in SeriesKind.values]


@dataclass(frozen=True)
class RegisterFilter:
    """Which pages of 发文登记簿 lie open."""

    series: str
    year: int

    @property
    def chosen(self) -> dict[str, str | int]:
        return {"series": self.series, "year": self.year}


@dataclass(frozen=True)
class RegisterLine:
    """One number and its paper. ``signed_by``: who let it go out."""

    number: PaperNumber
    paper: OfficialPaper | None
    signed_by: str

    @property
    def says(self) -> str:
        """The title; of a number without a paper what it is kept for."""
        return str(self.paper) if self.paper else self.number.purpose


def register_numbers(chosen: RegisterFilter) -> QuerySet[PaperNumber]:
    """All numbers of the series and year, as the book has them: 1, 2, 3."""
    rows = PaperNumber.objects.filter(series=chosen.series, year=chosen.year)
    return (
        rows.select_related("series", "paper")
        .annotate(signed_by=Subquery(_signer_of_paper()))
        .order_by("number")
    )


def register_lines(numbers: Iterable[PaperNumber]) -> list[RegisterLine]:
    return [_line(number, getattr(number, "paper", None)) for number in numbers]


def _line(number: PaperNumber, paper: OfficialPaper | None) -> RegisterLine:
    is_out = paper is not None and paper.is_issued
    return RegisterLine(number, paper, (number.signed_by or "") if is_out else "")


def register_years(chosen: RegisterFilter, this_year: int) -> list[int]:
    """This year, the one that lies open and those that have numbers; newest first."""
    years = PaperCounter.objects.filter(series=chosen.series).values_list("year", flat=True)
    return sorted({*years, chosen.year, this_year}, reverse=True)


def register_sums(chosen: RegisterFilter) -> dict[str, int | None]:
    """How many numbers stand in each state, and the first of the year that this program gave:
    those before it were given on paper."""
    rows = PaperNumber.objects.filter(series=chosen.series, year=chosen.year)
    states = {state: Count("pk", filter=Q(state=state)) for state in NumberState.values}
    return rows.aggregate(first=Min("number"), **states)


def last_number(series: str, year: int) -> int:
    """How far the series has come; 0 before its first."""
    counter = PaperCounter.objects.filter(series=series, year=year).first()
    return counter.last if counter else 0


def last_numbers(year: int) -> dict[str, int]:
    """How far each series has come, by its kind."""
    return dict(PaperCounter.objects.filter(year=year).values_list("series", "last"))


def number_in_turn(paper: OfficialPaper, year: int) -> str:
    """莲人发〔2026〕4号: the paper's own, or what it gets when nobody takes one before; empty
    outside every series."""
    if paper.number_id or not paper.series:
        return str(paper.number or "")
    return shown_number(series_of(paper.series), year, last_number(paper.series, year) + 1)


def free_numbers(paper: OfficialPaper) -> QuerySet[PaperNumber]:
    """Kept in the paper's series for one that was still to come; none once it has its number."""
    if paper.number_id or not paper.series:
        return PaperNumber.objects.none()
    return PaperNumber.objects.filter(
        series=paper.series, state=NumberState.RESERVED, paper__isnull=True
    ).order_by("year", "number")


def _signer_of_paper() -> QuerySet:
    passed = PaperDecision.objects.filter(
        paper__number=OuterRef("pk"), step=PaperState.REVIEW, verdict=Verdict.PASSED
    )
    return passed.order_by("-at").annotate(name=F("by__person__name")).values("name")[:1]
