"""Accounts: who opens them, who gives which role, how they are closed (security B, 25, 28)."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tests.factories import make_user
from tests.office.doors import NEW, NOON, OPEN, create, is_signed_in, sign_in
from township_npc.office.choices import Role, TicketKind
from township_npc.office.models import AuditEntry, Person, User
from township_npc.office.services.accounts import (
    change_roles,
    disable_account,
    enable_account,
)
from township_npc.office.services.entrance import issue_ticket
from township_npc.office.services.sign_in import set_password_by_link

pytestmark = pytest.mark.django_db


# --- opening ---


def test_the_director_opens_an_account_with_roles(director):
    user = create(director, roles={Role.STAFF, Role.HANDLER})
    assert (user.name, user.person.phone) == ("王强", "13800138000")
    assert User.objects.get(pk=user.pk).roles == {Role.STAFF, Role.HANDLER}
    assert not user.has_usable_password()
    verbs = AuditEntry.objects.filter(subject_id=str(user.pk)).order_by("seq")
    assert [entry.verb for entry in verbs] == ["user.created", "user.roles_changed"]


def test_a_second_tap_on_the_roles_changes_nothing_more(director):
    user = create(director, roles=set())
    mine, theirs = User.objects.get(pk=user.pk), User.objects.get(pk=user.pk)
    assert mine.roles == theirs.roles == frozenset()
    change_roles(mine, {Role.STAFF}, by=director)
    change_roles(theirs, {Role.STAFF}, by=director)
    assert AuditEntry.objects.filter(verb="user.roles_changed").count() == 1


def test_the_administrator_opens_one_without_roles(sysadmin):
    assert create(sysadmin).roles == frozenset()


@pytest.mark.parametrize("role", Role.values)
def test_the_administrator_gives_no_role(sysadmin, role):
    with pytest.raises(PermissionDenied):
        create(sysadmin, roles={role})
    assert not User.objects.filter(username="wangqiang").exists()


@pytest.mark.parametrize(
    "role", [Role.STAFF, Role.CHAIR, Role.DEPUTY, Role.HANDLER, Role.STATION_HEAD]
)
def test_nobody_else_opens_one(office, role):
    with pytest.raises(PermissionDenied):
        create(make_user(role))


def test_a_person_known_by_name_and_number_is_not_entered_twice(director):
    person = Person(name="王强", phone="13800138000")
    person.save()
    assert create(director).person == person


@pytest.mark.parametrize("fields", [{"name": "王 强"}, {"phone": ""}, {"phone": "13800138001"}])
def test_another_person_of_the_name_is_another_person(director, fields):
    person = Person(name="王强", phone="13800138000")
    person.save()
    assert create(director, **fields).person != person


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"username": "zhuren", "name": "李四"}, "这个账号名有人用了"),
        ({"username": "other"}, "王强已经有账号"),
    ],
)
def test_an_account_is_not_opened_twice(director, fields, words):
    create(director)
    with pytest.raises(ValidationError, match=words):
        create(director, **fields)


# --- roles ---


@pytest.mark.parametrize("role", sorted(OPEN))
def test_the_director_gives_and_takes_every_role_but_the_chair(director, chair, role):
    user = make_user()
    change_roles(user, {role}, by=director)
    assert User.objects.get(pk=user.pk).roles == {role}
    change_roles(User.objects.get(pk=user.pk), set(), by=director)
    assert User.objects.get(pk=user.pk).roles == frozenset()
    facts = [entry.facts for entry in AuditEntry.objects.filter(verb="user.roles_changed")]
    assert facts == [{"given": [role], "taken": []}, {"given": [], "taken": [role]}]


@pytest.mark.parametrize("role", Role.values)
def test_25_nobody_changes_their_own_roles(director, role):
    with pytest.raises(PermissionDenied):
        change_roles(director, director.roles ^ {role}, by=director)
    assert User.objects.get(pk=director.pk).roles == {Role.DIRECTOR}


def test_25_the_director_names_a_chair_only_while_there_is_none(director):
    first, second = make_user(), make_user()
    change_roles(first, {Role.CHAIR}, by=director)
    with pytest.raises(PermissionDenied):
        change_roles(second, {Role.CHAIR}, by=director)
    with pytest.raises(PermissionDenied):
        change_roles(User.objects.get(pk=first.pk), set(), by=director)
    assert User.objects.get(pk=first.pk).roles == {Role.CHAIR}


def test_the_chair_hands_the_chair_on_and_gives_nothing_else(chair):
    successor = make_user(Role.STAFF)
    change_roles(successor, {Role.STAFF, Role.CHAIR}, by=chair)
    assert User.objects.get(pk=successor.pk).has(Role.CHAIR)
    with pytest.raises(PermissionDenied):
        change_roles(make_user(), {Role.STAFF}, by=chair)


def test_27_a_role_taken_away_closes_its_pages_at_the_next_request(director):
    other = make_user(Role.DIRECTOR)
    browser = sign_in(other)
    assert browser.get("/accounts/").status_code == 200
    change_roles(other, set(), by=director)
    assert browser.get("/accounts/").status_code == 404


# --- closing ---


def test_28_closing_an_account_ends_its_sign_ins_and_its_links(director, staff, office):
    browser = sign_in(staff)
    token = issue_ticket(staff, TicketKind.RESET, by=director, at=NOON)
    disable_account(staff, by=director)
    assert not is_signed_in(browser)
    with pytest.raises(ValidationError, match="过期了"):
        set_password_by_link(token, NEW, at=NOON)
    assert AuditEntry.objects.filter(verb="user.disabled", actor=director).count() == 1
    enable_account(staff, by=director)
    assert is_signed_in(sign_in(staff))
    assert not is_signed_in(browser)


@pytest.mark.parametrize("by", ["staff", "chair", "deputy"])
def test_others_close_nothing(handler, by, request):
    by = request.getfixturevalue(by)
    by = getattr(getattr(by, "person", by), "user", by)
    with pytest.raises(PermissionDenied):
        disable_account(handler, by=by)


@pytest.mark.parametrize("by", ["director", "sysadmin"])
def test_nobody_closes_themselves(by, request):
    by = request.getfixturevalue(by)
    make_user(Role.DIRECTOR)
    with pytest.raises(PermissionDenied):
        disable_account(by, by=by)


def test_25_the_director_does_not_close_the_only_chair_but_one_of_two(director, chair):
    with pytest.raises(PermissionDenied):
        disable_account(chair, by=director)
    make_user(Role.CHAIR)
    disable_account(chair, by=director)
    assert not User.objects.get(pk=chair.pk).is_active


def test_administrator_and_director_together_replace_a_chair_who_is_gone(director, chair, sysadmin):
    disable_account(chair, by=sysadmin)
    successor = make_user()
    change_roles(successor, {Role.CHAIR}, by=director)
    assert User.objects.get(pk=successor.pk).has(Role.CHAIR)


def test_the_only_director_is_not_closed(director, sysadmin):
    with pytest.raises(ValidationError, match="只有这一位主任"):
        disable_account(director, by=sysadmin)
    make_user(Role.DIRECTOR)
    disable_account(director, by=sysadmin)


def test_closing_twice_and_opening_twice_are_told(director, staff):
    disable_account(staff, by=director)
    with pytest.raises(ValidationError, match="已经停用了"):
        disable_account(staff, by=director)
    enable_account(staff, by=director)
    with pytest.raises(ValidationError, match="没有停用"):
        enable_account(staff, by=director)
