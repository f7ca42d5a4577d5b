"""How a page with one form answers: show it, act, or show it again with what went wrong."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from township_npc.office.services.once import create_once


def answer(
    request: HttpRequest, form, act: Callable[[], str], template: str, context: dict | None = None
) -> HttpResponse:
    """``act`` changes something and returns the address to go to."""
    return _answer(request, form, lambda: redirect(act()), template, context)


def answer_once(
    request: HttpRequest, form, act: Callable[[], str], template: str, context: dict | None = None
) -> HttpResponse:
    """``act`` makes a record: however often the form is sent, one record (security D.10)."""
    return _answer(request, form, lambda: create_once(request, act), template, context)


def _answer(request, form, do, template, context) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            return do()
        except ValidationError as error:
            form.add_error(None, error)
    return render(request, template, {**(context or {}), "form": form})
