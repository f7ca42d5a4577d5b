"""重新办理通知: written by the director, printed for the unit."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from deputies.documents.rework_notice import rework_sheet
from deputies.forms.reworks import ReworkForm
from deputies.models import Rating
from deputies.permissions.proposals import may_decide, may_see_handling, may_see_proposals
from deputies.permissions.ratings import may_rework
from deputies.rules.ratings import THIRD_ROUND
from deputies.selectors.proposals import proposals_visible_to
from deputies.selectors.reworks import redo_deadline, reworks_visible_to
from deputies.services.reworks import issue_rework
from township_npc.office import clock
from township_npc.office.permissions import require
from township_npc.office.policy import policy
from township_npc.office.views.answers import answer_once


@policy(may_see_proposals, "GET", "POST")
def proposal_rework(request: HttpRequest, pk) -> HttpResponse:
    proposal, today = get_object_or_404(proposals_visible_to(request.user), pk=pk), clock.today()
    require(may_decide(request.user))
    if request.method == "GET" and not may_rework(request.user, proposal):
        messages.warning(request, "没有代表对现在的答复不满意，不用重新办理。")
        return redirect("deputies:proposal-detail", pk=pk)
    form = ReworkForm(request.POST or None, initial={"on": today})

    def act() -> str:
        rework = issue_rework(proposal, by=request.user, at=clock.now(), **form.cleaned_data)
        messages.success(request, f"通知已发给{proposal.lead_unit}，{rework.due_on} 前再次答复。")
        return reverse("deputies:proposal-detail", args=[pk])

    unsatisfied = Rating.objects.now(proposal).unsatisfied()
    context = {
        "proposal": proposal,
        "verb": "重新办理",
        "unsatisfied": unsatisfied.select_related("deputy__person"),
        "deadline": redo_deadline(today),
        "warning": THIRD_ROUND if proposal.round > 1 else "",
    }
    return answer_once(request, form, act, "deputies/rework_form.html", context)


@policy(may_see_proposals, "GET")
def rework_print(request: HttpRequest, pk, rework) -> HttpResponse:
    """重新办理通知 on A4, with the way back to the proposal in its corner."""
    notice = get_object_or_404(reworks_visible_to(request.user), proposal=pk, pk=rework)
    require(may_see_handling(request.user, notice.proposal))
    there = request.build_absolute_uri(reverse("deputies:proposal-detail", args=[pk]))
    context = {
        "proposal": notice.proposal,
        "rework": notice,
        "sheet": rework_sheet(notice, there),
        "back_url": reverse("deputies:proposal-detail", args=[pk]),
    }
    return render(request, "deputies/rework_print.html", context)
