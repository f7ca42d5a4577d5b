"""登记本会: the first page of an empty office, gone once it is answered."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from township_npc import env
from township_npc.office import sign_in
from township_npc.office.forms.accounts import PRESETS, FirstRunForm
from township_npc.office.policy import PUBLIC, policy
from township_npc.office.selectors import the_office
from township_npc.office.services.first_run import open_office


def is_first_run() -> bool:
    return settings.MODE != env.DEMO and the_office() is None


@policy(PUBLIC, "GET", "POST")
@sensitive_post_parameters("password", "again", "setup_code")
@never_cache
def first_run(request):
    if not is_first_run():
        raise Http404
    form = FirstRunForm(request.POST or None, user=None)
    if request.method == "POST" and form.is_valid():
        try:
            director = open_office(**_answers(form.cleaned_data))
        except ValidationError as error:
            form.add_error(None, error)
        else:
            sign_in.begin(request, director)
            return redirect("office:key-sheet")
    return render(request, "office/first_run.html", {"form": form})


def _answers(typed: dict) -> dict:
    names = ("town", "province", "phone", "name", "username", "password")
    return {name: typed[name] for name in names} | {"preset": PRESETS[typed["province"]]}
