"""What one unit has to do with 建议: what it has, what it assists with, how it has answered."""

from dataclasses import dataclass

from django.db.models import Count, F, Q

from deputies.models import Assisting, Proposal, Reply, Unit
from deputies.rules.proposals import HAS_BEEN_ASSIGNED, WITH_THE_UNIT
from deputies.selectors.proposals import proposals_visible_to

#: So many rows of each kind; the rest stands in the list of 建议.
_MOST = 30


@dataclass(frozen=True)
class UnitWork:
    leads: list[Proposal]
    has_more: bool
    assists: list[Assisting]
    answered: int
    in_time: int

    @property
    def late(self) -> int:
        return self.answered - self.in_time


def unit_work(unit: Unit, user) -> UnitWork:
    """As this person may see it, worst first."""
    seen = proposals_visible_to(user)
    leads = seen.filter(lead_unit=unit, state__in=WITH_THE_UNIT).defer("text")
    rows = list(leads.order_by("reply_due_on", "number")[: _MOST + 1])
    figures = _figures(unit)
    return UnitWork(
        leads=rows[:_MOST],
        has_more=len(rows) > _MOST,
        assists=_assists(unit, seen),
        answered=figures["answered"],
        in_time=figures["in_time"],
    )


def _assists(unit: Unit, seen) -> list[Assisting]:
    """Those that wait for its opinion first."""
    rows = Assisting.objects.in_force().filter(
        unit=unit, proposal__in=seen.values("pk"), proposal__state__in=HAS_BEEN_ASSIGNED
    )
    people = rows.select_related("proposal__lead_unit").defer("proposal__text", "text")
    return list(people.order_by(F("given_at").desc(nulls_first=True), "due_on")[:_MOST])


def _figures(unit: Unit) -> dict[str, int]:
    """Replies of the open 届 that count, each against the deadline of its own day."""
    replies = Reply.objects.filter(
        unit=unit, is_withdrawn=False, proposal__congress_session__term__ends_on__isnull=True
    )
    in_time = Count("pk", filter=Q(replied_on__lte=F("due_on")))
    return replies.aggregate(answered=Count("pk"), in_time=in_time)
