"""Signing in with a password, ten wrong ones, each mode's cookies (C.1, C.2, C.5, C.18)."""

import os
import re
import subprocess
import sys

import pytest
from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.test import Client
from django.urls import reverse

from tests.factories import PASSWORD
from tests.office.doors import WRONG, is_signed_in, key, post_login, sign_in, text
from township_npc.office.models import AuditEntry, SignIn, User

pytestmark = pytest.mark.django_db


# --- coming in ---


def test_a_right_password_opens_the_home_page_under_a_new_session_key(director):
    browser = Client()
    browser.get(reverse("office:login"))
    session = browser.session
    session["before"] = True
    session.save()
    old = browser.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    answer = post_login(browser, "zhuren", PASSWORD)
    assert answer.url == reverse("office:home")
    assert key(browser) != old
    assert AuditEntry.objects.filter(verb="user.signed_in", actor=director).count() == 1


def test_signing_in_again_changes_the_key_and_leaves_one_sign_in(director):
    browser = sign_in(director)
    first = key(browser)
    post_login(browser, "zhuren", PASSWORD)
    assert key(browser) != first
    assert list(director.sign_ins.values_list("session_key", flat=True)) == [key(browser)]


@pytest.mark.parametrize("username", ["zhuren", "nobody"])
def test_a_wrong_password_and_an_unknown_account_get_the_same_words(director, username):
    answer = post_login(Client(), username, "wrong-wrong-wrong")
    assert answer.status_code == 200
    assert WRONG in text(answer)


def test_a_disabled_account_gets_the_same_words_as_a_wrong_password(director):
    User.objects.update(is_active=False)
    assert WRONG in text(post_login(Client(), "zhuren", PASSWORD))


@pytest.mark.parametrize("username", ["zhuren", "nobody"])
def test_an_unknown_account_costs_the_same_hashing_as_a_known_one(director, username, monkeypatch):
    """The hash is nearly all of the time it takes to refuse somebody."""
    hashed = []
    for name in ("encode", "verify"):
        act = getattr(Argon2PasswordHasher, name)
        monkeypatch.setattr(
            Argon2PasswordHasher, name, lambda *args, act=act: hashed.append(1) or act(*args)
        )
    post_login(Client(), username, "wrong-wrong-wrong")
    assert len(hashed) == 1


def test_logging_out_takes_a_post_and_makes_the_old_cookie_worthless(director):
    browser = sign_in(director)
    cookie = key(browser)
    assert browser.get(reverse("office:logout")).status_code == 405
    assert is_signed_in(browser)
    browser.post(reverse("office:logout"))
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = cookie
    assert not is_signed_in(thief)
    assert not director.sign_ins.exists()


def test_login_refuses_a_form_without_our_token(director):
    browser = Client(enforce_csrf_checks=True)
    assert post_login(browser, "zhuren", PASSWORD).status_code == 403
    assert not SignIn.objects.exists()


@pytest.mark.parametrize(
    "wanted",
    [
        "https://evil.example/", "//evil.example/", "///evil.example", "/\\evil.example",
        "\\\\evil.example", "https:evil.example", "https:///evil.example", "javascript:alert(1)",
        "http://testserver@evil.example/", "http://testserver/me/", "/%09/evil.example", "evil",
        "\t//evil.example", "/nowhere/", "/logout/",
    ],
)  # fmt: skip
def test_next_leads_only_to_a_page_of_this_house(director, wanted):
    answer = post_login(Client(), "zhuren", PASSWORD, next=wanted)
    assert answer.url == reverse("office:home")


def test_next_leads_to_the_page_that_was_asked_for(director):
    answer = Client().get(reverse("office:me") + "?a=1")
    assert answer.url == "/login/?next=/me/%3Fa%3D1"
    page = Client().get(answer.url)
    assert 'name="next" value="/me/?a=1"' in text(page)
    assert post_login(Client(), "zhuren", PASSWORD, next="/me/?a=1").url == "/me/?a=1"


# --- ten wrong ones ---


def _fail(username: str, times: int, address: str = "10.0.0.5"):
    for _ in range(times):
        answer = Client(REMOTE_ADDR=address).post(
            reverse("office:login"), {"username": username, "password": "wrong-wrong"}
        )
    return answer


def test_nine_wrong_passwords_lock_nothing(director):
    assert _fail("zhuren", 9).status_code == 200
    assert is_signed_in(sign_in(director, REMOTE_ADDR="10.0.0.5"))


def test_ten_wrong_passwords_lock_that_account_from_that_address_alone(director, staff):
    answer = _fail("zhuren", 10)
    assert answer.status_code == 429
    assert "15 分钟后再试" in text(answer)
    here = Client(REMOTE_ADDR="10.0.0.5")
    assert post_login(here, "zhuren", PASSWORD).status_code == 429
    assert is_signed_in(sign_in(staff, REMOTE_ADDR="10.0.0.5"))
    assert is_signed_in(sign_in(director, REMOTE_ADDR="10.0.0.6"))


def test_a_forged_forwarded_address_does_not_help(director):
    _fail("zhuren", 10)
    forger = Client(REMOTE_ADDR="10.0.0.5", HTTP_X_FORWARDED_FOR="10.9.9.9")
    assert post_login(forger, "zhuren", PASSWORD).status_code == 429


def test_an_unknown_account_is_locked_with_the_same_page(director):
    assert _words(_fail("nobody", 10)) == _words(_fail("zhuren", 10))


def _words(answer) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text(answer))


# --- cookies of each mode ---

_PRINT_COOKIE = """
import django; django.setup()
from django.conf import settings as s
print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE,
      s.SESSION_COOKIE_HTTPONLY, s.CSRF_COOKIE_HTTPONLY, s.SESSION_COOKIE_SAMESITE, s.TOTP_FORCED)
"""
PLAIN = "session csrf False False True True Lax False"
TLS = "__Host-session __Host-csrf True True True True Lax"


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"NPC_MODE": "demo"}, PLAIN),
        ({"NPC_MODE": "office"}, PLAIN),
        ({"NPC_MODE": "office", "NPC_TLS": "1"}, f"{TLS} False"),
        ({"NPC_MODE": "served", "NPC_HOSTS": "npc.example"}, f"{TLS} True"),
    ],
)
def test_each_mode_has_its_cookies(tmp_path, environment, expected):
    environment = {
        **os.environ, "NPC_VAR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "township_npc.settings",
        **environment,
    }  # fmt: skip
    command = [sys.executable, "-c", _PRINT_COOKIE]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == expected
