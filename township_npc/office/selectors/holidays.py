"""Reads of the calendar: as it is stored, and a year as its page shows it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from township_npc.office.choices import DayKind
from township_npc.office.holidays.grid import Month, Stretch, months_of, stretches
from township_npc.office.holidays.plan import Day, Plan
from township_npc.office.models import Holiday, HolidayImport, HolidayYear
from township_npc.office.rules import WorkCalendar


@dataclass(frozen=True)
class Stored:
    """The calendar as it stands now."""

    days: Mapping[date, Day]
    years: Mapping[int, str]  # announced year → source

    @property
    def calendar(self) -> WorkCalendar:
        days = {on: (day.kind, day.name) for on, day in self.days.items()}
        return WorkCalendar(days, frozenset(self.years))

    @cached_property
    def mark(self) -> str:
        """Another one whenever anything of it is another: who decided on what is shown by it."""
        days = [[on.isoformat(), *_cells(day)] for on, day in sorted(self.days.items())]
        text = json.dumps([days, sorted(self.years.items())], ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class YearPage:
    """One year of the calendar."""

    year: int
    source: str  # of its announcement; empty while it is provisional
    years: list[tuple[int, bool]]  # each year to choose, and whether it is provisional
    months: list[Month]
    stretches: list[Stretch]
    off: int
    worked: int

    @property
    def is_provisional(self) -> bool:
        return not self.source


def stored_calendar() -> Stored:
    """Two queries, a few hundred rows."""
    days = {row.on: Day(row.kind, row.name, row.source) for row in Holiday.objects.all()}
    return Stored(days, dict(HolidayYear.objects.values_list("year", "source")))


def year_page(stored: Stored, year: int, today: date) -> YearPage:
    days = {on: day for on, day in stored.days.items() if on.year == year}
    kinds = [day.kind for day in days.values()]
    known = {on.year for on in stored.days} | stored.years.keys()
    years = sorted(known | {today.year, today.year + 1, year})
    return YearPage(
        year=year,
        source=stored.years.get(year, ""),
        years=[(one, one not in stored.years) for one in years],
        months=months_of(year, stored.calendar),
        stretches=stretches(days),
        off=kinds.count(DayKind.HOLIDAY),
        worked=kinds.count(DayKind.WORKDAY),
    )


def next_unannounced(stored: Stored, today: date) -> int:
    """The year whose arrangement is wanted next."""
    return next(year for year in range(today.year, today.year + 99) if year not in stored.years)


def last_import() -> HolidayImport | None:
    """The newest import that stands."""
    standing = HolidayImport.objects.filter(undone_at__isnull=True)
    return standing.select_related("made_by__person").first()


def undo_plan(batch: HolidayImport, stored: Stored) -> Plan:
    """What stood before, for each day and year that is still as the import wrote it."""
    days = {
        date.fromisoformat(on): _day(batch.before[on])
        for on, cells in batch.after.items()
        if stored.days.get(date.fromisoformat(on)) == _day(cells)
    }
    years = {
        int(year): batch.years_before[year]
        for year, source in batch.years_after.items()
        if stored.years.get(int(year)) == source
    }
    return Plan(days, years)


def as_cells(days: Mapping[date, Day | None]) -> dict[str, list[str] | None]:
    """As a HolidayImport keeps them."""
    return {on.isoformat(): _cells(day) if day else None for on, day in days.items()}


def _cells(day: Day) -> list[str]:
    return [day.kind, day.name, day.source]


def _day(cells: list[str] | None) -> Day | None:
    return Day(*cells) if cells else None
