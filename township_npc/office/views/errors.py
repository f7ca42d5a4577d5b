"""Pages for what went wrong, in the house voice: what is wrong, what to do, whom to call."""

import logging
import secrets

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from township_npc.office.context import Shell

log = logging.getLogger(__name__)


def bad_request(request: HttpRequest, exception=None) -> HttpResponse:
    return _page(request, "400", status=400, is_too_large=isinstance(exception, RequestDataTooBig))


def forbidden(request: HttpRequest, exception=None) -> HttpResponse:
    """``exception`` may carry the reason in Chinese (``PermissionDenied("…")``)."""
    return _page(request, "403", status=403, reason=str(exception or ""))


def not_found(request: HttpRequest, exception=None) -> HttpResponse:
    return _page(request, "404", status=404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _page(request, "csrf", status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Say so with a number that stands in the log too; no context and no database, which may be
    what broke."""
    number = secrets.token_hex(4).upper()
    log.error("%s is the number on the error page of what follows", number)
    return HttpResponse(render_to_string("office/error_500.html", {"number": number}), status=500)


def _page(request: HttpRequest, name: str, *, status: int, **context) -> HttpResponse:
    """A stranger's error costs no query: without the office's name and telephone."""
    shell = Shell(request)
    if not shell.is_signed_in:
        shell.office = None
    context["shell"] = shell
    return render(request, f"office/error_{name}.html", context, status=status)
