"""承诺 of class B replies that fall due in a span of days."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.urls import reverse

from deputies.models import Reply
from deputies.selectors.proposals import proposals_visible_to
from township_npc.office.rules import Standing, due_standing

_SHOWN = ("essence", "promised_by", "proposal__number", "unit__name")
#: Whether a promise was kept is not written down: past its day that is all that can be said.
_PAST = Standing("到了日子", "is-soon", "warn")


@dataclass(frozen=True)
class PromiseDue:
    what: str
    called: str  # 第 18 号
    unit: str
    url: str
    standing: Standing


@dataclass(frozen=True)
class PromisesDue:
    """How many in all, how many of them past their day, and the first ``most``."""

    count: int
    past: int
    lines: list[PromiseDue]


def promises_due(user, first: date, last: date, today: date, *, most: int) -> PromisesDue:
    """The oldest first; two queries."""
    seen = proposals_visible_to(user).values("pk")
    rows = Reply.objects.filter(
        is_withdrawn=False, proposal__in=seen, promised_by__range=(first, last)
    )
    counts = rows.order_by().aggregate(
        count=Count("pk"), past=Count("pk", filter=Q(promised_by__lt=today))
    )
    shown = rows.select_related("unit", "proposal").only(*_SHOWN)
    lines = shown.order_by("promised_by", "pk")[:most]
    return PromisesDue(**counts, lines=[_line(reply, today) for reply in lines])


def _line(reply: Reply, today: date) -> PromiseDue:
    is_past = reply.promised_by < today
    standing = _PAST if is_past else due_standing(reply.promised_by, today=today)
    url = reverse("deputies:proposal-detail", args=[reply.proposal_id])
    return PromiseDue(reply.essence, reply.proposal.called, reply.unit.name, url, standing)
