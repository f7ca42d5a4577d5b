"""单位 and the people who hold its posts."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from deputies.models import Unit, UnitMember
from deputies.selectors.units import units_visible_to
from deputies.services.units import add_member, remove_member
from tests.deputies.edit_pages import change
from tests.factories import make_unit, make_user
from township_npc.office.choices import Role
from township_npc.office.models import User

ONCE = "8a1f8c62-3f3c-4a54-9a4e-0f5f5f0f4d05"


def roles(user) -> set[str]:
    return set(user.role_grants.values_list("role", flat=True))


def added(unit, by, post="handler", username="danwei13") -> User:
    return add_member(unit, by=by, post=post, name="万春林", username=username, phone="15400000901")


def test_a_new_handler_has_an_account_that_needs_no_password(director, unit):
    user = added(unit, director)
    assert (user.username, roles(user), user.has_usable_password()) == (
        "danwei13",
        {Role.HANDLER},
        False,
    )
    assert UnitMember.objects.get().post == "handler"


def test_the_head_of_a_station_and_the_head_of_a_department_are_different_roles(director):
    station, department = make_unit("莲南派出所", kind="station"), make_unit("财政所")
    assert roles(added(station, director, "head")) == {Role.STATION_HEAD}
    head = add_member(
        department, by=director, post="head", name="邱玉明", username="danwei14", phone=""
    )
    assert roles(head) == {Role.HANDLER}


def test_with_the_last_post_the_role_goes(director, unit):
    user = added(unit, director)
    other = UnitMember.objects.create(unit=make_unit("财政所"), user=user)
    remove_member(UnitMember.objects.get(unit=unit), by=director)
    assert roles(user) == {Role.HANDLER}
    remove_member(other, by=director)
    assert roles(user) == set()


@pytest.mark.parametrize("role", [Role.STAFF, Role.CHAIR, Role.HANDLER])
def test_only_the_director_gives_and_takes_accounts(unit, handler, role):
    by = make_user(role)
    with pytest.raises(PermissionDenied):
        added(unit, by)
    with pytest.raises(PermissionDenied):
        remove_member(handler.unit_posts.get(), by=by)
    assert UnitMember.objects.count() == 1


def test_an_account_name_in_use_is_refused_beside_its_field(client, director, unit):
    client.force_login(director)
    form = {"once": ONCE, "name": "万春林", "post": "handler", "username": "zhuren"}
    page = client.post(reverse("deputies:unit-member-new", args=[unit.pk]), form).content.decode()
    assert "这个账号名有人用了，请换一个。" in page
    assert not UnitMember.objects.exists()


def test_a_handler_is_added_and_taken_out_on_the_page(client, director, unit):
    client.force_login(director)
    form = {"once": ONCE, "name": "万春林", "post": "handler", "username": "danwei13"}
    for _ in range(2):
        client.post(reverse("deputies:unit-member-new", args=[unit.pk]), form)
    member = UnitMember.objects.get()
    client.post(reverse("deputies:unit-member-remove", args=[member.pk]))
    assert not UnitMember.objects.exists()


def test_staff_keep_units_and_open_no_accounts(client, staff, office):
    client.force_login(staff)
    form = {"once": ONCE, "name": "莲南派出所", "kind": "station", "is_vertical": "on"}
    client.post(reverse("deputies:unit-new"), {**form, "is_active": "on"})
    unit = Unit.objects.get()
    assert (unit.kind, unit.is_vertical, unit.is_active) == ("station", True, True)
    assert client.get(reverse("deputies:unit-member-new", args=[unit.pk])).status_code == 404
    address = reverse("deputies:unit-edit", args=[unit.pk])
    change(client, address, phone="0000-80000050", is_active=None)
    unit.refresh_from_db()
    assert (unit.phone, unit.is_active) == ("0000-80000050", False)


def test_a_unit_that_stands_already_is_refused(client, staff, unit):
    client.force_login(staff)
    form = {"once": ONCE, "name": unit.name, "kind": "department"}
    page = client.post(reverse("deputies:unit-new"), form).content.decode()
    assert "已经有这个单位了。" in page


def test_a_handler_may_see_the_own_unit_only(unit, handler):
    make_unit("财政所")
    assert list(units_visible_to(handler)) == [unit]


@pytest.mark.parametrize("rows", [1, 50])
def test_the_unit_list_costs_the_same_queries_for_any_number_of_rows(
    client, staff, rows, django_assert_num_queries
):
    for n in range(rows):
        UnitMember.objects.create(unit=make_unit(f"单位{n}"), user=make_user(Role.HANDLER))
    client.force_login(staff)
    client.get(reverse("office:home"))
    with django_assert_num_queries(7):
        assert client.get(reverse("deputies:unit-list")).status_code == 200


@pytest.mark.parametrize("change", ["kind = 'ship'", "name = ''"])
def test_the_database_itself_refuses(unit, change):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE deputies_unit SET {change}")


def test_a_post_is_held_once(unit, handler):
    with pytest.raises(IntegrityError), transaction.atomic():
        UnitMember.objects.create(unit=unit, user=handler)
