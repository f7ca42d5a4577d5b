"""Reads of 撤回申请."""

from dataclasses import dataclass

from django.db.models import QuerySet

from deputies.choices import WithdrawalState
from deputies.models import Proposal, WithdrawalRequest
from deputies.permissions import proposal_turns as permissions
from deputies.permissions.proposals import may_see_all
from deputies.rules.proposals import BEFORE_THE_REPLY


def withdrawals_visible_to(user) -> QuerySet[WithdrawalRequest]:
    """The office and the chairman all, a deputy those about the own proposals; no unit."""
    requests = WithdrawalRequest.objects.select_related("proposal__lead__person")
    if may_see_all(user):
        return requests
    return requests.filter(proposal__lead__person=user.person_id)


@dataclass(frozen=True)
class Asked:
    """The open request on a proposal's page, and what this person may do about it."""

    request: WithdrawalRequest
    may_confirm: bool
    may_take_back: bool
    may_strike: bool


def asked_for(proposal: Proposal, user) -> Asked | None:
    open_ones = withdrawals_visible_to(user).filter(proposal=proposal, state=WithdrawalState.OPEN)
    request = open_ones.first()
    if request is None:
        return None
    request.proposal = proposal
    is_in_time = proposal.handled_in.state in BEFORE_THE_REPLY
    return Asked(
        request=request,
        may_confirm=is_in_time and permissions.may_confirm_withdrawal(user),
        may_take_back=permissions.may_take_back_withdrawal(user, request),
        may_strike=permissions.may_strike_withdrawal(user, request),
    )


def may_still_ask(proposal: Proposal, user) -> bool:
    """要求撤回 stands on the deputy's page: accepted, not answered, not asked yet."""
    return (
        proposal.handled_in.state in BEFORE_THE_REPLY
        and permissions.may_ask_withdrawal(user, proposal)
        and not proposal.withdrawals.filter(state=WithdrawalState.OPEN).exists()
    )
