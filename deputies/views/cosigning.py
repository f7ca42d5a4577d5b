"""联名邀请 and 附议 on a deputy's own phone: read, sign or not, with the PIN."""

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from deputies.choices import CosignerState as C
from deputies.forms.cosigners import SIGN, CosignForm, SecondForm
from deputies.models import Cosigner, Proposal
from deputies.permissions.cosigners import may_answer, may_second
from deputies.permissions.deputies import is_deputy
from deputies.rules.cosigners import OPEN_FOR_SECONDING, OPEN_FOR_SIGNING, text_hash
from deputies.selectors.cosigners import asked_of, rows_of, signers_of
from deputies.selectors.drafts import own_drafts, seat_of
from deputies.selectors.likeness import comparable
from deputies.services.cosigners import cosign_proposal, decline_cosigning, mark_seen
from deputies.services.seconding import drop_second, second_proposal
from township_npc.office import clock
from township_npc.office.permissions import require
from township_npc.office.policy import policy
from township_npc.office.services.once import create_once


@policy(is_deputy, "GET", "POST")
@never_cache
def proposal_cosign(request: HttpRequest, pk) -> HttpResponse:
    """One question: sign or not. The same address says afterwards how it stands."""
    row = get_object_or_404(rows_of(request.user), proposal=pk)
    require(may_answer(request.user, row))
    form = CosignForm(request.POST or None, user=request.user)

    def act() -> str:
        if form.cleaned_data["answer"] == SIGN:
            cosign_proposal(row, by=request.user, shown=form.cleaned_data["shown"], at=clock.now())
            return _here(pk)
        decline_cosigning(row, by=request.user, at=clock.now())
        messages.success(request, "已经告诉领衔代表，您不联名。")
        return reverse("office:home")

    return _once(request, form, act) or _cosign_page(request, pk, form)


@policy(is_deputy, "GET", "POST")
@never_cache
def proposal_second(request: HttpRequest, pk) -> HttpResponse:
    """附议 from number, title and state; ``?draft=`` is the own draft that led here."""
    proposal, seat = get_object_or_404(comparable(), pk=pk), seat_of(request.user)
    require(may_second(request.user, seat))
    form = SecondForm(request.POST or None, user=request.user)

    def act() -> str:
        second_proposal(proposal, seat=seat, by=request.user, at=clock.now())
        return f"{_here(pk)}{_query(request)}"

    return _once(request, form, act) or _second_page(request, proposal, form)


@policy(is_deputy, "POST")
def proposal_second_drop(request: HttpRequest, pk) -> HttpResponse:
    row = get_object_or_404(asked_of(request.user), proposal=pk)
    try:
        drop_second(row, by=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect(_here(pk))
    messages.success(request, "附议收回了。")
    return redirect("deputies:proposal-list")


def _once(request: HttpRequest, form, act: Callable[[], str]) -> HttpResponse | None:
    """The answer of the act; None where the page is to be shown, with what went wrong."""
    if request.method == "POST" and form.is_valid():
        try:
            return create_once(request, act)
        except ValidationError as error:
            form.add_error(None, error)
    return None


def _cosign_page(request: HttpRequest, pk, form: CosignForm) -> HttpResponse:
    row = get_object_or_404(asked_of(request.user), proposal=pk)
    proposal, is_open = row.proposal, row.proposal.state in OPEN_FOR_SIGNING
    if row.state == C.SIGNED and not is_open:
        return redirect("deputies:proposal-detail", pk=pk)
    if is_open and row.state == C.INVITED:
        mark_seen(row, at=clock.now())
    context = {
        "row": row,
        "proposal": proposal,
        "form": form,
        "draft": _draft_beside(request),
        "back_url": reverse("deputies:proposal-list"),
    }
    if is_open:
        context |= _text_to_sign(row)
    return render(request, f"deputies/{_template(row, is_open)}.html", context)


def _text_to_sign(row: Cosigner) -> dict:
    """The text and the signers' names, and nothing else."""
    proposal = row.proposal
    others = [signer for signer in signers_of(proposal) if signer.pk != row.pk]
    return {"signers": others, "shown": text_hash(proposal.title, proposal.text)}


def _template(row: Cosigner, is_open: bool) -> str:
    if row.state == C.ASKED:
        return "proposal_second_waiting"
    if not is_open:
        return "proposal_cosign_late"
    return "proposal_cosign" if row.state == C.INVITED else "proposal_cosign_signed"


def _second_page(request: HttpRequest, proposal: Proposal, form: SecondForm) -> HttpResponse:
    if proposal.lead.person_id == request.user.person_id:
        return redirect("deputies:proposal-detail", pk=proposal.pk)
    standing = asked_of(request.user).filter(proposal=proposal, state__in=(C.SIGNED, C.ASKED))
    if standing.exists():
        return redirect(f"{_here(proposal.pk)}{_query(request)}")
    draft = _draft_beside(request)
    write_url = reverse("deputies:proposal-write", args=[draft.pk]) if draft else ""
    context = {
        "proposal": proposal,
        "form": form,
        "is_open": proposal.state in OPEN_FOR_SECONDING,
        "back_url": write_url or reverse("office:home"),
    }
    return render(request, "deputies/proposal_second.html", context)


def _draft_beside(request: HttpRequest) -> Proposal | None:
    try:
        key = uuid.UUID(request.GET.get("draft", ""))
    except ValueError:
        return None
    return own_drafts(request.user).filter(pk=key, state="draft", number__isnull=True).first()


def _query(request: HttpRequest) -> str:
    draft = _draft_beside(request)
    return f"?draft={draft.pk}" if draft else ""


def _here(pk) -> str:
    return reverse("deputies:proposal-cosign", args=[pk])
