"""The one place that writes a proposal's state."""

from datetime import datetime

from django.core.exceptions import ValidationError

from deputies.choices import ProposalState as S
from deputies.models import Proposal, ProposalMove
from deputies.rules.proposals import NEXT_STATES
from township_npc.office.models import User

_DONE = {
    S.DRAFT: "撤回",
    S.SUBMITTED: "送交",
    S.RETURNED: "退回",
    S.ACCEPTED: "受理",
    S.SIGNED: "签收",
    S.REPLIED: "答复",
    S.CLOSED: "办结",
}


def move(proposal: Proposal, state: str, *, by: User, at: datetime, **changes) -> None:
    """Take the proposal to the next state, and keep what this overwrites for a 更正."""
    if state not in NEXT_STATES[proposal.state]:
        raise _too_late(proposal)
    fields = [proposal._meta.get_field(name) for name in changes]
    step = ProposalMove(
        proposal=proposal,
        from_state=proposal.state,
        to_state=state,
        by=by,
        at=at,
        overwrote={field.name: getattr(proposal, field.attname) for field in fields},
    )
    _write(proposal, state, changes)
    step.save(force_insert=True)


def hold(proposal: Proposal) -> Proposal:
    """The proposal as it stands, held until the act is done: what is read of it stays true."""
    return Proposal.objects.select_for_update().get(pk=proposal.pk)


def put_back(proposal: Proposal, step: ProposalMove) -> None:
    """Undo the last move: the state and every value it overwrote."""
    old = {
        name: proposal._meta.get_field(name).to_python(value)
        for name, value in step.overwrote.items()
    }
    _write(proposal, step.from_state, old)
    ProposalMove.objects.filter(pk=step.pk).update(is_undone=True)


def _write(proposal: Proposal, state: str, changes: dict) -> None:
    as_we_saw_it = Proposal.objects.filter(pk=proposal.pk, state=proposal.state)
    if not as_we_saw_it.update(state=state, **changes):
        raise _too_late(proposal)
    proposal.refresh_from_db()


def _too_late(proposal: Proposal) -> ValidationError:
    """Who was quicker, and with what: the second of two clerks reads it beside the own form."""
    steps = ProposalMove.objects.filter(proposal=proposal, is_undone=False)
    last = steps.select_related("by__person", "proposal__lead_unit").last()
    if last is None:
        return ValidationError("这件建议现在不能这样办，请刷新后重试。", code="stale")
    done = _DONE.get(last.to_state) or f"交办给{last.proposal.lead_unit}"
    return ValidationError(
        f"这件建议刚被{last.by}{done}。您填的没有改动它，请刷新后重试。", code="stale"
    )
