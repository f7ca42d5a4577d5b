"""The deputy's way in: a link of 72 hours, digits of 15 minutes, each good once (security C.1)."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection
from django.test import Client
from django.urls import reverse

from tests.factories import make_user
from tests.office.doors import DEAD, NOON, after, code, is_signed_in, key, link, text
from township_npc.office import clock
from township_npc.office.choices import Role, TicketKind
from township_npc.office.models import AuditEntry, EntranceTicket, RoleGrant, User
from township_npc.office.services.entrance import (
    bind_pin,
    enter_by_code,
    enter_by_link,
    open_ticket,
    use_ticket,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def wan(deputy):
    return deputy.person.user


# --- issuing ---


@pytest.mark.parametrize("post", ["director", "staff"])
def test_the_office_issues_a_way_in_and_only_its_hash_is_kept(wan, post, request):
    by = request.getfixturevalue(post)
    secret = link(wan, by)
    ticket = wan.tickets.get()
    assert secret not in ticket.secret_hash
    assert (ticket.issued_by, ticket.used_at) == (by, None)
    entry = AuditEntry.objects.get(verb="user.ticket_issued")
    assert (entry.actor, entry.subject_id, entry.facts) == (by, str(wan.pk), {"kind": "link"})


@pytest.mark.parametrize("role", [Role.CHAIR, Role.DEPUTY, Role.HANDLER, Role.SYSADMIN])
def test_nobody_else_issues_one(wan, role):
    with pytest.raises(PermissionDenied):
        link(wan, make_user(role))
    assert not EntranceTicket.objects.exists()


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.STAFF, Role.CHAIR, Role.SYSADMIN])
def test_an_office_post_gets_none_even_when_a_deputy_too(director, wan, role):
    RoleGrant.objects.create(user=wan, role=role)
    with pytest.raises(PermissionDenied):
        link(wan, director)


@pytest.mark.parametrize("role", [Role.HANDLER, Role.STATION_HEAD])
def test_handlers_and_station_heads_may_use_one(director, role):
    user = make_user(role)
    assert enter_by_link(link(user, director), at=NOON) == user


def test_issuing_again_kills_the_earlier_one_of_that_kind_alone(wan, staff):
    first, digits = link(wan, staff), code(wan, staff)
    second = link(wan, staff)
    with pytest.raises(ValidationError, match=DEAD):
        enter_by_link(first, at=NOON)
    assert enter_by_code("万秋生", digits, at=NOON) == wan
    assert enter_by_link(second, at=NOON) == wan


# --- how long ---


@pytest.mark.parametrize(
    ("issue", "length", "enter"),
    [
        (link, timedelta(hours=72), lambda secret, at: enter_by_link(secret, at=at)),
        (code, timedelta(minutes=15), lambda secret, at: enter_by_code("万秋生", secret, at=at)),
    ],
    ids=["link", "code"],
)
def test_it_lives_to_its_last_second_and_no_longer(wan, staff, issue, length, enter):
    secret = issue(wan, staff)
    for late in (0, 1):
        with pytest.raises(ValidationError):
            enter(secret, NOON + length + timedelta(seconds=late))
    assert enter(secret, NOON + length - timedelta(seconds=1)) == wan


# --- once ---


def test_looking_at_a_link_uses_nothing_up(wan, staff):
    url = reverse("office:enter", args=[link(wan, staff, at=clock.now())])
    for _ in range(3):
        page = Client().get(url)
        assert "您是万秋生代表吗？" in text(page)
    assert Client().head(url).status_code == 200
    assert wan.tickets.get().used_at is None
    assert not wan.sign_ins.exists()


def test_one_tap_binds_the_phone_under_a_new_key_and_asks_for_a_pin(wan, staff):
    url = reverse("office:enter", args=[link(wan, staff, at=clock.now())])
    phone = Client()
    phone.get(url)
    assert phone.post(url).url == reverse("office:pin-set")
    sign_in_row = wan.sign_ins.get()
    assert (sign_in_row.is_phone, sign_in_row.session_key) == (True, key(phone))
    assert phone.session.get_expiry_age() == 180 * 24 * 3600
    assert is_signed_in(phone)
    assert AuditEntry.objects.filter(verb="user.entered", actor=wan).count() == 1


def test_who_has_a_pin_already_goes_straight_home(wan, staff):
    bind_pin(wan, "271828")
    url = reverse("office:enter", args=[link(wan, staff, at=clock.now())])
    assert Client().post(url).url == reverse("office:home")


def test_a_link_used_twice_is_dead_and_says_whom_to_call(wan, staff, office):
    office.phone = "0791 8000 0019"
    office.save()
    url = reverse("office:enter", args=[link(wan, staff, at=clock.now())])
    Client().post(url)
    for answer in (Client().get(url), Client().post(url)):
        assert answer.status_code == 410
        assert DEAD in text(answer)
        assert 'href="tel:079180000019"' in text(answer)
    assert wan.sign_ins.count() == 1


def test_two_phones_at_once_bind_one(wan, staff):
    secret = link(wan, staff)
    seen_by_the_other = open_ticket(TicketKind.LINK, secret, at=NOON)
    assert enter_by_link(secret, at=NOON) == wan
    with pytest.raises(ValidationError, match="刚刚用过了"):
        use_ticket(seen_by_the_other, at=NOON)


@pytest.mark.parametrize("token", ["0" * 32, "x", "%00", "用"])
def test_an_unknown_link_gets_the_same_page(office, token):
    answer = Client().get(f"/enter/{token}/")
    assert answer.status_code == 410
    assert DEAD in text(answer)


def test_28_a_closed_accounts_link_is_dead(wan, staff):
    secret = link(wan, staff)
    User.objects.filter(pk=wan.pk).update(is_active=False)
    with pytest.raises(ValidationError, match=DEAD):
        enter_by_link(secret, at=NOON)


# --- the house's clock and the database ---


def test_the_page_asks_the_houses_clock(wan, staff):
    url = reverse("office:enter", args=[link(wan, staff, at=clock.now())])
    with after(hours=71, minutes=59):
        assert Client().get(url).status_code == 200
    with after(hours=72, seconds=1):
        assert Client().get(url).status_code == 410


@pytest.mark.parametrize(
    "change", ["kind = 'other'", "expires_at = issued_at"], ids=["kind", "expiry"]
)
def test_the_database_refuses_a_ticket_that_cannot_be(wan, staff, change):
    link(wan, staff)
    with pytest.raises(IntegrityError):
        connection.cursor().execute(f"UPDATE office_entranceticket SET {change}")
