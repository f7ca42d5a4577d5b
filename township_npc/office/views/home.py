"""The home page of each role, and the size of the letters."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from township_npc.office import clock
from township_npc.office.context import BIG_COOKIE, Shell
from township_npc.office.home import home_page
from township_npc.office.permissions import is_only_deputy, may_tend_machine
from township_npc.office.policy import PUBLIC, SIGNED_IN, policy

YEAR = 365 * 24 * 3600


@policy(SIGNED_IN)
def home(request: HttpRequest) -> HttpResponse:
    shell = Shell(request)
    if shell.office is None:
        return redirect("office:first-run")
    page = home_page(request.user, now=clock.now())
    template = "office/home_phone.html" if is_only_deputy(request.user) else "office/home_desk.html"
    context = {"page": page, "shell": shell, "today": clock.today()}
    return render(request, template, context | {"may_tend": may_tend_machine(request.user)})


@policy(PUBLIC, "POST")
def big_toggle(request: HttpRequest) -> HttpResponse:
    """大字 on or off, for the account or for this browser, and back to the same page."""
    big = not Shell(request).is_big
    asked_by_script = request.headers.get("X-Requested-With") == "XMLHttpRequest"
    answer = HttpResponse(status=204) if asked_by_script else _back(request)
    if request.user.is_authenticated:
        request.user.is_big = big
        request.user.save(update_fields=["is_big"])
    else:
        keep = {"max_age": YEAR, "secure": settings.TLS, "httponly": True, "samesite": "Lax"}
        answer.set_cookie(BIG_COOKIE, str(int(big)), **keep)
    return answer


def _back(request: HttpRequest) -> HttpResponseRedirect:
    """To the page the person came from, on this host and nowhere else."""
    target = request.POST.get("next", "")
    hosts = {request.get_host()}
    is_ours = target.startswith("/") and url_has_allowed_host_and_scheme(
        target, hosts, require_https=request.is_secure()
    )
    return HttpResponseRedirect(target if is_ours else reverse("office:home"))
