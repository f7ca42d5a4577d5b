"""Dates as papers write them, each with the year that is meant."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from township_npc.office.numerals import number_in

_HAN_YEAR = "[〇○Oo零一二三四五六七八九0]{4}"
_YEAR = rf"(?P<year>(?<!\d)\d{{4}}|{_HAN_YEAR})"
_HAN = "[一二三四五六七八九十]"
_DAY = rf"(?P<month>\d{{1,2}}|{_HAN}{{1,2}})\s*月\s*(?P<day>\d{{1,2}}|{_HAN}{{1,3}})\s*[日号]"
_FULL = re.compile(rf"(?:{_YEAR}\s*年\s*)?(?<!\d){_DAY}")
_MONTH = re.compile(rf"{_YEAR}\s*年\s*(?P<month>\d{{1,2}})\s*月(?!\s*\d{{1,2}}\s*[日号])")
_FIGURES = re.compile(
    r"(?<![\d.\-/])(?P<year>(?:19|20)\d{2})(?P<sep>[-./])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})(?![\d.\-/])"
)
_LATER_DAY = re.compile(
    r"(?:（[^（）]{1,8}）|\([^()]{1,8}\))?\s*(?:至|到|—|－|-|~|～|、|和|,)\s*(?P<day>\d{1,2})\s*[日号]"
)
_YEAR_ALONE = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d{2}|二[〇○Oo零0][〇○零一二三四五六七八九]{2})\s*年"
)


@dataclass(frozen=True)
class Written:
    """A date in the text. ``year`` is what is written; ``on`` the day meant, None without one."""

    start: int
    end: int
    year: int | None
    month: int
    day: int | None
    on: date | None
    form: str  # full, short (no year), day (neither), month (no day), figures (2026.1.15)
    since: int | None = None  # the place of the date a range begins with

    @property
    def month_day(self) -> tuple[int, int] | None:
        """Month and day, when any year has them."""
        try:
            date(2024, self.month, self.day or 1)
        except ValueError:
            return None
        return self.month, self.day or 1


def written_dates(text: str, year: int | None = None, known: Iterable[date] = ()) -> list[Written]:
    """Every date, in order. One without a year is given that of the nearest date of its sentence,
    else that of a known day (开幕, 闭幕), else ``year``.
    """
    by_day = {(day.month, day.day): day.year for day in sorted(known)}
    found: list[Written] = []
    for match in _matches(text):
        written = _read(match, text, found, by_day, year)
        found.append(written)
        while later := _LATER_DAY.match(text, found[-1].end):
            if found[-1].day is None:
                break
            last = found[-1]
            day = int(later["day"])
            start = later.start("day")
            on = _day(last.on.year if last.on else year, last.month, day)
            found.append(
                Written(start, later.end(), None, last.month, day, on, "day", since=last.start)
            )
    return found


def days_in(text: str) -> list[date]:
    """The days a piece of text names, for input: 2026-01-15, 2026年1月15日至16日."""
    return [one.on for one in written_dates(re.sub(r"T\d.*", "", text)) if one.on and one.day]


def years_alone(text: str) -> list[tuple[int, int, int]]:
    """(start, end, year) of every year with 年, those inside dates too."""
    return [(m.start(), m.end(), _own_year(m["year"])) for m in _YEAR_ALONE.finditer(text)]


def _matches(text: str) -> list[re.Match]:
    found = [*_FULL.finditer(text), *_MONTH.finditer(text), *_FIGURES.finditer(text)]
    return sorted(found, key=lambda match: match.start())


def _read(match, text, found, by_day, year) -> Written:
    held = match.groupdict()
    own = _own_year(held["year"])
    month = number_in(held["month"]) or 0
    day = number_in(held["day"]) if held.get("day") else None
    form = "figures" if held.get("sep") else "month" if day is None else "full" if own else "short"
    meant = own or _year_meant(match.start(), text, found, by_day.get((month, day)), year)
    on = _day(meant, month, day or 1)
    return Written(match.start(), match.end(), own, month, day, on, form)


def _own_year(written: str | None) -> int | None:
    if not written or written.isdecimal():
        return int(written) if written else None
    return number_in(re.sub("[○Oo0]", "〇", written))


def _year_meant(at, text, found, known, year) -> int | None:
    lead = re.split(r"[，。；：！？\n]", text[max(0, at - 12) : at])[-1]
    base = known or year
    if base and re.search(r"(去年|上年)\D{0,4}$", lead):
        return (year or base) - 1
    if base and re.search(r"明年\D{0,4}$", lead):
        return (year or base) + 1
    if found and found[-1].on and not re.search(r"[。！？\n]", text[found[-1].end : at]):
        return found[-1].on.year
    return base or (found[-1].on.year if found and found[-1].on else None)


def _day(year: int | None, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year else None
    except ValueError:
        return None
