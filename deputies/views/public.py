"""What everybody may read of a deputy: name, district, post, performance (P-07). Never an ID
number, a phone, an address (rules §11)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from deputies.selectors.deputies import public_deputies
from deputies.selectors.duties import dossier, year_numbers
from deputies.selectors.terms import open_term
from township_npc.office import clock
from township_npc.office.policy import PUBLIC, policy


@policy(PUBLIC)
def public_deputy_list(request: HttpRequest) -> HttpResponse:
    name = request.GET.get("name", "").strip()[:60]
    deputies = public_deputies()
    context = {
        "deputies": deputies.filter(person__name__icontains=name) if name else deputies,
        "name": name,
        "term": open_term(),
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
    }
    return render(request, "deputies/public_deputy_detail.html", context)
