"""Periods and dates. Pure functions: the calendar comes in, a date and its arithmetic go out."""

import calendar as _calendar
from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import date, timedelta

from township_npc.office.choices import DayKind, JobState, PeriodUnit

#: Days off fixed by date in 《全国年节及纪念日放假办法》 (2024): known even where the State Council
#: has not announced the year's arrangement yet. The lunar ones are not.
FIXED_HOLIDAYS = {(1, 1): "元旦", (5, 1): "劳动节", (5, 2): "劳动节"} | {
    (10, day): "国庆节" for day in (1, 2, 3)
}
_WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True)
class WorkCalendar:
    """``days``: date → (DayKind, name) that differ from the plain week; ``announced``: years."""

    days: Mapping[date, tuple[str, str]]
    announced: Set[int]

    def is_provisional(self, on: date) -> bool:
        return on.year not in self.announced

    def holiday_name(self, on: date) -> str:
        """The name of the statutory day off, 星期六/星期日 for the week's end, or ''."""
        kind, name = self.days.get(on, ("", ""))
        if kind == DayKind.WORKDAY:
            return ""
        if kind == DayKind.HOLIDAY:
            return name or "节假日"
        if self.is_provisional(on) and (on.month, on.day) in FIXED_HOLIDAYS:
            return FIXED_HOLIDAYS[on.month, on.day]
        return weekday_name(on) if on.weekday() >= 5 else ""

    def is_workday(self, on: date) -> bool:
        return not self.holiday_name(on)


@dataclass(frozen=True)
class Period:
    """A length with its unit and where it is written: 3 个月（《代表法》第五十一条第二款）."""

    amount: int
    unit: str
    source: str

    def __str__(self) -> str:
        return f"{self.amount} {PeriodUnit(self.unit).label}"


@dataclass(frozen=True)
class Deadline:
    """A due date and the arithmetic that led to it."""

    start: date
    period: Period
    nominal: date  # before it was moved off a day off
    due_on: date
    moved_because: str  # 国庆节, 星期六 …, or ''
    is_provisional: bool

    @property
    def arithmetic(self) -> str:
        """``2026-03-02 + 3 个月 → 2026-06-02（《代表法》第五十一条第二款）``."""
        moved = (
            f"（{self.nominal.isoformat()} 是{self.moved_because}，顺延）"
            if self.moved_because
            else ""
        )
        return (
            f"{self.start.isoformat()} + {self.period} → {self.due_on.isoformat()}{moved}"
            f"（{self.period.source}）"
        )

    def as_json(self) -> dict:
        return {
            "start": self.start.isoformat(),
            "amount": self.period.amount,
            "unit": self.period.unit,
            "source": self.period.source,
            "nominal": self.nominal.isoformat(),
            "due": self.due_on.isoformat(),
            "moved_because": self.moved_because,
            "provisional": self.is_provisional,
        }

    @classmethod
    def from_json(cls, stored: Mapping) -> "Deadline":
        """What ``as_json`` stored; whatever else a room has put beside it is left alone."""
        return cls(
            start=date.fromisoformat(stored["start"]),
            period=Period(stored["amount"], stored["unit"], stored["source"]),
            nominal=date.fromisoformat(stored["nominal"]),
            due_on=date.fromisoformat(stored["due"]),
            moved_because=stored["moved_because"],
            is_provisional=stored["provisional"],
        )


@dataclass(frozen=True)
class Extended(Deadline):
    """A deadline put off: as far as the rules allow from the same start (``limit``), or to the day
    somebody agreed to (``until``), within that or beyond. Length and source are the limit's."""

    was_due_on: date
    limit: date
    agreed_on: date
    until: date | None

    @property
    def is_beyond(self) -> bool:
        return self.due_on > self.limit

    @property
    def arithmetic(self) -> str:
        if self.until is None:
            return super().arithmetic
        moved = f"（这天是{self.moved_because}，顺延）" if self.moved_because else ""
        agreed = f"{self.agreed_on.isoformat()} 同意延长到 {self.until.isoformat()}"
        return f"{agreed} → {self.due_on.isoformat()}{moved}"

    def as_json(self) -> dict:
        """``Deadline.as_json`` with what was before, the day it was agreed on, and to which day."""
        agreed = {"until": self.until.isoformat()} if self.until else {}
        return super().as_json() | {
            "limit": self.limit.isoformat(),
            "extended_from": self.was_due_on.isoformat(),
            "agreed_on": self.agreed_on.isoformat(),
            **agreed,
        }

    @classmethod
    def from_json(cls, stored: Mapping) -> "Extended":
        """Rows of earlier versions do not name the day agreed on: it is the one they are due on."""
        limit, due_on = stored["limit"], stored["due"]
        until = stored.get("until") or (due_on if due_on != limit else None)
        return cls(
            **vars(Deadline.from_json(stored | {"nominal": until or stored["nominal"]})),
            was_due_on=date.fromisoformat(stored["extended_from"]),
            limit=date.fromisoformat(limit),
            agreed_on=date.fromisoformat(stored["agreed_on"]),
            until=date.fromisoformat(until) if until else None,
        )


