"""办理情况: what is counted for the report to the congress (《代表法》第五十一条第三款, S-10)."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from uuid import UUID

from deputies.choices import Occasion, ProposalCategory, ReplyClass
from deputies.choices import ProposalState as S
from deputies.rules.proposals import HAS_BEEN_ASSIGNED, STANDING
from deputies.rules.terms import reading_order

#: What has come to the office and was not given back to its deputy.
RECEIVED = frozenset({S.SUBMITTED, S.ACCEPTED, S.ASSIGNED, S.SIGNED, S.REPLIED, S.CLOSED})
NO_GROUP = "没有编组"


@dataclass(frozen=True)
class Period:
    """Both days belong to it."""

    from_on: date
    to_on: date


@dataclass(frozen=True)
class Handled:
    """One 建议 as the report counts and lists it; ``replied_on``, ``answer_due_on`` and ``result``
    are those of the reply in force.
    """

    pk: UUID
    number: int | None
    title: str
    lead: str
    group: str
    category: str
    occasion: str
    submitted_on: date
    state: str
    unit: str
    assigned_on: date | None
    due_on: date | None
    replied_on: date | None = None
    answer_due_on: date | None = None
    result: str = ""
    is_confidential: bool = False

    @property
    def is_assigned(self) -> bool:
        return self.state in HAS_BEEN_ASSIGNED

    @property
    def is_answered(self) -> bool:
        return self.replied_on is not None

    @property
    def is_open(self) -> bool:
        return self.is_assigned and not self.is_answered

    @property
    def is_in_time(self) -> bool:
        return self.is_answered and self.replied_on <= self.answer_due_on

    def is_overdue(self, today: date) -> bool:
        return self.is_open and self.due_on < today

    @property
    def standing(self) -> str:
        return STANDING[self.state]


@dataclass(frozen=True)
class Figures:
    received: int
    in_session: int
    assigned: int
    answered: int
    in_time: int
    results: dict[str, int]
    closed: int
    open: int
    overdue: int

    @property
    def in_recess(self) -> int:
        return self.received - self.in_session

    @property
    def unassigned(self) -> int:
        return self.received - self.assigned

    @property
    def late(self) -> int:
        return self.answered - self.in_time

    @property
    def in_time_rate(self) -> str:
        return rate(self.in_time, self.answered)

    @property
    def done_rate(self) -> str:
        """办成率: of what was answered, what is solved or adopted (A 类, S-07)."""
        return rate(self.results[ReplyClass.A], self.answered)


def session_period(starts_on: date, ends_on: date, last_ended_on: date | None) -> Period:
    """A meeting with the recess before it, from the day after the meeting before."""
    return Period(last_ended_on + timedelta(days=1) if last_ended_on else starts_on, ends_on)


def year_period(year: int) -> Period:
    return Period(date(year, 1, 1), date(year, 12, 31))


def count_up(rows: Iterable[Handled], today: date) -> Figures:
    rows = list(rows)
    results = Counter(row.result for row in rows if row.is_answered)
    return Figures(
        received=len(rows),
        in_session=sum(row.occasion == Occasion.IN_SESSION for row in rows),
        assigned=sum(row.is_assigned for row in rows),
        answered=sum(row.is_answered for row in rows),
        in_time=sum(row.is_in_time for row in rows),
        results={result: results[result] for result in ReplyClass.values},
        closed=sum(row.state == S.CLOSED for row in rows),
        open=sum(row.is_open for row in rows),
        overdue=sum(row.is_overdue(today) for row in rows),
    )


def by_unit(rows: Iterable[Handled], today: date) -> dict[str, Figures]:
    """Units that were given any, who had the most first."""
    parts = _parts((row for row in rows if row.is_assigned), lambda row: row.unit)
    counted = {unit: count_up(part, today) for unit, part in parts.items()}
    return dict(sorted(counted.items(), key=lambda pair: (-pair[1].assigned, pair[0])))


def by_category(rows: Iterable[Handled]) -> dict[str, int]:
    """In the order of the list of kinds, those that occur."""
    counts = Counter(row.category for row in rows)
    return {kind.label: counts[kind] for kind in ProposalCategory if counts[kind]}


def by_group(rows: Iterable[Handled]) -> dict[str, int]:
    """第二代表小组 before 第十, those without a group last."""
    counts = Counter(row.group or NO_GROUP for row in rows)
    order = sorted(counts, key=lambda name: (name == NO_GROUP, reading_order(name)))
    return {name: counts[name] for name in order}


def rate(part: int, whole: int) -> str:
    """``85.7%``; of nothing there is no rate."""
    if not whole:
        return "—"
    percent = Decimal(part * 100) / Decimal(whole)
    return f"{percent.quantize(Decimal('0.1'), ROUND_HALF_UP)}%"


def _parts(rows: Iterable[Handled], key: Callable[[Handled], str]) -> dict[str, list[Handled]]:
    parts: dict[str, list[Handled]] = {}
    for row in rows:
        parts.setdefault(key(row), []).append(row)
    return parts
