"""提建议 on a phone: write, send, take back."""

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from deputies.forms.phone import STEPS, ProposalForm, as_typed, first_sentence
from deputies.permissions.deputies import is_deputy
from deputies.permissions.proposals import may_write, may_write_for
from deputies.rules.proposals import UNFIT, reply_period
from deputies.selectors.cosigners import cosigning_of
from deputies.selectors.drafts import (
    has_left,
    own_or_unwritten,
    own_proposals,
    seat_of,
    sending_key,
)
from deputies.selectors.likeness import alike_titles
from deputies.selectors.proposals import rules_in_force
from deputies.services.photos import MOST, drop_photo, photos_of
from deputies.services.proposals import save_draft, submit_proposal, withdraw_proposal
from deputies.views.phone_photos import take_photos
from township_npc.office import clock
from township_npc.office.permissions import require
from township_npc.office.policy import policy
from township_npc.office.services.entrance import check_pin
from township_npc.office.services.once import create_once


@policy(may_write, "GET")
def proposal_new(request):
    """A fresh key and nothing else: the record begins with the first word."""
    return redirect("deputies:proposal-write", pk=uuid.uuid4())


@policy(is_deputy, "GET", "POST")
@never_cache
def proposal_write(request, pk):
    require(may_write_for(request.user, seat_of(request.user)))
    proposal = own_or_unwritten(request.user, pk)
    if has_left(proposal):
        return _answer_again(request, pk)
    if request.method == "POST":
        return _keep_and_act(request, pk)
    return _page(request, pk)


def _keep_and_act(request, pk):
    """What was typed is kept first, whatever comes of the act."""
    act, _, photo = request.POST.get("act", "send").partition(":")
    form = ProposalForm(request.POST, whole=act == "send")
    try:
        _keep(request, pk)
    except ValidationError as error:
        if getattr(error, "code", "") == "sent":
            return _answer_again(request, pk)
        form.add_error(None, error)
    if not form.is_valid():
        return _page(request, pk, form)
    if act == "send":
        return _send(request, pk, form)
    if act == "drop":
        drop_photo(own_or_unwritten(request.user, pk), _uuid(photo), by=request.user)
        return redirect(f"{_write_url(pk)}#step-3")
    if act == "cosign":
        return redirect("deputies:cosigner-list", pk=pk)
    if act == "look":
        return redirect(f"{_write_url(pk)}#likeness")
    if act == "pin":
        return redirect(f"{reverse('office:pin-set')}?next={_write_url(pk)}")
    messages.success(request, "已存好，关掉也不会丢。")
    return redirect("deputies:draft-list")


def _keep(request, pk) -> None:
    form = ProposalForm(request.POST)
    if form.is_valid():
        draft = _save(request, pk, form)
        take_photos(request, draft)


def _send(request, pk, form):
    try:
        check_pin(request.user, form.cleaned_data["pin"])
    except ValidationError as error:
        form.add_error("pin", error)
        return _page(request, pk, form)
    try:
        return create_once(request, lambda: _submit(request, pk, form))
    except ValidationError as error:
        form.add_error(None, error)
        return _page(request, pk, form)


def _submit(request, pk, form) -> str:
    proposal = _save(request, pk, form)
    submit_proposal(proposal, by=request.user, at=clock.now())
    return _sent_url(pk)


def _save(request, pk, form):
    lead, fields = seat_of(request.user), form.cleaned_data
    return save_draft(lead, by=request.user, id=pk, fields=fields, at=clock.now())


def _answer_again(request, pk):
    """It has been sent: the same form gets the same answer, an older page learns of it (D.10)."""
    if request.method == "POST":
        return create_once(request, lambda: _sent_url(pk))
    return redirect(_sent_url(pk))


def _page(request, pk, form=None):
    now = clock.now()  # before the draft is read: what is stored later is newer than the page
    proposal = own_or_unwritten(request.user, pk)
    context = {
        "form": form or ProposalForm(initial=as_typed(proposal)),
        "draft_id": pk,
        "now": now,
        "title": first_sentence(proposal.text) if proposal else "",
        "hints": alike_titles(request.user, proposal.heading) if proposal else [],
        "cosigning": cosigning_of(proposal) if proposal else None,
        "proposal": proposal,
        "photos": photos_of(proposal) if proposal else [],
        "most_photos": MOST,
        "steps": STEPS,
        "key": sending_key(pk, proposal),
        "unfit": UNFIT,
        "back_url": reverse("office:home"),
    }
    return render(request, "deputies/proposal_write.html", context)


@policy(is_deputy, "GET")
@never_cache
def proposal_sent(request, pk):
    proposal = get_object_or_404(own_proposals(request.user), pk=pk)
    if not has_left(proposal):
        return redirect(_write_url(pk))
    context = {
        "proposal": proposal,
        "period": reply_period(proposal.is_complex, rules_in_force()),
        "may_write": may_write(request.user),
    }
    return render(request, "deputies/proposal_sent.html", context)


@policy(is_deputy, "GET", "POST")
def proposal_withdraw(request, pk):
    proposal = get_object_or_404(own_proposals(request.user), pk=pk)
    if request.method == "POST":
        try:
            withdraw_proposal(proposal, by=request.user, at=clock.now())
        except ValidationError as error:
            messages.error(request, error.messages[0])
            return redirect(_sent_url(pk))
        messages.success(request, "撤回来了，改好可以再送。")
        return redirect(_write_url(pk))
    context = {"proposal": proposal, "back_url": _sent_url(pk)}
    return render(request, "deputies/proposal_sent_withdraw.html", context)


def _uuid(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        raise Http404 from None


def _write_url(pk) -> str:
    return reverse("deputies:proposal-write", args=[pk])


def _sent_url(pk) -> str:
    return reverse("deputies:proposal-sent", args=[pk])
