"""The life of a sign-in: begun under a new key, ended by idleness, age, its owner or the director.

A desk's ends after 2 hours without use and after 12 in any case; a deputy's bound phone after 180
days without use (security C.1). When it ends under a form that is being sent, what was typed is
kept (``office.carried``).
"""

from datetime import datetime

from django.conf import settings
from django.contrib.auth import SESSION_KEY, login, logout
from django.contrib.auth.views import redirect_to_login

from township_npc.office import carried, clock
from township_npc.office.models import SignIn, User
from township_npc.office.services.sign_in import open_sign_in

BACKEND = "township_npc.office.passwords.PasswordBackend"
SINCE, SEEN, IS_PHONE = "since", "seen", "is_phone"
SECONDS_BETWEEN_WRITES = 60


def begin(request, user: User, *, is_phone: bool = False) -> None:
    """Sign the user in under a session key never used before; what was typed goes along."""
    typed = request.session.get(carried.KEY)
    leave(request)
    login(request, user, backend=BACKEND)
    if typed:
        request.session[carried.KEY] = typed
    _start(request, is_phone=is_phone)


def leave(request) -> None:
    SignIn.objects.filter(session_key=request.session.session_key).delete()
    logout(request)


def has_ended(session, at: datetime) -> bool:
    """True from the last second of the idle time or of the life on."""
    idle, age = at.timestamp() - session[SEEN], at.timestamp() - session[SINCE]
    if session[IS_PHONE]:
        return idle >= settings.PHONE_LIFE.total_seconds()
    return idle >= settings.DESK_IDLE.total_seconds() or age >= settings.DESK_LIFE.total_seconds()


class SessionAgeMiddleware:
    """Ends what has run out and notes use, at most once a minute."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.run_out_for = None
        if SESSION_KEY in request.session and request.user.is_authenticated:
            self._look_at(request, clock.now())
        return self.get_response(request)

    @staticmethod
    def _look_at(request, at: datetime) -> None:
        if SINCE not in request.session:
            _start(request, is_phone=False)
        elif has_ended(request.session, at):
            request.run_out_for = request.user.pk
            leave(request)
        elif at.timestamp() - request.session[SEEN] >= SECONDS_BETWEEN_WRITES:
            request.session[SEEN] = at.timestamp()
            SignIn.objects.filter(session_key=request.session.session_key).update(seen_at=at)

    @staticmethod
    def process_view(request, view, args, kwargs):
        """Here and not earlier: the protection against forged forms has just let the form pass."""
        if request.method != "POST":
            return None
        if request.run_out_for:
            carried.keep(request, request.run_out_for)
            return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
        carried.drop_when_sent(request)
        return None


def _start(request, *, is_phone: bool) -> None:
    at, session = clock.now(), request.session
    session.update({SINCE: at.timestamp(), SEEN: at.timestamp(), IS_PHONE: is_phone})
    life = settings.PHONE_LIFE if is_phone else settings.DESK_LIFE
    session.set_expiry(int(life.total_seconds()))  # counted from each write, so use renews it
    device = device_name(request.META.get("HTTP_USER_AGENT", ""))
    open_sign_in(request.user, session.session_key, is_phone=is_phone, device=device, at=at)


def device_name(agent: str) -> str:
    """微信 · 安卓手机: enough for its owner to know it again."""
    programs = [("MicroMessenger", "微信"), ("Edg", "Edge"), ("Firefox", "火狐")]
    programs += [("Chrome", "Chrome"), ("Safari", "Safari")]
    machines = [("iPhone", "苹果手机"), ("iPad", "平板"), ("Android", "安卓手机")]
    machines += [("Windows", "Windows 电脑"), ("Mac", "苹果电脑"), ("Linux", "Linux 电脑")]
    known = [
        next((name for mark, name in marks if mark in agent), "") for marks in (programs, machines)
    ]
    return " · ".join(filter(None, known)) or "认不出的设备"
