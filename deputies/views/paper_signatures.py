"""纸上的联名: the office enters who signed the sheet, and puts an entry right."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from deputies.forms.cosigners import PaperSignatureForm, SignatureCorrectForm
from deputies.models import Proposal
from deputies.permissions.cosigners import may_enter_signature
from deputies.selectors.cosigners import kept_by
from deputies.selectors.proposals import proposals_visible_to
from deputies.services.paper_signatures import correct_signature, enter_signature
from township_npc.office import clock
from township_npc.office.policy import policy
from township_npc.office.views.answers import answer_once


@policy(may_enter_signature, "GET", "POST")
def cosigner_paper(request: HttpRequest, pk) -> HttpResponse:
    proposal = _seen(request, pk)
    form = PaperSignatureForm(
        request.POST or None, proposal=proposal, initial={"on": proposal.signed_on_paper_on}
    )

    def act() -> str:
        row = enter_signature(proposal, by=request.user, at=clock.now(), **form.cleaned_data)
        messages.success(request, f"已登记{row}代表的签名。")
        return _list_url(pk)

    context = {"proposal": proposal, "verb": "登记纸上的联名"}
    return answer_once(request, form, act, "deputies/cosigner_paper.html", context)


@policy(may_enter_signature, "GET", "POST")
def cosigner_correct(request: HttpRequest, pk, cosigner) -> HttpResponse:
    proposal = _seen(request, pk)
    row = get_object_or_404(kept_by(request.user, proposal), pk=cosigner)
    form = SignatureCorrectForm(request.POST or None)

    def act() -> str:
        correct_signature(row, by=request.user, **form.cleaned_data)
        messages.success(request, f"已更正，{row}代表不再算联名。")
        return _list_url(pk)

    context = {"proposal": proposal, "row": row, "verb": "更正联名"}
    return answer_once(request, form, act, "deputies/cosigner_correct.html", context)


def _seen(request: HttpRequest, pk) -> Proposal:
    return get_object_or_404(proposals_visible_to(request.user), pk=pk)


def _list_url(pk) -> str:
    return reverse("deputies:cosigner-list", args=[pk])
