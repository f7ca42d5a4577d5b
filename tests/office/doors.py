"""What the tests of the door share: the clock to set, a second browser, the words of a page."""

import uuid
from contextlib import contextmanager
from datetime import timedelta

from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests.factories import PASSWORD, moment
from township_npc.office import clock
from township_npc.office.choices import Role, TicketKind
from township_npc.office.services.accounts import create_account
from township_npc.office.services.entrance import issue_ticket

NOON = moment(2026, 6, 10, 12)
NEW = "blue-lamp-over-river"  # a password nobody has yet
WRONG = "账号或密码不对，请再试一次；忘了密码请找主任重设。"
DEAD = "已经用过或者过期了"
WRONG_CODE = "姓名或六位数不对"
OPEN = set(Role.values) - {Role.CHAIR}  # the roles a director gives


def text(answer) -> str:
    return answer.content.decode()


def link(user, by, at=NOON) -> str:
    return issue_ticket(user, TicketKind.LINK, by=by, at=at)


def code(user, by, at=NOON) -> str:
    return issue_ticket(user, TicketKind.CODE, by=by, at=at)


def fresh(**fields) -> dict:
    """A form just opened: it carries a key that nobody has sent yet."""
    return {"once": str(uuid.uuid4()), **fields}


def create(by, **fields):
    values = {"username": "wangqiang", "name": "王强", "phone": "13800138000", "roles": set()}
    return create_account(**values | fields, by=by)


@contextmanager
def after(**length):
    """The house's clock stands this much later (``seconds=``, ``hours=``, ``days=``)."""
    file = settings.VAR_DIR / "clock-offset"
    file.write_text(str(timedelta(**length).total_seconds()))
    try:
        yield
    finally:
        file.unlink()


def sign_in(user, password: str = PASSWORD, **extra) -> Client:
    """A browser in which the user has signed in with the password."""
    browser = Client(**extra)
    answer = post_login(browser, user.username, password)
    assert answer.status_code == 302, "the sign-in was refused"
    return browser


def post_login(browser: Client, username: str, password: str, **fields):
    return browser.post(
        reverse("office:login"), {"username": username, "password": password, **fields}
    )


def bound_phone(user, *, by) -> Client:
    """A phone that has come in by a one-time link."""
    browser = Client()
    token = issue_ticket(user, TicketKind.LINK, by=by, at=clock.now())
    browser.post(reverse("office:enter", args=[token]))
    return browser


def is_signed_in(browser: Client) -> bool:
    return browser.get(reverse("office:me")).status_code == 200


def key(browser: Client) -> str:
    return browser.session.session_key
