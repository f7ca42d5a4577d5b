"""What everybody may read of a deputy: name, district, post, performance (P-07). Never an ID
number, a phone, an address (rules §11)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from deputies.forms.deputies import DeputyFilterForm
from deputies.rules.terms import congress_name
from deputies.selectors.deputies import public_deputies
from deputies.selectors.duties import dossier, year_numbers
from deputies.selectors.publication import published_of
from deputies.selectors.terms import open_term
from township_npc.office import clock
from township_npc.office.policy import PUBLIC, policy
from township_npc.office.selectors import the_office

_MOST = 100


@policy(PUBLIC)
def public_deputy_list(request: HttpRequest) -> HttpResponse:
    name = DeputyFilterForm.read(request.GET).name
    deputies = public_deputies()
    term = open_term()
    context = {
        "deputies": deputies.filter(person__name__icontains=name) if name else deputies,
        "name": name,
        "congress": congress_name(the_office().town, term.ordinal) if term else "",
    }
    return render(request, "deputies/public_deputy_list.html", context)


@policy(PUBLIC)
def public_deputy_detail(request: HttpRequest, pk) -> HttpResponse:
    deputy = get_object_or_404(public_deputies(), pk=pk)
    year = clock.today().year
    context = {
        "deputy": deputy,
        "dossier": [part for part in dossier(deputy, standing_only=True) if part["rows"]],
        "numbers": year_numbers([deputy], year),
        "year": year,
        "publications": published_of(deputy)[:_MOST],
    }
    return render(request, "deputies/public_deputy_detail.html", context)
