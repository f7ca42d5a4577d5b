"""两步登录: in a served office a password alone reaches nothing (security C.7)."""

import re
import time

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests.factories import make_user
from tests.office.doors import is_signed_in, sign_in, text
from township_npc.office.choices import OFFICE_POSTS, Role
from township_npc.office.models import AuditEntry
from township_npc.office.services.second_factor import remove_second_factor

pytestmark = pytest.mark.django_db

ASK, ADD = "/totp/", "/totp/add/"


@pytest.fixture(autouse=True)
def served(settings):
    settings.TOTP_FORCED = True


def digits(device, steps: int = 0) -> str:
    """What the phone shows now, or some half minutes later."""
    clock = TOTP(device.bin_key)
    clock.time = time.time() + 30 * steps
    return f"{clock.token():06}"


def enrolled(user):
    """A browser of a user who has just added a phone, and the ten recovery codes it was shown."""
    browser = sign_in(user)
    browser.get(ADD)
    device = TOTPDevice.objects.get(user=user)
    answer = browser.post(ADD, {"code": digits(device)})
    return browser, re.findall(r"[0-9a-f]{4}-[0-9a-f]{4}", text(answer))


def test_a_phone_begun_in_two_tabs_at_once_is_added_all_the_same(director):
    TOTPDevice.objects.bulk_create([TOTPDevice(user=director, confirmed=False)] * 2)
    assert sign_in(director).get(ADD).status_code == 200


@pytest.mark.parametrize("role", sorted(OFFICE_POSTS))
def test_an_office_post_reaches_nothing_with_its_password_alone(office, role):
    browser = sign_in(make_user(role))
    answers = [browser.get(url) for url in ("/", "/me/", "/me/password/")]
    answers.append(browser.post("/totp/codes/"))
    assert [(answer.status_code, answer.url) for answer in answers] == [(302, ASK)] * 4
    assert browser.get(ASK).url == ADD


@pytest.mark.parametrize("role", [Role.DEPUTY, Role.HANDLER, Role.STATION_HEAD])
def test_others_are_not_asked(office, role):
    browser = sign_in(make_user(role))
    assert is_signed_in(browser)
    assert browser.get(ASK).status_code == 404


def test_an_office_on_its_own_network_is_not_asked(director, settings):
    settings.TOTP_FORCED = False
    browser = sign_in(director)
    assert is_signed_in(browser)
    assert browser.get(ASK).status_code == 404


def test_adding_a_phone_shows_its_code_and_secret_and_takes_a_right_answer(director):
    browser = sign_in(director)
    page = text(browser.get(ADD))
    assert 'src="data:image/svg+xml' in page
    device = TOTPDevice.objects.get(user=director)
    assert not device.confirmed
    assert "六位数不对" in text(browser.post(ADD, {"code": wrong_digits(device)}))
    assert not is_signed_in(browser)


def wrong_digits(device) -> str:
    right = {digits(device, steps) for steps in (-1, 0, 1)}
    return next(f"{n:06}" for n in range(4) if f"{n:06}" not in right)


def test_an_added_phone_opens_everything_and_gives_ten_codes_once(director):
    browser, codes = enrolled(director)
    assert len(set(codes)) == 10
    assert is_signed_in(browser)
    assert browser.get(ASK).status_code == 200
    assert not set(codes) & set(re.findall(r"[0-9a-f]{4}-[0-9a-f]{4}", text(browser.get(ASK))))
    assert not set(codes) & set(StaticToken.objects.values_list("token", flat=True))
    assert AuditEntry.objects.filter(verb="user.second_factor_set", actor=director).count() == 1


def test_the_next_sign_in_asks_and_a_new_code_opens(director):
    enrolled(director)
    browser = sign_in(director)
    assert browser.get(ADD).url == ASK
    device = TOTPDevice.objects.get(user=director)
    assert browser.post(ASK, {"code": digits(device, 1)}).url == reverse("office:home")
    assert is_signed_in(browser)


def test_the_same_code_does_not_open_twice(director):
    enrolled(director)
    code = digits(TOTPDevice.objects.get(user=director), 1)
    assert sign_in(director).post(ASK, {"code": code}).status_code == 302
    second = sign_in(director)
    assert "六位数不对或已经用过" in text(second.post(ASK, {"code": code}))
    assert not is_signed_in(second)


def test_five_wrong_codes_are_slowed_down_and_the_right_one_waits_too(director):
    enrolled(director)
    device = TOTPDevice.objects.get(user=director)
    browser = sign_in(director)
    for _ in range(5):
        browser.post(ASK, {"code": wrong_digits(device)})
        TOTPDevice.objects.update(throttling_failure_timestamp=None)  # the wait is over
    browser.post(ASK, {"code": wrong_digits(device)})
    answer = browser.post(ASK, {"code": digits(device, 1)})
    assert "已经输错 6 次，请等 32 秒再输。" in text(answer)
    assert not is_signed_in(browser)


def test_a_recovery_code_opens_once(director):
    _, codes = enrolled(director)
    browser = sign_in(director)
    assert browser.post(ASK, {"code": codes[0].upper()}).status_code == 302
    assert is_signed_in(browser)
    again = sign_in(director)
    again.post(ASK, {"code": codes[0]})
    assert not is_signed_in(again)
    assert StaticToken.objects.count() == 9


def test_new_recovery_codes_kill_the_old_ones(director):
    browser, codes = enrolled(director)
    page = text(browser.post(reverse("office:recovery-codes")))
    assert not set(codes) & set(re.findall(r"[0-9a-f]{4}-[0-9a-f]{4}", page))
    assert StaticToken.objects.count() == 10


def test_another_phone_takes_the_place_of_the_first(director):
    browser, _ = enrolled(director)
    browser.get(ADD)
    new = TOTPDevice.objects.get(user=director, confirmed=False)
    browser.post(ADD, {"code": digits(new)})
    assert TOTPDevice.objects.get(user=director) == new
    assert is_signed_in(browser)


def test_the_director_takes_a_lost_second_factor_away_and_nobody_else_does(director, staff):
    enrolled(staff)
    with pytest.raises(PermissionDenied):
        remove_second_factor(staff, by=staff)
    remove_second_factor(staff, by=director)
    assert not TOTPDevice.objects.filter(user=staff).exists()
    assert sign_in(staff).get(ASK).url == ADD
    assert AuditEntry.objects.filter(verb="user.second_factor_removed").count() == 1


def test_a_chairs_second_factor_is_not_the_directors_to_take_away(director, chair, staff):
    enrolled(chair)
    desk, _ = enrolled(director)
    answer = desk.post(reverse("office:account-second-factor", args=[chair.pk]))
    assert answer.status_code == 403
    assert TOTPDevice.objects.filter(user=chair, confirmed=True).exists()
    pages = [
        text(desk.get(reverse("office:account-detail", args=[owner.pk])))
        for owner in (staff, chair)
    ]
    assert ["取消两步登录" in page for page in pages] == [True, False]
    assert "主席的密码和两步登录不由主任重设" in pages[1]
