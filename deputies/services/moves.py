"""The one place that writes a proposal's state."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from deputies.choices import ProposalState as S
from deputies.models import Proposal, ProposalMove
from deputies.rules.proposals import NEXT_STATES, WITH_THE_UNIT
from deputies.services.assignments import follow_move, follow_put_back
from deputies.services.overtaken import drop_overtaken
from township_npc.office.models import User

_DONE = {
    S.DRAFT: "撤回",
    S.SUBMITTED: "送交",
    S.RETURNED: "退回",
    S.ACCEPTED: "受理",
    S.SIGNED: "签收",
    S.REPLIED: "答复",
    S.CLOSED: "办结",
    S.MERGED: "并案",
    S.WITHDRAWN: "确认撤回",
}


def refuse_unless(proposal: Proposal, *states: str) -> None:
    """For an act whose target state other acts lead to as well: it begins in these states alone."""
    if proposal.state not in states:
        raise too_late(proposal)


def move(proposal: Proposal, state: str, *, by: User, at: datetime, **changes) -> None:
    """Take the proposal to the next state, and keep what this overwrites for a 更正."""
    if state not in NEXT_STATES[proposal.state]:
        raise too_late(proposal)
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
    follow_move(proposal, step)
    drop_overtaken(proposal, by=by)


def hold(*proposals: Proposal) -> None:
    """Read the proposals again and keep them still until the act is over; always in one order, so
    that two acts on the same ones wait for each other."""
    rows = Proposal.objects.select_for_update().order_by("pk")
    list(rows.filter(pk__in=[proposal.pk for proposal in proposals]).values_list("pk"))
    for proposal in proposals:
        proposal.refresh_from_db()


def put_back(proposal: Proposal, step: ProposalMove, *, by: User) -> None:
    """Undo the last move: the state and every value it overwrote."""
    old = {
        name: proposal._meta.get_field(name).to_python(value)
        for name, value in step.overwrote.items()
    }
    _write(proposal, step.from_state, old)
    ProposalMove.objects.filter(pk=step.pk).update(is_undone=True)
    follow_put_back(proposal, step)
    drop_overtaken(proposal, by=by)


def _write(proposal: Proposal, state: str, changes: dict) -> None:
    if not _as_we_saw_it(proposal, changes).update(state=state, **changes):
        raise too_late(proposal)
    proposal.refresh_from_db()


def _as_we_saw_it(proposal: Proposal, changes: dict) -> QuerySet[Proposal]:
    """The row, if it is still with the same unit since the same day; where the deadline is to be
    overwritten, it must be the one we saw.
    """
    seen = {"lead_unit": proposal.lead_unit_id, "assigned_on": proposal.assigned_on}
    if "reply_due_on" in changes:
        seen["reply_due_on"] = proposal.reply_due_on
    return Proposal.objects.filter(pk=proposal.pk, state=proposal.state, **seen)


def too_late(proposal: Proposal) -> ValidationError:
    """Who was quicker, and with what: the second of two clerks reads it beside the own form."""
    steps = ProposalMove.objects.filter(proposal=proposal, is_undone=False)
    last = steps.select_related("by__person", "proposal__lead_unit").last()
    if last is None:
        return ValidationError("这件建议现在不能这样办，请刷新后重试。", code="stale")
    done = _DONE.get(last.to_state) or f"交办给{last.proposal.lead_unit}"
    if last.to_state == S.ACCEPTED and last.from_state in WITH_THE_UNIT:
        done = "同意退件"
    return ValidationError(
        f"这件建议刚被{last.by}{done}。您填的没有改动它，请刷新后重试。", code="stale"
    )
