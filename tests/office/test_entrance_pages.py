"""The six digits, and the office's page that gives them out (security C.1)."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from tests.factories import make_deputy
from tests.office.doors import NOON, WRONG_CODE, code, fresh, is_signed_in, sign_in, text
from township_npc.office import clock
from township_npc.office.choices import TicketKind
from township_npc.office.models import AuditEntry, EntranceTicket, SentForm
from township_npc.office.services.entrance import (
    enter_by_code,
    spoken_name,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def wan(deputy):
    return deputy.person.user


# --- six digits ---


def other_than(digits: str) -> str:
    return f"{(int(digits) + 1) % 10**6:06}"


def test_the_right_digits_on_the_fifth_try_still_open(wan, staff):
    digits = code(wan, staff)
    for _ in range(4):
        with pytest.raises(ValidationError, match=WRONG_CODE):
            enter_by_code("万秋生", other_than(digits), at=NOON)
    assert enter_by_code("万秋生", digits, at=NOON) == wan


def test_after_five_wrong_tries_the_right_digits_are_dead(wan, staff):
    digits = code(wan, staff)
    for _ in range(5):
        with pytest.raises(ValidationError, match=WRONG_CODE):
            enter_by_code("万秋生", other_than(digits), at=NOON)
    with pytest.raises(ValidationError, match=WRONG_CODE):
        enter_by_code("万秋生", digits, at=NOON)


def test_digits_work_once(wan, staff):
    digits = code(wan, staff)
    enter_by_code("万秋生", digits, at=NOON)
    with pytest.raises(ValidationError, match=WRONG_CODE):
        enter_by_code("万秋生", digits, at=NOON)


def test_another_deputys_digits_do_not_open(wan, staff):
    make_deputy("陈桂兰")
    digits = code(wan, staff)
    with pytest.raises(ValidationError, match=WRONG_CODE):
        enter_by_code("陈桂兰", digits, at=NOON)


def test_two_deputies_of_one_name_come_in_by_their_own_digits(wan, staff):
    other = make_deputy("万秋生").person.user
    mine, theirs = code(wan, staff), code(other, staff)
    assert enter_by_code("万秋生", theirs, at=NOON) == other
    assert enter_by_code("万秋生", mine, at=NOON) == wan


def test_the_page_takes_a_name_with_blanks_and_full_width_digits(wan, staff):
    digits = code(wan, staff, at=clock.now())
    wide = digits.translate({ord(d): ord(d) + 0xFEE0 for d in "0123456789"})
    phone = Client()
    answer = phone.post(reverse("office:enter-code"), {"name": " 万 秋生", "code": wide})
    assert answer.url == reverse("office:pin-set")
    assert is_signed_in(phone)


@pytest.mark.parametrize("name", ["万秋生", "查无此人"])
def test_a_wrong_code_and_an_unknown_name_get_the_same_words(wan, staff, name):
    digits = code(wan, staff, at=clock.now())
    form = {"name": name, "code": other_than(digits)}
    answer = Client().post(reverse("office:enter-code"), form)
    assert WRONG_CODE in text(answer)


@pytest.mark.parametrize(
    ("typed", "stored"), [("王 强", "王强"), ("阿·买提", "阿·买提"), ("阿•买提", "阿·买提")]
)
def test_a_name_is_read_as_it_is_stored(typed, stored):
    assert spoken_name(typed) == stored


# --- the office's page ---


def test_two_taps_show_the_link_its_code_and_a_slip(wan, staff):
    desk = sign_in(staff)
    url = reverse("office:entrance", args=[wan.pk])
    assert "发一次性链接" in text(desk.get(url))
    page = text(desk.post(url, fresh(link="1")))
    assert "http://testserver/enter/" in page
    assert 'src="data:image/svg+xml' in page
    assert "打印给本人的小条" in page
    assert "别的手机打不开" not in page
    wan.tickets.get(kind=TicketKind.LINK)


def test_six_digits_are_shown_large(wan, staff):
    page = text(sign_in(staff).post(reverse("office:entrance", args=[wan.pk]), fresh(code="1")))
    assert 'class="big-n' in page
    wan.tickets.get(kind=TicketKind.CODE)


def test_a_link_made_on_this_machine_warns_that_it_opens_nowhere_else(wan, staff):
    desk = sign_in(staff)
    page = desk.post(
        reverse("office:entrance", args=[wan.pk]), fresh(link="1"), headers={"host": "localhost"}
    )
    assert "别的手机打不开" in text(page)


@pytest.mark.parametrize("post", ["chair", "sysadmin", "handler"])
def test_the_page_is_the_offices_alone(wan, post, request):
    answer = sign_in(request.getfixturevalue(post)).get(reverse("office:entrance", args=[wan.pk]))
    assert answer.status_code == 404


def test_the_page_does_not_exist_for_an_office_post(staff, chair):
    answer = sign_in(staff).post(reverse("office:entrance", args=[chair.pk]), fresh(link="1"))
    assert answer.status_code == 404
    assert not EntranceTicket.objects.exists()


@pytest.mark.parametrize(("kind", "word"), [("link", "链接"), ("code", "六位数")])
def test_a_double_tap_issues_one_and_says_where_it_is_shown(wan, staff, kind, word):
    desk, form = sign_in(staff), fresh(**{kind: "1"})
    url = reverse("office:entrance", args=[wan.pk])
    first, second = (desk.post(url, form) for _ in range(2))
    assert "只显示这一次" in text(first)
    assert second.status_code == 200
    assert f"万秋生的{word}已经发过了" in text(second)
    assert "no-store" in second["Cache-Control"]
    assert wan.tickets.get().kind == kind
    assert AuditEntry.objects.filter(verb="user.ticket_issued").count() == 1
    assert SentForm.objects.get().answer_url == ""


def test_the_same_key_with_the_other_button_issues_no_second_one(wan, staff):
    desk, form = sign_in(staff), fresh()
    url = reverse("office:entrance", args=[wan.pk])
    desk.post(url, {**form, "link": "1"})
    assert desk.post(url, {**form, "code": "1"}).status_code == 409
    assert wan.tickets.get().kind == "link"


def test_each_button_of_the_page_has_a_key_of_its_own(wan, staff):
    page = text(sign_in(staff).get(reverse("office:entrance", args=[wan.pk])))
    assert len(set(re.findall(r'name="once" value="([^"]+)"', page))) == 2


def test_asking_for_the_page_issues_nothing(wan, staff):
    sign_in(staff).get(reverse("office:entrance", args=[wan.pk]))
    assert not EntranceTicket.objects.exists()


def test_the_pages_with_secrets_are_not_kept_by_the_browser(wan, staff):
    answer = sign_in(staff).post(reverse("office:entrance", args=[wan.pk]), fresh(link="1"))
    assert "no-store" in answer["Cache-Control"]
