"""What is to become of the calendar: looked at before it is carried out, carried out once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from township_npc.office.choices import DayKind, DayVerdict
from township_npc.office.holidays.lines import Entry
from township_npc.office.rules import WorkCalendar, weekday_name


@dataclass(frozen=True)
class Day:
    """A day that differs from the plain week, and who says so."""

    kind: str
    name: str
    source: str

    @property
    def told(self) -> str:
        """国庆节，放假."""
        return "，".join(part for part in (self.name, DayKind(self.kind).label) if part)


@dataclass(frozen=True)
class Plan:
    """Days to keep (None: back to the plain week), years to call announced (None: no longer)."""

    days: Mapping[date, Day | None] = field(default_factory=dict)
    years: Mapping[int, str | None] = field(default_factory=dict)


@dataclass(frozen=True)
class DayChange:
    on: date
    before: Day | None
    after: Day | None

    @property
    def verdict(self) -> DayVerdict:
        if self.after is None:
            return DayVerdict.GONE if self.before else DayVerdict.SAME
        if self.before is None:
            return DayVerdict.NEW
        return DayVerdict.SAME if self.after == self.before else DayVerdict.CHANGED

    @property
    def told(self) -> str:
        """依据改为…, where nothing else is another."""
        if self.before and self.after and self.before.told == self.after.told:
            return f"依据改为{self.after.source}"
        return ""

    @property
    def doubt(self) -> str:
        """A sign of dates copied from another year: a day worked instead that is no weekend."""
        if self.after and self.after.kind == DayKind.WORKDAY and self.on.weekday() < 5:
            return f"{weekday_name(self.on)}本来就上班，请看看年份对不对。"
        return ""


def import_plan(
    entries: Iterable[Entry], source: str, stored: Mapping[date, Day], announces: int | None
) -> Plan:
    """The days of a table. One that is kept already as it says keeps the source it has."""
    days = {}
    for entry in entries:
        there = stored.get(entry.on)
        same = there and (there.kind, there.name) == (entry.kind, entry.name)
        days[entry.on] = there if same else Day(entry.kind, entry.name, source)
    return Plan(days, {announces: source} if announces else {})


def day_changes(plan: Plan, stored: Mapping[date, Day]) -> list[DayChange]:
    return [DayChange(on, stored.get(on), day) for on, day in sorted(plan.days.items())]


def real_changes(plan: Plan, stored: Mapping[date, Day]) -> list[DayChange]:
    return [one for one in day_changes(plan, stored) if one.verdict != DayVerdict.SAME]


def stretches_of(changes: list[DayChange]) -> list[list[DayChange]]:
    """Days on end that change in the same way, for a list that can be read at a glance."""
    found: list[list[DayChange]] = []
    for change in changes:
        last = found[-1][-1] if found else None
        alike = last and (last.before, last.after) == (change.before, change.after)
        if alike and change.on - last.on == timedelta(days=1):
            found[-1].append(change)
        else:
            found.append([change])
    return found


def calendar_after(plan: Plan, calendar: WorkCalendar) -> WorkCalendar:
    """The calendar as it would be."""
    days = {on: day for on, day in calendar.days.items() if on not in plan.days}
    days |= {on: (day.kind, day.name) for on, day in plan.days.items() if day}
    years = (calendar.announced - plan.years.keys()) | {
        year for year, source in plan.years.items() if source
    }
    return WorkCalendar(days, frozenset(years))
