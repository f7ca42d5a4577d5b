"""How a page answers that is signed with the PIN: the try is spent before the act begins."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from township_npc.office.services.entrance import check_pin
from township_npc.office.views.answers import answer_once


def answer_signed(
    request: HttpRequest, form, act: Callable[[], str], template: str, context: dict
) -> HttpResponse:
    """``form`` has a field ``pin``; everything typed but the PIN stays where it is wrong."""
    if request.method == "POST" and form.is_valid():
        try:
            check_pin(request.user, form.cleaned_data["pin"])
        except ValidationError as error:
            form.add_error("pin", error)
            return render(request, template, {**context, "form": form})
    return answer_once(request, form, act, template, context)
