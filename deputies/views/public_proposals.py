"""What everybody may read of 建议: the published words (S-10). Never a phone, an ID number, an
address, a note, a file (rules §11)."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from deputies.forms.publication import PublicFilterForm
from deputies.rules.terms import congress_name
from deputies.selectors.deputies import public_deputies
from deputies.selectors.publication import published, published_units, published_years
from deputies.selectors.terms import open_term
from township_npc.office.policy import PUBLIC, policy
from township_npc.office.selectors import the_office

PAGE = 50


@policy(PUBLIC)
def public_proposal_list(request: HttpRequest) -> HttpResponse:
    chosen, term = PublicFilterForm.read(request.GET), open_term()
    rows = chosen.apply(published()).defer("text", "reply")
    units = published_units()
    context = {
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "chosen": chosen,
        "years": published_years(),
        "units": units,
        "unit": next((unit for unit in units if str(unit.pk) == chosen.unit), None),
        "congress": congress_name(the_office().town, term.ordinal) if term else "",
    }
    return render(request, "deputies/public_proposal_list.html", context)


@policy(PUBLIC)
def public_proposal_detail(request: HttpRequest, pk) -> HttpResponse:
    publication = get_object_or_404(published(), proposal=pk)
    lead = publication.proposal.lead_id
    context = {
        "publication": publication,
        "proposal": publication.proposal,
        "answer": publication.answer,
        "has_lead_page": public_deputies().filter(pk=lead).exists(),
    }
    return render(request, "deputies/public_proposal_detail.html", context)
