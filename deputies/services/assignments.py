"""Who has a 建议: the row of each 交办 beside the moves, and what stands and falls with it."""

from datetime import date

from deputies.choices import ProposalState as S
from deputies.models import Assignment, Assisting, Contest, Proposal, ProposalMove, Unit
from deputies.rules.proposals import HAS_BEEN_ASSIGNED
from township_npc.office.rules import Deadline


def handed_to(unit: Unit, *, due: Deadline, is_complex: bool, note: str) -> dict:
    """What a proposal holds once it is with a unit: the clock starts anew, nobody has signed."""
    return {
        "lead_unit": unit,
        "assigned_on": due.start,
        "is_complex": is_complex,
        "assignment_note": note,
        "reply_due_on": due.due_on,
        "due_sum": due.as_json(),
        "signed_on": None,
        "signed_by": None,
    }


#: What it holds while no unit has it.
WITH_NO_UNIT = {
    "lead_unit": None,
    "assigned_on": None,
    "is_complex": False,
    "assignment_note": "",
    "reply_due_on": None,
    "due_sum": None,
    "signed_on": None,
    "signed_by": None,
}


def follow_move(proposal: Proposal, step: ProposalMove) -> None:
    """Called by every move: one that takes it from a unit ends the row, one to a unit begins one.
    Out of the units' hands, nobody assists either.
    """
    is_handed_over = step.to_state == S.ASSIGNED
    if step.to_state in HAS_BEEN_ASSIGNED and not is_handed_over:
        return
    proposal.assignments.in_force().update(ended_at=step.at)
    if not is_handed_over:
        proposal.assistings.in_force().update(ended_at=step.at)
    else:
        Assignment.objects.create(
            proposal=proposal,
            unit=proposal.lead_unit,
            round=proposal.round,
            on=_began_on(proposal),
            due_on=proposal.reply_due_on,
            by=step.by,
            at=step.at,
        )


def _began_on(proposal: Proposal) -> date:
    """The day its present clock counts from: of the assignment, or of the notice of a new round."""
    return date.fromisoformat(proposal.due_sum["start"])


def follow_put_back(proposal: Proposal, step: ProposalMove) -> None:
    """Called by every 更正: the unit that had it has it again, with what it had asked, and those
    who assisted it assist again.
    """
    if step.to_state == S.ASSIGNED:
        proposal.assignments.in_force().update(is_undone=True)
    if step.to_state in HAS_BEEN_ASSIGNED and step.to_state != S.ASSIGNED:
        return
    before = proposal.assignments.filter(ended_at=step.at, is_undone=False).last()
    if before is not None:
        Assignment.objects.filter(pk=before.pk).update(ended_at=None)
        open_again(Contest.objects.filter(assignment=before, decided_at=step.at))
    _assist_again(proposal, step)


def open_again(asked) -> None:
    """Rows of 退件 or 延期 wait for a decision again."""
    asked.update(decided_at=None, decided_by=None, is_agreed=None, decision_note="")


def _assist_again(proposal: Proposal, step: ProposalMove) -> None:
    """What one act changed among the assisting units carries that act's moment."""
    rows = Assisting.objects.filter(proposal=proposal)
    rows.filter(asked_at=step.at, ended_at__isnull=True).update(ended_at=step.at)
    rows.filter(ended_at=step.at, asked_at__lt=step.at).update(ended_at=None)
