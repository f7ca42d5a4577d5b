"""How long a sign-in lasts, and what was being typed when it ran out (security C.1)."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests.factories import PASSWORD
from tests.office.doors import after, bound_phone, is_signed_in, key, post_login, sign_in, text
from township_npc.office.models import SignIn, User

pytestmark = pytest.mark.django_db


IDLE, LIFE, PHONE = settings.DESK_IDLE, settings.DESK_LIFE, settings.PHONE_LIFE


def seconds(length, change: int) -> dict:
    return {"seconds": length.total_seconds() + change}


@pytest.fixture
def stopped(monkeypatch):
    """The wall clock stands still, so that a second counts; the offset file moves the house's."""
    from django.utils import timezone

    now = timezone.now()
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


def test_a_desk_lasts_until_the_last_second_of_two_idle_hours(director, stopped):
    browser = sign_in(director)
    with after(**seconds(IDLE, -1)):
        assert is_signed_in(browser)


@pytest.mark.parametrize("change", [0, 1])
def test_a_desk_ends_after_two_idle_hours(director, stopped, change):
    browser = sign_in(director)
    with after(**seconds(IDLE, change)):
        assert not is_signed_in(browser)
    assert not is_signed_in(browser)
    assert not SignIn.objects.exists()


@pytest.mark.parametrize(("change", "alive"), [(-1, True), (0, False), (1, False)])
def test_a_desk_in_use_ends_after_twelve_hours(director, stopped, change, alive):
    browser = sign_in(director)
    for hour in range(1, 12):
        with after(hours=hour):
            assert is_signed_in(browser)
    with after(**seconds(LIFE, change)):
        assert is_signed_in(browser) is alive


@pytest.mark.parametrize(("change", "alive"), [(-1, True), (0, False), (1, False)])
def test_a_bound_phone_ends_after_180_days_without_use(deputy, staff, stopped, change, alive):
    browser = bound_phone(deputy.person.user, by=staff)
    with after(**seconds(PHONE, change)):
        assert is_signed_in(browser) is alive


def test_use_renews_a_bound_phone(deputy, staff, stopped):
    browser = bound_phone(deputy.person.user, by=staff)
    with after(days=179):
        assert is_signed_in(browser)
    with after(days=358):
        assert is_signed_in(browser)


def test_use_is_written_at_most_once_a_minute(director, stopped):
    browser = sign_in(director)
    is_signed_in(browser)
    seen = SignIn.objects.get().seen_at
    with after(seconds=59):
        is_signed_in(browser)
    assert SignIn.objects.get().seen_at == seen
    with after(seconds=60):
        is_signed_in(browser)
    assert (SignIn.objects.get().seen_at - seen).total_seconds() == 60


def test_a_sign_in_made_elsewhere_starts_its_life_when_it_is_first_seen(director):
    browser = Client()
    browser.force_login(director)
    assert is_signed_in(browser)
    assert director.sign_ins.get().session_key == key(browser)


TYPED = {
    "name": "王 强", "phone": "13800138000", "username": "wangqiang", "roles": ["staff", "handler"],
    "password": "secret-secret", "pin": "271828", "old_code": "1", "csrfmiddlewaretoken": "x",
}  # fmt: skip


def _send_after_lunch(browser, data=TYPED, path="/accounts/new/"):
    with after(hours=2, seconds=1):
        return browser.post(path, data)


def test_what_was_typed_is_offered_again_after_signing_in(director):
    browser = sign_in(director)
    answer = _send_after_lunch(browser)
    assert answer.url == "/login/?next=/accounts/new/"
    assert "刚才填的内容还在" in text(browser.get(answer.url))
    assert post_login(browser, "zhuren", PASSWORD).url == reverse("office:carried")
    page = text(browser.get(reverse("office:carried")))
    assert 'action="/accounts/new/"' in page
    for kept in ("王 强", "13800138000", "wangqiang", "staff", "handler"):
        assert f'value="{kept}"' in page
    for never in ("secret-secret", "271828", "old_code"):
        assert never not in page
    assert not User.objects.filter(username="wangqiang").exists()


def test_what_was_sent_after_all_is_not_offered_again(director):
    browser = sign_in(director)
    _send_after_lunch(browser)
    post_login(browser, "zhuren", PASSWORD)
    browser.post("/accounts/new/", TYPED)
    assert browser.get(reverse("office:carried")).url == reverse("office:home")


def test_what_one_person_typed_is_not_shown_to_another(director, staff):
    browser = sign_in(director)
    _send_after_lunch(browser)
    assert post_login(browser, "ganshi", PASSWORD).url == reverse("office:home")
    assert browser.get(reverse("office:carried")).url == reverse("office:home")


def test_what_was_typed_does_not_stand_in_the_session_in_clear(director):
    browser = sign_in(director)
    _send_after_lunch(browser)
    assert "13800138000" not in str(dict(browser.session.items()))


@pytest.mark.parametrize("data", [{"name": "长" * 100_000}, {}], ids=["too long", "empty"])
def test_nothing_is_kept_of_a_form_that_is_empty_or_too_long(director, data):
    browser = sign_in(director)
    _send_after_lunch(browser, data)
    assert post_login(browser, "zhuren", PASSWORD).url == reverse("office:home")


def test_a_forged_form_is_refused_and_not_kept(director):
    browser = sign_in(director, enforce_csrf_checks=False)
    browser.handler.enforce_csrf_checks = True
    assert _send_after_lunch(browser).status_code == 403
    assert "carried" not in browser.session
