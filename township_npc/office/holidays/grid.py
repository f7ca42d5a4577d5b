"""A year as twelve small months, and its days off as stretches, for the page and its print."""

import calendar as _calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from township_npc.office.choices import DayKind
from township_npc.office.holidays.plan import Day
from township_npc.office.rules import WorkCalendar, weekday_name

_MONDAY_FIRST = _calendar.Calendar(firstweekday=0)


@dataclass(frozen=True)
class Square:
    """One day of a month; ``mark`` is 休 or 班, where it differs from the plain week."""

    number: int
    mark: str
    tone: str  # a class: off, work, weekend or nothing
    name: str


@dataclass(frozen=True)
class Month:
    number: int
    weeks: list[list[Square | None]]


@dataclass(frozen=True)
class Stretch:
    """Days on end of one kind, name and source."""

    day: Day
    dates: list[date]


def months_of(year: int, calendar: WorkCalendar) -> list[Month]:
    return [Month(number, _weeks(year, number, calendar)) for number in range(1, 13)]


def stretches(days: Mapping[date, Day]) -> list[Stretch]:
    found: list[Stretch] = []
    for on, day in sorted(days.items()):
        last = found[-1] if found else None
        if last and last.day == day and on - last.dates[-1] == timedelta(days=1):
            last.dates.append(on)
        else:
            found.append(Stretch(day, [on]))
    return found


def _weeks(year: int, month: int, calendar: WorkCalendar) -> list[list[Square | None]]:
    return [
        [_square(on, calendar) if on.month == month else None for on in week]
        for week in _MONDAY_FIRST.monthdatescalendar(year, month)
    ]


def _square(on: date, calendar: WorkCalendar) -> Square:
    kind, name = calendar.days.get(on, ("", ""))
    if kind == DayKind.WORKDAY:
        return Square(on.day, "班", "work", name)
    name = calendar.holiday_name(on)
    if name in ("", weekday_name(on)):
        return Square(on.day, "", "weekend" if name else "", "")
    return Square(on.day, "休", "off", name)
