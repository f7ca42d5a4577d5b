"""The PIN that signs: five tries, none of them ever given back by a failed act (security C.1)."""

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from tests.factories import make_office
from tests.office.doors import after, bound_phone, sign_in
from township_npc.office.choices import Role
from township_npc.office.forms.sign_in import NewPinForm, PinField
from township_npc.office.models import AuditEntry, RoleGrant, User
from township_npc.office.services.entrance import bind_pin, check_pin, is_weak_pin, needs_pin

pytestmark = pytest.mark.django_db

PIN, WRONG = "271828", "314159"
LOCKED = "签名密码已锁，请打电话给人大办重新发入口。"


@pytest.fixture
def wan(deputy):
    bind_pin(deputy.person.user, PIN)
    return deputy.person.user


def refused(user, pin) -> str:
    with pytest.raises(ValidationError) as refusal:
        check_pin(User.objects.get(pk=user.pk), pin)
    return refusal.value.message


def test_the_right_pin_passes_and_leaves_all_tries(wan):
    check_pin(wan, PIN)
    wan.refresh_from_db()
    assert wan.pin_tries_left == 5
    assert wan.pin.startswith("argon2")


def test_wrong_pins_count_down_to_the_lock(wan):
    assert [refused(wan, WRONG) for _ in range(5)] == [
        "签名密码不对，还可以试 4 次。",
        "签名密码不对，还可以试 3 次。",
        "签名密码不对，还可以试 2 次。",
        "签名密码不对，还可以试 1 次。",
        LOCKED,
    ]
    assert refused(wan, PIN) == LOCKED


def test_the_right_pin_on_the_fifth_try_passes_and_gives_the_tries_back(wan):
    for _ in range(4):
        refused(wan, WRONG)
    check_pin(wan, PIN)
    assert refused(wan, WRONG) == "签名密码不对，还可以试 4 次。"


def test_guesses_made_side_by_side_count_one_by_one(wan):
    copies = [User.objects.get(pk=wan.pk) for _ in range(8)]
    for copy in copies:
        with pytest.raises(ValidationError):
            check_pin(copy, WRONG)
    wan.refresh_from_db()
    assert wan.pin_tries_left == 0


def test_who_has_no_pin_is_told_to_set_one(deputy):
    assert "还没有设签名密码" in refused(deputy.person.user, PIN)


def test_it_is_not_called_inside_the_act_it_guards(wan):
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        check_pin(wan, WRONG)
    wan.refresh_from_db()
    assert wan.pin_tries_left == 5


@pytest.mark.parametrize(
    "pin",
    ["123456", "654321", "000000", "111111", "121212", "112211", "123123", "890123", "321098",
     "12345", "1234567", "12345a", "", "１２３４５６"],
)  # fmt: skip
def test_a_pin_that_is_easily_guessed_is_refused(deputy, pin):
    with pytest.raises(ValidationError, match="太好猜"):
        bind_pin(deputy.person.user, pin)
    assert needs_pin(deputy.person.user)


@pytest.mark.parametrize("pin", ["271828", "202611", "135790", "100200"])
def test_other_pins_are_taken(pin):
    assert not is_weak_pin(pin)


def test_setting_a_pin_is_recorded_without_it(deputy):
    bind_pin(deputy.person.user, PIN)
    entry = AuditEntry.objects.get(verb="user.pin_bound")
    assert (entry.actor, entry.facts) == (deputy.person.user, {})


# --- the page ------------------------------------------------------------------------------------

URL = "/me/pin/"


def test_a_new_phone_sets_its_pin_by_typing_it_twice(deputy, staff):
    phone = bound_phone(deputy.person.user, by=staff)
    assert "两遍不一样" in phone.post(URL, {"pin": PIN, "again": WRONG}).content.decode()
    assert "太好猜" in phone.post(URL, {"pin": "123456", "again": "123456"}).content.decode()
    assert phone.post(URL, {"pin": PIN, "again": PIN}).url == reverse("office:home")
    check_pin(User.objects.get(pk=deputy.person.user.pk), PIN)


def test_changing_it_takes_the_old_one_and_counts_wrong_ones(wan):
    browser = sign_in(wan)
    form = {"old": WRONG, "pin": "161803", "again": "161803"}
    assert "还可以试 4 次" in browser.post(URL, form).content.decode()
    assert browser.post(URL, form | {"old": PIN}).url == reverse("office:home")
    check_pin(User.objects.get(pk=wan.pk), "161803")


def test_a_locked_pin_cannot_be_replaced_from_the_phone_it_was_guessed_on(wan):
    for _ in range(5):
        refused(wan, WRONG)
    browser = sign_in(wan)
    form = {"pin": "161803", "again": "161803"}
    assert browser.post(URL, form).status_code == 200
    assert LOCKED in browser.post(URL, form | {"old": PIN}).content.decode()
    assert refused(wan, "161803") == LOCKED


def test_a_new_entrance_lets_a_forgotten_pin_be_set_anew_for_a_quarter_of_an_hour(wan, staff):
    for _ in range(5):
        refused(wan, WRONG)
    phone = bound_phone(wan, by=staff)
    form = {"pin": "161803", "again": "161803"}
    with after(minutes=15):
        assert phone.post(URL, form).status_code == 200
    with after(minutes=14):
        assert phone.post(f"{URL}?next=/me/", form).url == "/me/"
    check_pin(User.objects.get(pk=wan.pk), "161803")


def test_a_deputy_with_an_office_post_sets_a_forgotten_pin_anew_after_the_password(wan):
    RoleGrant.objects.create(user=wan, role=Role.CHAIR)
    form = {"pin": "161803", "again": "161803"}
    assert sign_in(wan).post(URL, form).status_code == 302
    check_pin(User.objects.get(pk=wan.pk), "161803")


def test_the_page_does_not_exist_for_who_signs_nothing(director):
    assert sign_in(director).get(URL).status_code == 404


# --- the field -----------------------------------------------------------------------------------


def test_the_field_reads_full_width_digits_and_refuses_other_things():
    field = PinField()
    assert field.clean(" ２７１ ８２８") == PIN
    for text in ("27182", "2718288", "27182x"):
        with pytest.raises(ValidationError, match="六位数字"):
            field.clean(text)


def test_the_demos_pin_is_said_beside_the_field_in_the_demo_alone(office):
    field = PinField()
    assert str(field.help_text) == ""
    make_office(is_demo=True)
    assert str(field.help_text) == "演示的签名密码是 202611"


def test_a_pin_is_never_written_back_into_the_page():
    assert PIN not in NewPinForm({"pin": PIN, "again": ""}).as_p()
