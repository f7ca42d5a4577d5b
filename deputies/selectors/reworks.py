"""Reads of 重新办理: when a round began, what its notice says, how the earlier clocks ran."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from deputies.choices import ProposalState as S
from deputies.models import Proposal, Reply, Rework
from deputies.permissions.proposals import may_see_handling
from deputies.rules.clocks import redo_period
from deputies.selectors.proposals import proposals_visible_to, rules_in_force
from township_npc.office.rules import Deadline, deadline
from township_npc.office.selectors import work_calendar


def reworks_visible_to(user) -> QuerySet[Rework]:
    """With their proposals; a notice put right is the office's own."""
    notices = Rework.objects.filter(proposal__in=proposals_visible_to(user).values("pk"))
    return notices.filter(is_withdrawn=False).select_related("proposal__lead_unit", "by__person")


def reworks_of(proposal: Proposal, user) -> list[Rework]:
    """The notices of one proposal, the latest first, for who reads its handling."""
    if proposal.round == 1 or not may_see_handling(user, proposal):
        return []
    return list(reworks_visible_to(user).filter(proposal=proposal))


def round_began_on(proposal: Proposal) -> date | None:
    """The day of 交办, or of the notice that opened the present round."""
    if proposal.round == 1:
        return proposal.assigned_on
    notices = proposal.reworks.filter(round=proposal.round, is_withdrawn=False)
    return notices.values_list("issued_on", flat=True).get()


def redo_deadline(on: date) -> Deadline:
    """When the unit has to reply, if the notice goes out on this day."""
    return deadline(on, redo_period(rules_in_force()), work_calendar())


@dataclass(frozen=True)
class EarlierClock:
    """The deadline of a round that is over, and when it was answered."""

    round: int
    due_sum: dict
    replied_on: date


def earlier_clocks(proposal: Proposal) -> list[EarlierClock]:
    """A later round has the proposal's clock; what it overwrote stands in the move."""
    if proposal.round == 1:
        return []
    replied = Reply.objects.filter(proposal=proposal, is_withdrawn=False)
    days = dict(replied.values_list("round", "replied_on"))
    opened = proposal.moves.filter(
        from_state__in=(S.REPLIED, S.CLOSED), to_state=S.ASSIGNED, is_undone=False
    )
    kept = [step.overwrote for step in opened]
    return [
        EarlierClock(old["round"], old["due_sum"], days[old["round"]]) for old in reversed(kept)
    ]
