"""How every act on one 建议 answers: its form, once, and back to the proposal."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from deputies.models import Proposal
from deputies.permissions.proposal_acts import Act
from deputies.selectors.proposals import proposals_visible_to
from township_npc.office.permissions import require
from township_npc.office.views.answers import answer_once


def seen(request: HttpRequest, pk) -> Proposal:
    return get_object_or_404(proposals_visible_to(request.user), pk=pk)


def back_to(proposal: Proposal) -> HttpResponse:
    return redirect("deputies:proposal-detail", pk=proposal.pk)


def work(
    request: HttpRequest,
    proposal: Proposal,
    act: Act,
    form: forms.Form,
    do: Callable[..., str],
    shown: dict | None = None,
) -> HttpResponse:
    """Ask who may; show the form, or act once. A state somebody else has changed is told by the
    service on sending, and by the proposal's page to who only opens the form.
    """
    require(act.may(request.user, proposal))
    if request.method == "GET" and proposal.state not in act.states:
        messages.warning(request, f"这件建议现在是“{proposal.standing}”，不用再{act.verb}。")
        return back_to(proposal)
    return act_once(request, proposal, form, do, act.key, {"verb": act.verb, **(shown or {})})


def act_once(
    request: HttpRequest,
    proposal: Proposal,
    form: forms.Form,
    do: Callable[..., str],
    key: str,
    shown: dict,
) -> HttpResponse:
    """``key`` names the template; ``do`` acts and says what is done."""

    def act() -> str:
        messages.success(request, do(**form.cleaned_data))
        return reverse("deputies:proposal-detail", args=[proposal.pk])

    template = f"deputies/proposal_{key.replace('-', '_')}.html"
    return answer_once(request, form, act, template, {"proposal": proposal, **shown})
