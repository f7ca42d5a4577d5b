"""承诺 of class B replies that fall due in a span of days, and what has become of them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, Q, Value, When
from django.urls import reverse

from deputies.choices import PromiseState as P
from deputies.models import Promise
from deputies.rules.promises import promise_standing
from deputies.selectors.promises import promises_visible_to
from township_npc.office.rules import Standing


@dataclass(frozen=True)
class PromiseDue:
    what: str
    title: str  # of the 建议 it answers
    called: str  # 第 18 号
    unit: str
    url: str
    standing: Standing


@dataclass(frozen=True)
class PromisesDue:
    """How many in all, what of them was settled how, how many open ones are past their day, and
    the first ``most``, the open ones in front."""

    count: int
    kept: int
    late: int
    broken: int
    overdue: int
    lines: list[PromiseDue]


def promises_due(user, first: date, last: date, today: date, *, most: int) -> PromisesDue:
    """The oldest first; two queries."""
    seen = promises_visible_to(user).in_force()
    rows = seen.filter(reply__promised_by__range=(first, last))
    conditions = {state.value: Q(state=state) for state in (P.KEPT, P.LATE, P.BROKEN)}
    conditions["overdue"] = Q(state=P.OPEN, reply__promised_by__lt=today)
    counted = {name: Count("pk", filter=condition) for name, condition in conditions.items()}
    counts = rows.order_by().aggregate(count=Count("pk"), **counted)
    is_settled = Case(When(state=P.OPEN, then=Value(0)), default=Value(1))
    shown = rows.order_by(is_settled, "reply__promised_by", "pk")[:most]
    return PromisesDue(**counts, lines=[_line(promise, today) for promise in shown])


def _line(promise: Promise, today: date) -> PromiseDue:
    reply = promise.reply
    standing = promise_standing(
        promise.state, reply.promised_by, today=today, done_on=promise.kept_on
    )
    proposal = reply.proposal
    return PromiseDue(
        what=reply.essence,
        title=proposal.title,
        called=proposal.called,
        unit=reply.unit.name,
        url=reverse("deputies:proposal-detail", args=[proposal.pk]),
        standing=standing,
    )