def read_deadline(stored: Mapping) -> Deadline:
    """What ``as_json`` stored, put off or not."""
    return (Extended if "extended_from" in stored else Deadline).from_json(stored)


def deadline(start: date, period: Period, calendar: WorkCalendar) -> Deadline:
    """The day itself does not count; months end on the corresponding day, or the month's last; a
    last day that is a day off moves to the next working day (《民法典》第二百零一至二百零三条,
    A-14). 日、工作日、月 are counted differently (A-15).
    """
    if period.unit == PeriodUnit.WORKDAY:
        due, passed = _add_workdays(start, period.amount, calendar)
        return Deadline(start, period, due, due, "", any(map(calendar.is_provisional, passed)))
    add = add_months if period.unit == PeriodUnit.MONTH else _add_days
    nominal = add(start, period.amount)
    return Deadline(start, period, nominal, *_last_day(nominal, calendar))


def put_off(
    limit: Deadline,
    calendar: WorkCalendar,
    *,
    until: date | None,
    was_due_on: date,
    agreed_on: date,
) -> Extended:
    """As far as the limit, or to a day agreed on: a last day too, which moves off a day off (A-14).
    Who agrees to the limit's own day agrees to wherever the limit lies."""
    end = limit
    if until in (None, limit.due_on):
        until = None
    else:
        end = Deadline(limit.start, limit.period, until, *_last_day(until, calendar))
    agreed = {"was_due_on": was_due_on, "agreed_on": agreed_on, "until": until}
    return Extended(**vars(end), limit=limit.due_on, **agreed)


def counted_anew(old: Deadline, period: Period, calendar: WorkCalendar) -> Deadline:
    """The same deadline under another calendar, or of another length. What somebody has put off
    keeps the length it was put off with."""
    if not isinstance(old, Extended):
        return deadline(old.start, period, calendar)
    agreed = {"until": old.until, "was_due_on": old.was_due_on, "agreed_on": old.agreed_on}
    return put_off(deadline(old.start, old.period, calendar), calendar, **agreed)


def _last_day(nominal: date, calendar: WorkCalendar) -> tuple[date, str, bool]:
    """The day it is due on, which day off it was moved for, and whether that may still change."""
    due = next_workday(nominal, calendar)
    moved = calendar.holiday_name(nominal) if due != nominal else ""
    return due, moved, any(map(calendar.is_provisional, (nominal, due)))


def add_months(start: date, months: int) -> date:
    """The corresponding day, or the month's last where it has none: 11-30 + 3 个月 → 02-28."""
    years, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + years, month + 1
    return date(year, month, min(start.day, _calendar.monthrange(year, month)[1]))


def next_workday(on: date, calendar: WorkCalendar) -> date:
    while not calendar.is_workday(on):
        on += timedelta(days=1)
    return on


def weekday_name(on: date) -> str:
    return f"星期{_WEEKDAYS[on.weekday()]}"


def _add_days(start: date, days: int) -> date:
    return start + timedelta(days=days)


def _add_workdays(start: date, count: int, calendar: WorkCalendar):
    on, passed = start, []
    while count > 0:
        on += timedelta(days=1)
        passed.append(on)
        count -= calendar.is_workday(on)
    return on, passed or [on]


#: A deadline this near is shown in amber (ux: 还剩 3 天).
SOON_DAYS = 7


@dataclass(frozen=True)
class Standing:
    """Where a deadline stands: its words, its tone (a chip's class) and its icon."""

    text: str
    tone: str = ""
    icon: str = "clock"


def due_standing(
    due_on: date, *, today: date, done_on: date | None = None, act: str = "答复"
) -> Standing:
    """还剩 12 天, 今天到期, 超期 3 天; once done, 按期答复 or 答复晚了 3 天. The due day itself is
    in time (《民法典》第二百零三条: 期间最后一日的截止时间为二十四时)."""
    left = (due_on - (done_on or today)).days
    if done_on:
        return (
            Standing(f"按期{act}", "is-ok", "ok")
            if left >= 0
            else Standing(f"{act}晚了 {-left} 天", "is-late", "warn")
        )
    if left < 0:
        return Standing(f"超期 {-left} 天", "is-late", "warn")
    if left == 0:
        return Standing("今天到期", "is-soon")
    return Standing(f"还剩 {left} 天", "is-soon" if left <= SOON_DAYS else "")


#: What a job comes from. Nothing leads back: whoever tries again asks for a new job.
JOB_COMES_FROM = {
    JobState.RUNNING: JobState.PENDING,
    JobState.DONE: JobState.RUNNING,
    JobState.FAILED: JobState.RUNNING,
}
#: A result is handed out for a day (security C.20); what was asked is forgotten after a month.
RESULT_LIFE = timedelta(hours=24)
JOB_LIFE = timedelta(days=30)
#: With a look each 30 s, a job whose worker was killed has failed within 2 minutes (security D.4).
JOB_SILENT_AFTER = timedelta(seconds=90)
JOB_SENT_AGAIN_AFTER = timedelta(minutes=1)
