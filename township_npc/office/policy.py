"""Who may open a page: every view says so, and a view that says nothing opens for nobody.

``@policy(may_see_proposals, "GET")`` names a predicate over the signed-in user and the methods the
view answers. No right to the page → 404, wrong method → 405 (security B: R1, R3, test 30).
"""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponseNotAllowed
from django.shortcuts import redirect


def PUBLIC(user) -> bool:
    return True


def SIGNED_IN(user) -> bool:
    return user.is_authenticated


def policy(may: Callable, *methods: str):
    """Declare who may call the view and by which methods (default GET)."""

    def declare(view):
        view.policy = may
        view.methods = methods or ("GET",)
        return view

    return declare


class PolicyMiddleware:
    """Default deny. Runs after authentication, before every view."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        may = getattr(view, "policy", None)
        if may is None:
            raise Http404("这个页面没有写明谁可以看。")
        if may is not PUBLIC:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
            if not may(request.user):
                raise Http404
        allowed = {*view.methods, "HEAD"} if "GET" in view.methods else set(view.methods)
        if request.method not in allowed:
            return HttpResponseNotAllowed(sorted(allowed))
        return self._unfinished_sign_in(request, view, may)

    @staticmethod
    def _unfinished_sign_in(request, view, may):
        """A first password must be changed, and a served office post show its second factor."""
        user = request.user
        if (
            may is PUBLIC
            or not user.is_authenticated
            or getattr(view, "before_sign_in_ends", False)
        ):
            return None
        if user.must_change_password:
            return redirect("office:password-change")
        if settings.TOTP_FORCED and user.holds_office_post and not user.is_verified():
            return redirect("office:totp")
        return None


def before_sign_in_ends(view):
    """Mark a page needed to finish signing in (change password, second factor, leave)."""
    view.before_sign_in_ends = True
    return view
