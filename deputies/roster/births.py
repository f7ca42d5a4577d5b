"""Births as rosters write them: 1975.3, 75年3月, 197503, 1975-03-02, a date cell, a serial."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from deputies.rules.roster import full_year
from township_npc.office.sheets.reader import Cell
from township_npc.office.sheets.text import fold

_EXCEL_DAY_0 = date(1899, 12, 30)
_SERIALS = range(3654, 47_483)  # 1910 … 2029: later than any year, earlier than any year and month
_PARTS = re.compile(
    r"(?P<year>(?:18|19|20)\d\d|\d\d)"
    r"(?:[./\-年](?:(?P<month>\d{1,2})(?:月|[./\-月](?P<day>\d{1,2})日?)?)?)?"
    r"(?:[T ]00:00:00)?"
)
_SOLID = re.compile(r"(?P<year>(?:18|19|20)\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>\d\d)?")
_SHORT_SOLID = re.compile(r"(?P<year>\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>\d\d)")


@dataclass(frozen=True)
class Birth:
    """What the roster says of a birth; the day, and even the month, may be missing."""

    year: int
    month: int | None = None
    day: int | None = None
    note: str = ""
    may_be_october: bool = False

    @property
    def on(self) -> date | None:
        return date(self.year, self.month, self.day) if self.month and self.day else None

    @property
    def words(self) -> str:
        month = f" {self.month} 月" if self.month else ""
        return f"{self.year} 年{month}" + (f" {self.day} 日" if self.day else "")

    @property
    def short(self) -> str:
        """``1975.03``, as the office writes it."""
        return f"{self.year}.{self.month:02}" if self.month else str(self.year)

    def agrees_with(self, on: date) -> bool:
        """Only what the roster says is compared; 1975.1 as a number may have been 1975.10."""
        months = (self.month, 10) if self.may_be_october else (self.month,)
        return (
            self.year == on.year
            and (self.month is None or on.month in months)
            and (self.day is None or self.day == on.day)
        )


def read_birth(cell: Cell, *, today: date) -> Birth | None:
    """The birth in a cell; None when it is empty or nobody could tell."""
    if isinstance(cell, datetime | date):
        return Birth(cell.year, cell.month, cell.day)
    if isinstance(cell, float) and cell.is_integer() and int(cell) in _SERIALS:
        on = _EXCEL_DAY_0 + timedelta(days=int(cell))
        return Birth(on.year, on.month, on.day)
    written = re.sub(r"\s*([年月日号./\-])\s*", r"\1", _written(cell))
    for shape in (_SOLID, _SHORT_SOLID, _PARTS):
        found = shape.fullmatch(written.rstrip("生."))
        birth = found and _birth(found, written, today)
        if birth:
            return birth
    return None


def _written(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return fold(str(cell)).strip()


def _birth(found: re.Match, written: str, today: date) -> Birth | None:
    year, month, day = (int(part) if part else None for part in found.group("year", "month", "day"))
    note = ""
    if year < 100:
        year = full_year(year, today=today)
        note = f"年份只有两位，按 {year} 年记"
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return None
    october = bool(re.fullmatch(r"\d{2,4}\.1", written))
    return Birth(year, month, day, note, may_be_october=october)
