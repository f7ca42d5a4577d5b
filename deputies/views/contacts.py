"""通讯录: numbers masked, one shown at a tap, the look logged."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from deputies.forms.deputies import DeputyFilterForm
from deputies.permissions.deputies import may_see_roster
from deputies.selectors.contacts import SECTIONS, contacts, phone_holder
from deputies.services.disclosure import show_phone
from township_npc.office.models import Person
from township_npc.office.policy import policy


@never_cache
@policy(may_see_roster, "GET", "POST")
def contact_list(request: HttpRequest) -> HttpResponse:
    section = request.GET.get("section")
    section = section if section in SECTIONS else "deputies"
    name = DeputyFilterForm.read(request.GET).name
    shown = _phone(request) if request.method == "POST" else {}
    context = {
        "sections": SECTIONS,
        "section": section,
        "name": name,
        "lines": contacts(request.user, section, name),
        **shown,
    }
    return render(request, "deputies/contact_list.html", context)


def _phone(request: HttpRequest) -> dict:
    """The one number that was asked for; 404 for a person in no list of this user's."""
    try:
        pk = uuid.UUID(request.POST.get("person", ""))
    except ValueError:
        raise Http404 from None
    holder = phone_holder(request.user, pk)
    if holder is None:
        raise Http404
    person = Person.objects.get(pk=pk)
    return {"shown_person": person, "phone": show_phone(holder, person, by=request.user)}
