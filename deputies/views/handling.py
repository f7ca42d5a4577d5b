"""The acts on one 建议: each shows its form, acts once, and goes back to the proposal."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from deputies.forms.handling import (
    AcceptForm,
    AssignForm,
    CloseForm,
    ContactForm,
    CorrectForm,
    ReplyReturnForm,
    ReturnForm,
    SignForm,
    SuggestForm,
)
from deputies.forms.ratings import CloseUnsatisfiedForm
from deputies.permissions.proposal_acts import ACTS
from deputies.permissions.proposals import may_correct, may_see_proposals
from deputies.permissions.ratings import may_rework
from deputies.selectors.proposal_page import reply_deadlines
from deputies.selectors.proposals import last_move
from deputies.selectors.ratings import rating_card
from deputies.services.answering import log_contact, sign_for, take_back_contact
from deputies.services.corrections import correct_last_act
from deputies.services.handling import (
    accept_proposal,
    assign_proposal,
    close_proposal,
    return_proposal,
    return_reply,
    suggest_handling,
)
from deputies.views.proposal_acts import act_once, seen, work
from township_npc.office import clock
from township_npc.office.permissions import require
from township_npc.office.policy import policy


@policy(may_see_proposals, "GET", "POST")
def proposal_accept(request: HttpRequest, pk) -> HttpResponse:
    proposal = seen(request, pk)
    category = proposal.suggested_category or proposal.category
    form = AcceptForm(request.POST or None, initial={"category": category})

    def act(**values) -> str:
        accept_proposal(proposal, by=request.user, at=clock.now(), **values)
        return f"已受理，编为{proposal.called}。"

    return work(request, proposal, ACTS["accept"], form, act)


@policy(may_see_proposals, "GET", "POST")
def proposal_return(request: HttpRequest, pk) -> HttpResponse:
    proposal = seen(request, pk)

    def act(**values) -> str:
        return_proposal(proposal, by=request.user, at=clock.now(), **values)
        return f"已退回{proposal.lead}代表。"

    return work(request, proposal, ACTS["return"], ReturnForm(request.POST or None), act)


@policy(may_see_proposals, "GET", "POST")
def proposal_suggest(request: HttpRequest, pk) -> HttpResponse:
    proposal = seen(request, pk)
    begin = {
        "category": proposal.suggested_category or proposal.category,
        "unit": proposal.suggested_unit_id,
    }
    form = SuggestForm(request.POST or None, initial=begin)

    def act(**values) -> str:
        suggest_handling(proposal, by=request.user, at=clock.now(), **values)
        return "已拟好，主任受理、交办时会看到。"

    return work(request, proposal, ACTS["suggest"], form, act)


@policy(may_see_proposals, "GET", "POST")
def proposal_assign(request: HttpRequest, pk) -> HttpResponse:
    proposal, today = seen(request, pk), clock.today()
    begin = {"to": proposal.suggested_unit_id, "on": today}
    form = AssignForm(request.POST or None, initial=begin)

    def act(**values) -> str:
        assign_proposal(proposal, by=request.user, at=clock.now(), **values)
        return f"已交办给{proposal.lead_unit}，{proposal.reply_due_on} 前答复。"

    shown = {"deadlines": reply_deadlines(today)}
    return work(request, proposal, ACTS["assign"], form, act, shown)


@policy(may_see_proposals, "POST")
def proposal_sign(request: HttpRequest, pk) -> HttpResponse:
    proposal = seen(request, pk)

    def act() -> str:
        sign_for(proposal, by=request.user, at=clock.now())
        return f"已签收，{proposal.reply_due_on} 前书面答复。"

    return work(request, proposal, ACTS["sign"], SignForm(request.POST), act)


@policy(may_see_proposals, "GET", "POST")
def proposal_contact(request: HttpRequest, pk) -> HttpResponse:
    proposal = seen(request, pk)
    form = ContactForm(request.POST or None, initial={"on": clock.today()})

    def act(**values) -> str:
        log_contact(proposal, by=request.user, at=clock.now(), **values)
        return "已记下这次联系。"

    return work(request, proposal, ACTS["contact"], form, act)


@policy(may_see_proposals, "POST")
def proposal_contact_take_back(request: HttpRequest, pk, contact) -> HttpResponse:
    proposal = seen(request, pk)
    try:
        take_back_contact(get_object_or_404(proposal.contacts, pk=contact), by=request.user)
    except ValidationError as refusal:
        messages.warning(request, refusal.messages[0])
    else:
        messages.success(request, "这次联系已撤掉，经过里还看得到。")
    return redirect("deputies:proposal-detail", pk=proposal.pk)


@policy(may_see_proposals, "GET", "POST")
def proposal_reply_return(request: HttpRequest, pk) -> HttpResponse:
    proposal = seen(request, pk)

    def act(**values) -> str:
        return_reply(proposal, by=request.user, at=clock.now(), **values)
        return f"答复已退回{proposal.lead_unit}。"

    form = ReplyReturnForm(request.POST or None)
    return work(request, proposal, ACTS["reply-return"], form, act)


@policy(may_see_proposals, "GET", "POST")
def proposal_close(request: HttpRequest, pk) -> HttpResponse:
    proposal = seen(request, pk)
    is_unsatisfied = may_rework(request.user, proposal)
    form_class = CloseUnsatisfiedForm if is_unsatisfied else CloseForm
    form = form_class(request.POST or None, initial={"on": clock.today()})

    def act(**values) -> str:
        close_proposal(proposal, by=request.user, at=clock.now(), **values)
        return "已办结。"

    shown = {
        "replies": proposal.replies.filter(is_withdrawn=False),
        "ratings": rating_card(proposal, request.user),
        "today": clock.today(),
    }
    return work(request, proposal, ACTS["close"], form, act, shown)


@policy(may_see_proposals, "GET", "POST")
def proposal_correct(request: HttpRequest, pk) -> HttpResponse:
    proposal = seen(request, pk)
    step = last_move(proposal)
    require(step is not None and may_correct(request.user, proposal, step))
    form = CorrectForm(request.POST or None)

    def act(**values) -> str:
        correct_last_act(proposal, by=request.user, **values)
        return f"已更正，现在是“{proposal.standing}”。"

    return act_once(request, proposal, form, act, "correct", {"step": step, "verb": "更正"})
