"""联名: the lead's page of who is asked, and the office's of who has signed."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from deputies.choices import CosignerState
from deputies.forms.cosigners import InviteForm, NameForm
from deputies.models import Proposal
from deputies.permissions.cosigners import may_keep_cosigners, may_see_cosigners
from deputies.permissions.proposals import is_lead, may_see_proposals
from deputies.rules.cosigners import OPEN_FOR_SECONDING, OPEN_FOR_SIGNING
from deputies.selectors.cosigners import (
    MOST_NAMES,
    cosigners_of,
    found_by_name,
    kept_by,
    seconds_waiting,
    signers_of,
)
from deputies.selectors.proposals import proposals_visible_to
from deputies.services.cosigners import invite_cosigner, take_back_invitation
from deputies.services.seconding import confirm_second, drop_second
from township_npc.office import clock
from township_npc.office.permissions import require
from township_npc.office.policy import policy
from township_npc.office.services.once import create_once


@policy(may_see_proposals, "GET")
@never_cache
def cosigner_list(request: HttpRequest, pk) -> HttpResponse:
    proposal = _kept_by(request, pk)
    context = {
        "proposal": proposal,
        "is_open": proposal.state in OPEN_FOR_SIGNING,
        "is_open_for_seconds": proposal.state in OPEN_FOR_SECONDING,
    }
    if is_lead(request.user, proposal):
        context |= _leads_page(request, proposal)
        return render(request, "deputies/cosigner_list_phone.html", context)
    context |= {"signers": signers_of(proposal), "seconds": seconds_waiting(proposal)}
    return render(request, "deputies/cosigner_list.html", context)


@policy(may_see_proposals, "POST")
def cosigner_invite(request: HttpRequest, pk) -> HttpResponse:
    proposal, form = _kept_by(request, pk), InviteForm(request.POST)
    require(may_keep_cosigners(request.user, proposal))

    def act() -> str:
        if not form.is_valid():
            raise ValidationError("没有找到这名在任的代表，请再找一次。", code="no_seat")
        deputy = form.cleaned_data["deputy"]
        invite_cosigner(proposal, deputy, by=request.user, at=clock.now())
        return f"已邀请{deputy}代表，对方打开手机就能看到。"

    return _act(request, proposal, act)


@policy(may_see_proposals, "POST")
def cosigner_remove(request: HttpRequest, pk, cosigner) -> HttpResponse:
    """不再邀请, or 附议 not wanted."""
    proposal = _kept_by(request, pk)
    row = get_object_or_404(kept_by(request.user, proposal), pk=cosigner)

    def act() -> str:
        if row.state == CosignerState.ASKED:
            drop_second(row, by=request.user)
            return f"没有算上{row}代表的附议。"
        take_back_invitation(row, by=request.user)
        return f"不再邀请{row}代表。"

    return _act(request, proposal, act)


@policy(may_see_proposals, "POST")
def cosigner_confirm(request: HttpRequest, pk, cosigner) -> HttpResponse:
    proposal = _kept_by(request, pk)
    row = get_object_or_404(kept_by(request.user, proposal), pk=cosigner)

    def act() -> str:
        confirm_second(row, by=request.user)
        return f"已确认，{row}代表一起联名。"

    return _act(request, proposal, act)


def _kept_by(request: HttpRequest, pk) -> Proposal:
    proposal = get_object_or_404(proposals_visible_to(request.user), pk=pk)
    require(may_see_cosigners(request.user, proposal))
    return proposal


def _leads_page(request: HttpRequest, proposal: Proposal) -> dict:
    form = NameForm(request.GET)
    name = form.cleaned_data["name"] if form.is_valid() else ""
    cosigners = cosigners_of(proposal)
    standing = {cosigner.deputy_id: cosigner.get_state_display() for cosigner in cosigners}
    found = list(found_by_name(proposal, name)) if name else []
    return {
        "name": name,
        "is_blank": "name" in request.GET and not name,
        "cosigners": cosigners,
        "found": [(deputy, standing.get(deputy.pk)) for deputy in found[:MOST_NAMES]],
        "has_more": len(found) > MOST_NAMES,
        "may_keep": may_keep_cosigners(request.user, proposal),
        "back_url": _back_url(proposal),
    }


def _back_url(proposal: Proposal) -> str:
    if proposal.state == "draft":
        return f"{reverse('deputies:proposal-write', args=[proposal.pk])}#step-4"
    return reverse("deputies:proposal-detail", args=[proposal.pk])


def _act(request: HttpRequest, proposal: Proposal, do: Callable[[], str]) -> HttpResponse:
    """Act once, and say on the list what came of it."""
    there = reverse("deputies:cosigner-list", args=[proposal.pk])

    def act() -> str:
        messages.success(request, do())
        return there

    try:
        return create_once(request, act)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect(there)
