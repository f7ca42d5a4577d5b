"""Which clocks run for a 建议 now, each with its arithmetic and who says so."""

from dataclasses import dataclass
from datetime import date

from deputies.choices import Occasion
from deputies.choices import ProposalState as S
from deputies.models import Proposal, Reply
from deputies.rules.clocks import feedback_period, sign_period
from deputies.selectors.proposal_standing import handover_due
from deputies.selectors.proposals import rules_in_force
from township_npc.office.rules import Deadline, deadline
from township_npc.office.selectors import work_calendar


@dataclass(frozen=True)
class Clock:
    """``start`` is what began it, ``act`` what stops it, as the deadline's chip says them."""

    title: str
    start: str
    act: str
    sum: Deadline | dict
    done_on: date | None = None


def clocks_of(
    proposal: Proposal, reply: Reply | None, *, rated_on: date | None = None
) -> list[Clock]:
    """The one that counts most first; the reply's clock also once it has stopped. ``rated_on``:
    when the rating was done, for who may know it (``ratings.rated_on``)."""
    match proposal.state:
        case S.SUBMITTED | S.ACCEPTED:
            return [_handover(proposal)]
        case S.ASSIGNED:
            return [_reply(proposal, None), _sign(proposal)]
        case S.SIGNED:
            return [_reply(proposal, None)]
        case S.REPLIED:
            return [_feedback(reply, rated_on), _reply(proposal, reply)]
        case S.CLOSED:
            return [_reply(proposal, reply)]
    return []


def _handover(proposal: Proposal) -> Clock:
    in_session = proposal.occasion == Occasion.IN_SESSION
    return Clock("交办", "闭会" if in_session else "提出", "交办", handover_due(proposal))


def _sign(proposal: Proposal) -> Clock:
    due = deadline(proposal.assigned_on, sign_period(rules_in_force()), work_calendar())
    return Clock("签收", "交办", "签收", due)


def _reply(proposal: Proposal, reply: Reply | None) -> Clock:
    title = "答复" if proposal.round == 1 else f"第 {proposal.round} 次答复"
    done_on = reply.replied_on if reply else proposal.closed_on
    return Clock(title, "交办", "答复", proposal.due_sum, done_on)


def _feedback(reply: Reply, rated_on: date | None) -> Clock:
    due = deadline(reply.replied_on, feedback_period(rules_in_force()), work_calendar())
    return Clock("代表评价", "答复", "评价", due, rated_on)
