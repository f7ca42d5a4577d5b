"""The calendar is changed, and every open deadline follows it.

Each act says which calendar was seen when it was decided on (``Stored.mark``): of two directors the
slower one looks again. An act that changes nothing, a second tap, leaves nothing behind.
"""

from collections.abc import Callable
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from township_npc.office.choices import DayKind
from township_npc.office.holidays.plan import Day, DayChange, Plan, calendar_after, real_changes
from township_npc.office.models import Holiday, HolidayImport, HolidayYear, Office, User
from township_npc.office.permissions import may_keep_calendar, require
from township_npc.office.selectors.holidays import Stored, as_cells, stored_calendar, undo_plan
from township_npc.office.services.audit import record
from township_npc.office.services.recount import recount_open

Told = Callable[[list[DayChange], Stored], None]


def set_day(on: date, day: Day, *, by: User, seen: str, at: datetime) -> int:
    """录一天, new or put right; return how many deadlines moved."""

    def tell(changes: list[DayChange], stored: Stored) -> None:
        before = changes[0].before
        facts = {"on": on.isoformat(), "was": before.kind if before else "", "is": day.kind}
        _record(by, "holiday.set", on.year, note=f"{on} {day.told}，依据：{day.source}", **facts)

    return _carry_out(Plan({on: day}), tell, by=by, seen=seen, at=at)


def take_back_day(on: date, *, by: User, seen: str, at: datetime) -> int:
    """撤掉一天: it is a day of the plain week again."""

    def tell(changes: list[DayChange], stored: Stored) -> None:
        before = changes[0].before
        facts = {"on": on.isoformat(), "was": before.kind}
        _record(by, "holiday.taken_back", on.year, note=f"{on} {before.told}", **facts)

    return _carry_out(Plan({on: None}), tell, by=by, seen=seen, at=at)


def announce_year(year: int, source: str, *, by: User, seen: str, at: datetime) -> int:
    """已公布: deadlines in this year are no longer provisional."""

    def tell(changes: list[DayChange], stored: Stored) -> None:
        _record(by, "holiday_year.announced", year, note=source)

    return _carry_out(Plan(years={year: source}), tell, by=by, seen=seen, at=at)


def take_back_announcement(year: int, *, by: User, seen: str, at: datetime) -> int:
    """标错了: the year counts as not announced again."""

    def tell(changes: list[DayChange], stored: Stored) -> None:
        _record(by, "holiday_year.announcement_taken_back", year, note=stored.years[year])

    return _carry_out(Plan(years={year: None}), tell, by=by, seen=seen, at=at)


def import_days(
    year: int, plan: Plan, *, source: str, file_name: str, by: User, seen: str, at: datetime
) -> int:
    """导入 in one step, with one entry and what it takes to undo it."""

    def tell(changes: list[DayChange], stored: Stored) -> None:
        written = {change.on: change for change in changes}
        batch = HolidayImport.objects.create(
            year=year,
            source=source,
            file_name=file_name,
            before=as_cells({on: change.before for on, change in written.items()}),
            after=as_cells({on: change.after for on, change in written.items()}),
            years_before={str(one): stored.years.get(one) for one in plan.years},
            years_after={str(one): source for one, source in plan.years.items()},
            made_by=by,
            made_at=at,
        )
        facts = {"import": str(batch.pk), **_counts(changes), "announced": sorted(plan.years)}
        note = "，".join(part for part in (source, file_name) if part)
        _record(by, "holidays.imported", year, note=note, **facts)

    return _carry_out(plan, tell, by=by, seen=seen, at=at)


def undo_import(batch: HolidayImport, *, by: User, seen: str, at: datetime) -> int:
    """撤销导入: each day that still stands as it was written returns to what it was."""
    stored = stored_calendar()

    def tell(changes: list[DayChange], stored: Stored) -> None:
        standing = HolidayImport.objects.filter(pk=batch.pk, undone_at__isnull=True)
        if not standing.update(undone_by=by, undone_at=at):
            raise _stale()
        kept = len(batch.after) - len(changes)
        facts = {"import": str(batch.pk), **_counts(changes), "kept": kept}
        _record(by, "holidays.import_undone", batch.year, note=batch.source, **facts)

    return _carry_out(undo_plan(batch, stored), tell, by=by, seen=seen, at=at)


def _carry_out(plan: Plan, tell: Told, *, by: User, seen: str, at: datetime) -> int:
    require(may_keep_calendar(by))
    with transaction.atomic():
        Office.objects.select_for_update().filter(pk=1).first()  # one director at a time
        stored = stored_calendar()
        changes = real_changes(plan, stored.days)
        years = {year: to for year, to in plan.years.items() if stored.years.get(year) != to}
        if changes or years:
            if seen != stored.mark:
                raise _stale()
            _refuse_empty_years(plan, stored)
            _write(changes, years)
            tell(changes, stored)
    return recount_open(by=by, at=at)


def _refuse_empty_years(plan: Plan, stored: Stored) -> None:
    """A year without any day off would count plain weeks, and call that certain."""
    days = calendar_after(plan, stored.calendar).days
    with_days_off = {on.year for on, (kind, _) in days.items() if kind == DayKind.HOLIDAY}
    for year, source in plan.years.items():
        if source and year not in with_days_off:
            raise ValidationError(
                f"{year} 年还没有录入放假的日子，请先录入再标。", code="empty_year"
            )


def _write(changes: list[DayChange], years: dict[int, str | None]) -> None:
    Holiday.objects.filter(on__in=[change.on for change in changes]).delete()
    Holiday.objects.bulk_create(
        Holiday(
            on=change.on,
            kind=change.after.kind,
            name=change.after.name,
            source=change.after.source,
        )
        for change in changes
        if change.after
    )
    HolidayYear.objects.filter(year__in=years).delete()
    HolidayYear.objects.bulk_create(
        HolidayYear(year=year, source=source) for year, source in years.items() if source
    )


def _record(by: User, verb: str, year: int, *, note: str, **facts) -> None:
    """Everything about the calendar is told of the year it happened in."""
    record(by, verb, HolidayYear(year=year), note=note, **facts)


def _counts(changes: list[DayChange]) -> dict[str, int]:
    verdicts = [str(change.verdict) for change in changes]
    return {verdict: verdicts.count(verdict) for verdict in sorted(set(verdicts))}


def _stale() -> ValidationError:
    return ValidationError("节假日刚被他人改过，请再看一遍。", code="stale")
