"""书面撤回: after acceptance a deputy asks in writing, the director confirms; the number stays."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from deputies.choices import ProposalState as S
from deputies.choices import WithdrawalState as W
from deputies.models import Proposal, ProposalMove, WithdrawalRequest
from deputies.permissions import proposal_turns as permissions
from deputies.rules.proposals import BEFORE_THE_REPLY
from deputies.services.merging import refuse_with_others, separate_proposal
from deputies.services.moves import hold, move
from township_npc.office.models import User
from township_npc.office.permissions import require
from township_npc.office.services.audit import record


@transaction.atomic
def ask_withdrawal(proposal: Proposal, *, by: User, reason: str, at: datetime) -> WithdrawalRequest:
    """要求撤回 from the phone, in writing: signed with the PIN (山东建议办理条例第九条, S-11)."""
    require(permissions.may_ask_withdrawal(by, proposal))
    request = _ask(proposal, by=by, reason=reason, on=timezone.localdate(at), at=at)
    record(by, "proposal.withdrawal_asked", proposal, note=reason, on=request.asked_on.isoformat())
    return request


@transaction.atomic
def enter_withdrawal(
    proposal: Proposal, *, by: User, reason: str, on: date, at: datetime
) -> WithdrawalRequest:
    """代为登记: the deputy asked on paper and signed there."""
    require(permissions.may_enter_withdrawal(by))
    if on > timezone.localdate(at):
        raise ValidationError({"on": "签名日期不能晚于今天。"}, code="future")
    submitted_on = timezone.localdate(proposal.submitted_at)
    if on < submitted_on:
        raise ValidationError({"on": f"撤回不能早于提出（{submitted_on}）。"}, code="early")
    request = _ask(proposal, by=by, reason=reason, on=on, at=at, is_on_paper=True)
    record(by, "proposal.withdrawal_entered", proposal, note=reason, on=on.isoformat())
    return request


@transaction.atomic
def take_back_withdrawal(request: WithdrawalRequest, *, by: User, at: datetime) -> None:
    """不撤了, until the director has confirmed it."""
    require(permissions.may_take_back_withdrawal(by, request))
    _settle(request, W.TAKEN_BACK, by=by, at=at)
    record(by, "proposal.withdrawal_taken_back", request.proposal, on=_day(at))


@transaction.atomic
def strike_withdrawal(request: WithdrawalRequest, *, by: User, reason: str, at: datetime) -> None:
    """更正: the office entered it by mistake, or the unit has answered meanwhile."""
    require(permissions.may_strike_withdrawal(by, request))
    _settle(request, W.TAKEN_BACK, by=by, at=at)
    record(by, "proposal.withdrawal_struck", request.proposal, note=reason, on=_day(at))


@transaction.atomic
def confirm_withdrawal(request: WithdrawalRequest, *, by: User, at: datetime) -> None:
    """确认撤回，办理工作即行终止 (山东建议办理条例第九条). Its unit loses it at once; the number is
    not given to another."""
    require(permissions.may_confirm_withdrawal(by))
    proposal = request.proposal
    hold(proposal)
    refuse_with_others(proposal)
    _settle(request, W.CONFIRMED, by=by, at=at)
    if proposal.state == S.MERGED:
        separate_proposal(proposal, by=by, reason="代表要求撤回。", at=at)
    move(proposal, S.WITHDRAWN, by=by, at=at)
    record(by, "proposal.withdrawal_confirmed", proposal, note=request.reason, on=_day(at))


def refuse_asked_back(proposal: Proposal, step: ProposalMove) -> None:
    """A 更正 may not give a paper back to its deputy while a request waits for the director."""
    is_asked = proposal.withdrawals.filter(state=W.OPEN).exists()
    if step.from_state == S.SUBMITTED and is_asked:
        raise ValidationError("还有一份撤回申请等主任确认，请先办完撤回。", code="asked")


def reopen_withdrawal(proposal: Proposal, step: ProposalMove) -> None:
    """更正 of a confirmation: the request waits again."""
    if step.to_state == S.WITHDRAWN:
        confirmed = proposal.withdrawals.filter(state=W.CONFIRMED)
        confirmed.update(state=W.OPEN, settled_at=None, settled_by=None)


def _ask(proposal: Proposal, **fields) -> WithdrawalRequest:
    if proposal.handled_in.state not in BEFORE_THE_REPLY:
        raise ValidationError(
            f"这件建议现在是“{proposal.standing}”，不能要求撤回。", code="wrong_state"
        )
    try:
        with transaction.atomic():
            return _request(proposal, **fields)
    except IntegrityError as error:
        raise ValidationError("已经有一份撤回申请在等主任确认。", code="asked") from error


def _request(
    proposal: Proposal, *, by: User, reason: str, on: date, at: datetime, is_on_paper: bool = False
) -> WithdrawalRequest:
    return WithdrawalRequest.objects.create(
        proposal=proposal,
        reason=reason,
        asked_on=on,
        asked_at=at,
        asked_by=by,
        is_on_paper=is_on_paper,
    )


def _settle(request: WithdrawalRequest, state: str, *, by: User, at: datetime) -> None:
    waiting = WithdrawalRequest.objects.filter(pk=request.pk, state=W.OPEN)
    if not waiting.update(state=state, settled_at=at, settled_by=by):
        request.refresh_from_db()
        raise ValidationError(
            f"这份撤回申请{request.get_state_display()}，请刷新后再看。", code="stale"
        )
    request.refresh_from_db()


def _day(at: datetime) -> str:
    return timezone.localdate(at).isoformat()
