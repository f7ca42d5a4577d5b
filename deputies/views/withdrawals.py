"""书面撤回: asked on the phone or entered from paper, taken back, confirmed."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from deputies.forms.proposal_turns import (
    PaperWithdrawalForm,
    StrikeWithdrawalForm,
    WithdrawalForm,
)
from deputies.models import Proposal, WithdrawalRequest
from deputies.permissions.deputies import is_deputy
from deputies.permissions.proposal_acts import ACTS
from deputies.permissions.proposal_turns import (
    may_ask_withdrawal,
    may_confirm_withdrawal,
    may_strike_withdrawal,
    may_take_back_withdrawal,
)
from deputies.permissions.proposals import may_see_proposals
from deputies.selectors.drafts import own_proposals
from deputies.selectors.withdrawals import may_still_ask, withdrawals_visible_to
from deputies.services.withdrawals import (
    ask_withdrawal,
    confirm_withdrawal,
    enter_withdrawal,
    strike_withdrawal,
    take_back_withdrawal,
)
from deputies.views.proposal_acts import seen, work
from deputies.views.signed import answer_signed
from township_npc.office import clock
from township_npc.office.permissions import require
from township_npc.office.policy import policy
from township_npc.office.views.answers import answer_once


@policy(is_deputy, "GET", "POST")
def withdrawal_ask(request: HttpRequest, pk) -> HttpResponse:
    proposal = get_object_or_404(own_proposals(request.user), pk=pk)
    require(may_ask_withdrawal(request.user, proposal))
    if request.method == "GET" and not may_still_ask(proposal, request.user):
        return redirect("deputies:proposal-detail", pk=pk)
    form = WithdrawalForm(request.POST or None)

    def act() -> str:
        reason = form.cleaned_data["reason"]
        ask_withdrawal(proposal, by=request.user, reason=reason, at=clock.now())
        messages.success(request, "已经告诉人大办，主任确认后就撤回。")
        return _address(proposal)

    context = {"proposal": proposal, "back_url": _address(proposal)}
    return answer_signed(request, form, act, "deputies/withdrawal_ask.html", context)


@policy(may_see_proposals, "GET", "POST")
def proposal_withdrawal(request: HttpRequest, pk) -> HttpResponse:
    """代为登记 of a request on paper."""
    proposal = seen(request, pk)
    form = PaperWithdrawalForm(request.POST or None, initial={"on": clock.today()})

    def act(**values) -> str:
        enter_withdrawal(proposal, by=request.user, at=clock.now(), **values)
        return "已登记，主任确认后撤回。"

    return work(request, proposal, ACTS["withdrawal"], form, act)


@policy(may_see_proposals, "POST")
def withdrawal_confirm(request: HttpRequest, pk) -> HttpResponse:
    asked = _asked(request, pk)
    require(may_confirm_withdrawal(request.user))
    try:
        confirm_withdrawal(asked, by=request.user, at=clock.now())
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    else:
        messages.success(request, "已确认撤回，承办单位不再办理。")
    return redirect(_address(asked.proposal))


@policy(may_see_proposals, "POST")
def withdrawal_take_back(request: HttpRequest, pk) -> HttpResponse:
    """不撤了: one tap of the deputy."""
    asked = _asked(request, pk)
    require(may_take_back_withdrawal(request.user, asked))
    try:
        take_back_withdrawal(asked, by=request.user, at=clock.now())
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    else:
        messages.success(request, "好的，这件建议接着办。")
    return redirect(_address(asked.proposal))


@policy(may_see_proposals, "GET", "POST")
def withdrawal_strike(request: HttpRequest, pk) -> HttpResponse:
    """The office strikes a request with a reason."""
    asked = _asked(request, pk)
    require(may_strike_withdrawal(request.user, asked))
    form = StrikeWithdrawalForm(request.POST or None)

    def act() -> str:
        strike_withdrawal(asked, by=request.user, at=clock.now(), **form.cleaned_data)
        messages.success(request, "已划掉，这件建议接着办。")
        return _address(asked.proposal)

    context = {"proposal": asked.proposal, "asked": asked, "verb": "划掉撤回申请"}
    return answer_once(request, form, act, "deputies/withdrawal_strike.html", context)


def _asked(request: HttpRequest, pk) -> WithdrawalRequest:
    return get_object_or_404(withdrawals_visible_to(request.user), pk=pk)


def _address(proposal: Proposal) -> str:
    return reverse("deputies:proposal-detail", args=[proposal.pk])
