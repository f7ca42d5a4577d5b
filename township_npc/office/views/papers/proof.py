"""三关校对: what was found, one tap to take it, the check sheet, and the proof-reader's word."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from township_npc.office import clock
from township_npc.office.choices import Verdict
from township_npc.office.forms.papers import (
    AllSureForm,
    FindingForm,
    StandForm,
    TickForm,
    VerdictForm,
)
from township_npc.office.models import OfficialPaper
from township_npc.office.papers.glyphs import glyphs_of
from township_npc.office.permissions import may_keep_papers
from township_npc.office.policy import policy
from township_npc.office.selectors.paper_proof import proof_of
from township_npc.office.services.papers import findings, moves
from township_npc.office.views.papers.detail import back_to, seen_paper


@policy(may_keep_papers, "GET", "POST")
def paper_proof(request: HttpRequest, pk) -> HttpResponse:
    """The gates can be looked at while drafting; the word is said at 校对."""
    paper = seen_paper(request, pk)
    form = VerdictForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            moves.decide_proof(paper, by=request.user, at=clock.now(), **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            passed = form.cleaned_data["verdict"] == Verdict.PASSED
            messages.success(request, "已送审，等签发。" if passed else "已退回起草人。")
            return redirect(back_to(paper))
    proof = proof_of(paper, clock.today())
    context = {
        "paper": paper,
        "form": form,
        "proof": proof,
        "glyphs": glyphs_of(proof.version.text().everything()),
        "stand_form": StandForm(),
    }
    return render(request, "office/paper_proof.html", context)


@policy(may_keep_papers, "POST")
def finding_accept(request: HttpRequest, pk) -> HttpResponse:
    return _answer(
        request, pk, FindingForm, findings.accept_finding, "已照提示改好 {} 处，存成新的一稿。"
    )


@policy(may_keep_papers, "POST")
def finding_accept_sure(request: HttpRequest, pk) -> HttpResponse:
    return _answer(
        request,
        pk,
        AllSureForm,
        findings.accept_all_sure,
        "已照提示改好 {} 处，存成新的一稿，请再看一遍。",
    )


@policy(may_keep_papers, "POST")
def finding_stand(request: HttpRequest, pk) -> HttpResponse:
    return _answer(request, pk, StandForm, findings.let_finding_stand, "已记下不改的原因。")


@policy(may_keep_papers, "POST")
def finding_again(request: HttpRequest, pk, answer) -> HttpResponse:
    paper = seen_paper(request, pk)
    findings.look_at_finding_again(
        get_object_or_404(paper.finding_answers, pk=answer), by=request.user
    )
    return redirect(_page(paper))


@policy(may_keep_papers, "POST")
def gate_tick(request: HttpRequest, pk) -> HttpResponse:
    def tick(paper: OfficialPaper, values: dict) -> None:
        if values["off"]:
            findings.untick_gate(paper, values["item"], by=request.user)
        else:
            findings.tick_gate(paper, values["item"], by=request.user, at=clock.now())

    return _act(request, pk, TickForm, tick, "")


def _answer(
    request: HttpRequest, pk, form_class, service: Callable[..., object], done: str
) -> HttpResponse:
    """What a person does with a finding, now."""

    def act(paper: OfficialPaper, values: dict) -> object:
        return service(paper, by=request.user, at=clock.now(), **values)

    return _act(request, pk, form_class, act, done)


def _act(
    request: HttpRequest, pk, form_class, act: Callable[[OfficialPaper, dict], object], done: str
) -> HttpResponse:
    """``done`` may have a place for what the act returns."""
    paper = seen_paper(request, pk)
    form = form_class(request.POST)
    try:
        if not form.is_valid():
            raise ValidationError(next(iter(form.errors.values()))[0])
        result = act(paper, form.cleaned_data)
    except ValidationError as refusal:
        messages.warning(request, refusal.messages[0])
    else:
        if done:
            messages.success(request, done.format(result))
    return redirect(_page(paper))


def _page(paper: OfficialPaper) -> str:
    return reverse("office:paper-proof", args=[paper.pk])
