"""Exactly one record for a form, however often it is sent (security D.10)."""

import hmac
import uuid
from collections.abc import Callable

from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from township_npc.office.models import SentForm

FIELD = "once"


def create_once(request: HttpRequest, act: Callable[[], str]) -> HttpResponse:
    """Run ``act`` (it returns the URL to go to) once for the form's key, then redirect there.

    Sent again with the same body: the same answer. With another body: 409. A ValidationError or
    PermissionDenied from ``act`` leaves the key free, so the corrected form can be sent.
    """

    def act_and_remember(sent: SentForm) -> HttpResponse:
        sent.answer_url = act()
        sent.save(update_fields=["answer_url"])
        return redirect(sent.answer_url)

    return _with_key(request, act_and_remember, lambda sent: redirect(sent.answer_url))


def show_once(
    request: HttpRequest, act: Callable[[], HttpResponse], again: Callable[[], HttpResponse]
) -> HttpResponse:
    """As ``create_once``, for an answer that may be shown and never kept: ``act`` makes the page,
    and whoever sends the form again gets what ``again`` says instead."""
    return _with_key(request, lambda sent: act(), lambda sent: again())


def start_once(
    request: HttpRequest, act: Callable[[], HttpResponse], again: Callable[[], HttpResponse]
) -> HttpResponse:
    """As ``show_once``, for an act too long to hold the database: the key is taken before it begins
    and given back when it fails, so that a second tap meanwhile finds it taken."""
    taken = []
    answer = _with_key(request, taken.append, lambda sent: again())
    if not taken:
        return answer
    try:
        return act()
    except BaseException:
        taken[0].delete()
        raise


def _with_key(request: HttpRequest, first: Callable, again: Callable) -> HttpResponse:
    """``first(sent)`` in the transaction that takes the form's key, ``again(sent)`` afterwards."""
    try:
        key = uuid.UUID(request.POST.get(FIELD, ""))
    except ValueError:
        return render(request, "office/form_stale.html", status=400)
    digest = body_hash(request)
    try:
        with transaction.atomic():
            return first(SentForm.objects.create(user=request.user, key=key, body_hash=digest))
    except IntegrityError:
        sent = SentForm.objects.filter(user=request.user, key=key).first()
        if sent is None:  # the collision was not about this form
            raise
    if sent.body_hash != digest:
        context = {"answer_url": sent.answer_url}
        return render(request, "office/form_sent_before.html", context, status=409)
    return again(sent)


def body_hash(request: HttpRequest) -> str:
    """Keyed fingerprint of what was typed and attached: nobody without the key can try telephone
    numbers until one fits. The CSRF token and what proves who sends are no part of it."""
    digest = hmac.new(settings.SECRET_KEY.encode(), digestmod="sha256")
    for name in sorted(request.POST):
        if name in ("csrfmiddlewaretoken", "pin", "password"):
            continue
        for value in request.POST.getlist(name):
            digest.update(f"{name}={value}\0".encode())
    for name in sorted(request.FILES):
        for file in request.FILES.getlist(name):
            digest.update(f"{name}:{file.name}:{file.size}\0".encode())
            for chunk in file.chunks():
                digest.update(chunk)
            file.seek(0)
    return digest.hexdigest()
