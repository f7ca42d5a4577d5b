"""The door for those with a password."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from township_npc.office import carried, sign_in
from township_npc.office.forms.sign_in import SignInForm
from township_npc.office.policy import PUBLIC, SIGNED_IN, before_sign_in_ends, policy
from township_npc.office.selectors import the_office
from township_npc.office.views.demo_door import is_let_in
from township_npc.office.views.first_run import is_first_run


@policy(PUBLIC, "GET", "POST")
@sensitive_post_parameters("password")
@never_cache
def login(request):
    if is_first_run():
        return redirect("office:first-run")
    if not is_let_in(request, the_office()):
        return redirect("office:demo")
    if request.method == "GET" and request.user.is_authenticated:
        return redirect(after_sign_in(request))
    form = SignInForm(request, data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        sign_in.begin(request, form.get_user())
        return redirect(after_sign_in(request))
    context = {
        "form": form,
        "next": request.GET.get("next", ""),
        "has_typed": carried.KEY in request.session,
    }
    return render(request, "office/login.html", context)


def locked_out(request, response=None, credentials=None) -> HttpResponse:
    """What django-axes answers after ten wrong passwords for one account from one address."""
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    context = {"minutes": minutes, "times": settings.AXES_FAILURE_LIMIT}
    return render(request, "office/login_locked.html", context, status=429)


@policy(SIGNED_IN, "POST")
@before_sign_in_ends
def logout(request):
    sign_in.leave(request)
    return redirect("office:login")


@policy(SIGNED_IN, "GET")
@never_cache
def carried_form(request):
    """Offer again what was being sent when the sign-in ran out."""
    typed = carried.kept(request)
    if typed is None:
        return redirect("office:home")
    return render(request, "office/login_carried.html", {"typed": typed})


def after_sign_in(request: HttpRequest) -> str:
    """Where to go now: what was being sent, then the page that was asked for, then home."""
    if carried.kept(request):
        return "office:carried"
    wanted = request.POST.get("next") or request.GET.get("next", "")
    return wanted if _is_page_of_ours(wanted) else "office:home"


def _is_page_of_ours(url: str) -> bool:
    """A path, without any host, of a view that answers GET (security C.18)."""
    if not url.startswith("/") or not url_has_allowed_host_and_scheme(url, allowed_hosts=None):
        return False
    try:
        view = resolve(urlsplit(url).path).func
    except Resolver404:
        return False
    return "GET" in getattr(view, "methods", ())
