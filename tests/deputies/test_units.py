"""单位 and the people who hold its posts."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from deputies.models import Reply, Unit, UnitMember
from deputies.selectors.units import units_visible_to
from deputies.services.assisting import choose_assisting
from deputies.services.units import add_member, remove_member
from tests.deputies.edit_pages import change
from tests.deputies.proposal_steps import brought_to
from tests.factories import make_handler, make_unit, make_user, moment
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


def test_a_handler_is_taken_to_the_own_unit_and_to_no_other(client, unit, handler):
    other = make_unit("财政所")
    client.force_login(handler)
    answer = client.get(reverse("deputies:unit-list"))
    assert answer.url == reverse("deputies:unit-detail", args=[unit.pk])
    assert client.get(answer.url).status_code == 200
    assert client.get(reverse("deputies:unit-detail", args=[other.pk])).status_code == 404
    UnitMember.objects.create(unit=other, user=handler)
    assert client.get(reverse("deputies:unit-list")).status_code == 200


@pytest.mark.parametrize("role", ["staff", "chair"])
def test_the_office_and_the_chairman_see_all_units(request, client, unit, role):
    client.force_login(request.getfixturevalue(role))
    assert unit.name in client.get(reverse("deputies:unit-list")).content.decode()


@pytest.mark.parametrize("role", [Role.DEPUTY, Role.STATION_HEAD, Role.SYSADMIN])
def test_nobody_else_enters_the_units(client, unit, role):
    client.force_login(make_user(role))
    for url in (reverse("deputies:unit-list"), reverse("deputies:unit-detail", args=[unit.pk])):
        assert client.get(url).status_code == 404


def test_a_handler_reads_who_else_is_there_and_no_account_or_number(client, unit, handler):
    handler.person.phone = "15400000901"
    handler.person.save(update_fields=["phone_sealed", "phone_index"])
    client.force_login(handler)
    page = client.get(reverse("deputies:unit-detail", args=[unit.pk])).content.decode()
    assert "万春林" in page
    for private in ("154", f"账号 {handler.username}", "发入口", "移出"):
        assert private not in page


def test_the_units_page_holds_what_it_has_what_it_assists_with_and_how_it_answered(
    client, bring, unit, handler, director
):
    signed, replied = bring("signed"), bring("replied")
    late = bring("replied")
    Reply.objects.filter(proposal=late).update(due_on=date(2026, 8, 31))  # answered the day after
    helper = make_unit("财政所")
    choose_assisting(signed, by=director, units=[helper], at=moment(2026, 6, 18))
    client.force_login(handler)
    work = client.get(reverse("deputies:unit-detail", args=[unit.pk])).context["work"]
    assert (work.leads, work.answered, work.in_time, work.late) == ([signed], 2, 1, 1)
    assert replied not in work.leads
    client.force_login(make_handler(helper, name="邱玉明"))
    work = client.get(reverse("deputies:unit-detail", args=[helper.pk])).context["work"]
    assert ([one.proposal for one in work.assists], work.leads) == ([signed], [])


@pytest.mark.parametrize("rows", [1, 30])
def test_the_units_page_costs_the_same_queries_for_any_number_of_rows(
    client, deputy, congress_session, director, unit, handler, rows, django_assert_num_queries
):
    helper, at = make_unit("财政所"), moment(2026, 6, 18)
    crew = {"lead": deputy, "director": director, "unit": unit, "handler": handler}
    for n in range(rows):
        proposal = brought_to("signed", title=f"第 {n} 件", **crew)
        other = brought_to("signed", title=f"协办 {n}", **crew | {"unit": helper,
                           "handler": make_handler(helper)})  # fmt: skip
        choose_assisting(other, by=director, units=[unit], at=at)
    assert proposal.lead_unit == unit
    client.force_login(handler)
    client.get(reverse("office:home"))
    with django_assert_num_queries(11):
        assert client.get(reverse("deputies:unit-detail", args=[unit.pk])).status_code == 200
