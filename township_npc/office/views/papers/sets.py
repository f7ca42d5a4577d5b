"""整套公文: papers chosen in the list, or all that it shows, made in the background."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from township_npc.office.forms.papers import PaperFilterForm, PaperSetForm
from township_npc.office.permissions import may_see_papers
from township_npc.office.policy import policy
from township_npc.office.selectors.papers import paper_rows
from township_npc.office.services.once import create_once
from township_npc.office.services.papers.sets import MOST, ask_paper_set
from township_npc.office.views.jobs import address


@policy(may_see_papers, "POST")
def paper_set(request: HttpRequest) -> HttpResponse:
    """The address holds the list's filter; ``whole`` is its second button."""
    rows = paper_rows(request.user, PaperFilterForm.read(request.GET))
    form = PaperSetForm(request.POST, rows=rows, most=MOST)
    papers = form.chosen() if form.is_valid() else []  # what is gone meanwhile: choose again
    try:
        return create_once(request, lambda: address(ask_paper_set(papers, by=request.user)))
    except ValidationError as refusal:
        messages.warning(request, refusal.messages[0])
        return redirect(f"{reverse('office:paper-list')}?{request.GET.urlencode()}")
