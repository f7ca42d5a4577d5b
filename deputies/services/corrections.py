"""更正: the last act is put right, by those who did it, until the next person has acted."""

from django.core.exceptions import ValidationError
from django.db import transaction

from deputies.choices import ProposalState as S
from deputies.models import KeyProposal, Proposal, ProposalMove, Reply, Rework
from deputies.permissions import proposals as permissions
from deputies.selectors.proposals import acted_since, last_move
from deputies.services.merging import refuse_to_turn_back, tell_main
from deputies.services.moves import hold, put_back
from deputies.services.promises import follow_replies
from deputies.services.withdrawals import refuse_asked_back, reopen_withdrawal
from township_npc.office.models import User
from township_npc.office.permissions import require
from township_npc.office.services.audit import record


@transaction.atomic
def correct_last_act(proposal: Proposal, *, by: User, reason: str) -> None:
    """Take the last move back; every value it overwrote returns, the number stays."""
    hold(proposal)
    step = last_move(proposal)
    require(step is not None and permissions.may_correct(by, proposal, step))
    who = acted_since(proposal, step)
    if who:
        raise ValidationError(f"{who}已经接着办了，不能再更正。", code="acted")
    refuse_to_turn_back(proposal, step)
    _refuse_pressed_for(proposal, step)
    refuse_asked_back(proposal, step)
    tell_main(proposal, step, by=by, reason=reason)
    put_back(proposal, step, by=by)
    _turn_reply(proposal, step)
    reopen_withdrawal(proposal, step)
    _take_back_rework(proposal, step)
    facts = {"from_state": step.to_state, "to_state": step.from_state}
    record(by, "proposal.corrected", proposal, note=reason, **facts)


def _refuse_pressed_for(proposal: Proposal, step: ProposalMove) -> None:
    """What is 重点督办 stays accepted."""
    if step.from_state == S.SUBMITTED and KeyProposal.objects.filter(proposal=proposal).exists():
        raise ValidationError("这件是重点督办建议，请先撤掉重点督办。", code="key")


def _turn_reply(proposal: Proposal, step: ProposalMove) -> None:
    """A reply taken back is withdrawn; a returned reply that is not returned after all counts."""
    replies = Reply.objects.filter(proposal=proposal, round=proposal.round)
    if step.to_state == S.REPLIED:
        replies.filter(is_withdrawn=False).update(is_withdrawn=True)
    elif step.from_state == S.REPLIED and step.to_state == S.SIGNED:
        replies.filter(written_at=last_move(proposal).at).update(is_withdrawn=False)
    follow_replies(proposal)


def _take_back_rework(proposal: Proposal, step: ProposalMove) -> None:
    """A round that was not opened after all has no notice."""
    if step.to_state == S.ASSIGNED and step.from_state in (S.REPLIED, S.CLOSED):
        later = Rework.objects.filter(proposal=proposal, round__gt=proposal.round)
        later.update(is_withdrawn=True)
