"""我的: one's own password and sign-ins, and how they are ended (security C.1)."""

import pytest
from axes.models import AccessAttempt
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests.factories import PASSWORD, make_user
from tests.office.doors import NEW, after, is_signed_in, key, sign_in, text
from township_npc.office.choices import Role
from township_npc.office.models import AuditEntry, User
from township_npc.office.sign_in import device_name

pytestmark = pytest.mark.django_db


def test_changing_the_password_ends_every_other_sign_in_and_renews_this_one(director):
    here, there = sign_in(director), sign_in(director)
    old = key(here)
    answer = here.post(
        reverse("office:password-change"), {"old": PASSWORD, "password": NEW, "again": NEW}
    )
    assert answer.url == reverse("office:home")
    assert key(here) != old
    assert is_signed_in(here)
    assert not is_signed_in(there)
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = old
    assert not is_signed_in(thief)
    assert is_signed_in(sign_in(director, NEW))


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"old": "wrong"}, "现在的密码不对"),
        ({"again": "blue-lamp-over-rivers"}, "两遍不一样"),
        ({"password": settings.DEMO_PASSWORD, "again": settings.DEMO_PASSWORD}, "印在说明书里"),
        ({"password": "zhuren-zhuren", "again": "zhuren-zhuren"}, "不能有账号"),
    ],
)
def test_a_refused_change_says_why_and_changes_nothing(director, fields, words):
    browser = sign_in(director)
    form = {"old": PASSWORD, "password": NEW, "again": NEW, **fields}
    answer = browser.post(reverse("office:password-change"), form)
    assert words in text(answer)
    assert is_signed_in(browser)
    assert is_signed_in(sign_in(director))


def test_a_refused_change_leaves_no_password_in_the_database(director):
    form = {"old": "nearly-the-old-one", "password": NEW, "again": NEW}
    sign_in(director).post(reverse("office:password-change"), form)
    kept = AccessAttempt.objects.get().post_data
    assert "nearly-the-old-one" not in kept
    assert NEW not in kept


def test_a_first_password_is_changed_before_anything_else_opens(office):
    newcomer = make_user(Role.STAFF, username="xinren", must_change_password=True)
    browser = sign_in(newcomer)
    assert browser.get(reverse("office:me")).url == reverse("office:password-change")
    form = {"old": PASSWORD, "password": NEW, "again": NEW}
    browser.post(reverse("office:password-change"), form)
    assert is_signed_in(browser)


def test_one_sees_and_ends_ones_own_sign_ins(staff):
    here, there = sign_in(staff), sign_in(staff, HTTP_USER_AGENT="… MicroMessenger Android …")
    assert "微信 · 安卓手机" in text(here.get(reverse("office:me")))
    other = staff.sign_ins.get(session_key=key(there))
    here.post(reverse("office:sign-in-end", args=[other.pk]))
    assert is_signed_in(here)
    assert not is_signed_in(there)
    assert AuditEntry.objects.filter(verb="user.sign_in_ended", actor=staff).count() == 1


def test_the_director_ends_the_sign_in_of_another_and_nobody_else_does(director, staff, chair):
    theirs = sign_in(staff)
    url = reverse("office:sign-in-end", args=[staff.sign_ins.get().pk])
    assert sign_in(chair).post(url).status_code == 404
    assert is_signed_in(theirs)
    assert sign_in(director).post(url).url == reverse("office:account-detail", args=[staff.pk])
    assert not is_signed_in(theirs)


def test_a_disabled_persons_next_request_is_signed_out(staff):
    browser = sign_in(staff)
    User.objects.filter(pk=staff.pk).update(is_active=False)
    assert not is_signed_in(browser)


def test_a_sign_in_that_ran_out_goes_with_the_next(staff):
    sign_in(staff)
    with after(hours=2):
        browser = sign_in(staff)
        assert list(staff.sign_ins.values_list("session_key", flat=True)) == [key(browser)]


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Mozilla/5.0 (Linux; Android 12) Chrome/86 MicroMessenger/8", "微信 · 安卓手机"),
        ("Mozilla/5.0 (iPhone) Version/16 Safari/604", "Safari · 苹果手机"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/120 Edg/120", "Edge · Windows 电脑"),
        ("curl/8", "认不出的设备"),
    ],
)
def test_a_browser_is_named_so_that_its_owner_knows_it(agent, name):
    assert device_name(agent) == name


def test_a_phone_without_a_password_is_left_only_after_a_second_question(office):
    """One tap would shut it out until the office sends a new entrance."""
    deputy = make_user(Role.DEPUTY)
    asked = sign_in(deputy)
    assert "还是要退出" not in text(asked.get(reverse("office:me")))
    deputy.set_unusable_password()
    deputy.save(update_fields=["password"])
    bound = Client()
    bound.force_login(deputy)
    page = text(bound.get(reverse("office:me")))
    assert "退出以后，这部手机就进不来了，要打电话请人大办重新发入口。" in page
    assert "还是要退出" in page
