"""通讯录: all levels, groups, units; numbers masked, one shown at a tap, the look logged."""

import pytest
from django.urls import reverse

from deputies.models import DeputyGroup, UnitMember
from deputies.selectors.contacts import contacts
from deputies.services.deputies import give_seat
from tests.factories import make_deputy, make_unit, make_user
from township_npc.office.choices import Role
from township_npc.office.models import AuditEntry

BOOK = "deputies:contact-list"


def with_phone(deputy, phone="15400000001"):
    deputy.person.phone = phone
    deputy.person.save()
    return deputy


def test_a_person_with_two_seats_stands_there_twice(staff, deputy):
    give_seat(deputy.person, by=staff, term=None, level="county")
    lines = contacts(staff, "deputies")
    assert sorted((line.name, line.role) for line in lines) == [
        ("万秋生", "县代表"),
        ("万秋生", "镇代表"),
    ]


def test_groups_stand_there_with_their_leaders(staff, deputy):
    DeputyGroup.objects.create(term=deputy.term, name="第二代表小组")
    DeputyGroup.objects.create(term=deputy.term, name="第一代表小组", leader=deputy, area="小蓝")
    lines = [(line.name, line.role, line.place) for line in contacts(staff, "groups")]
    assert lines == [("万秋生", "第一代表小组组长", "小蓝"), ("", "第二代表小组组长", "")]


def test_units_stand_there_with_their_people_and_without(staff, unit, handler):
    make_unit("财政所")
    make_unit("旧单位", is_active=False)
    lines = [(line.name, line.role) for line in contacts(staff, "units")]
    assert lines == [("万春林", "村镇建设办 经办人"), ("", "财政所")]


@pytest.mark.parametrize(
    ("section", "name", "found"),
    [("deputies", "秋", 1), ("deputies", "桂", 0), ("units", "春林", 1), ("units", "建设", 1)],
)
def test_the_book_is_searched_by_name(staff, deputy, handler, section, name, found):
    assert len(contacts(staff, section, name)) == found


def test_numbers_are_masked_and_one_is_shown_at_a_tap(client, chair, deputy):
    with_phone(deputy)
    other = with_phone(make_deputy("陈桂兰"), "15400000002")
    client.force_login(chair)
    page = client.get(reverse(BOOK)).content.decode()
    assert "154****0001" in page and "15400000001" not in page
    page = client.post(reverse(BOOK), {"person": other.person_id}).content.decode()
    assert "15400000002" in page and "15400000001" not in page
    entry = AuditEntry.objects.get(verb="phone.shown")
    assert (entry.actor, entry.subject_id) == (chair, str(other.pk))


def test_a_look_at_a_handlers_number_is_logged_on_the_unit(client, staff, unit, handler):
    handler.person.phone = "15400000901"
    handler.person.save()
    client.force_login(staff)
    page = client.post(f"{reverse(BOOK)}?section=units", {"person": handler.person_id})
    assert "15400000901" in page.content.decode()
    assert AuditEntry.objects.get(verb="phone.shown").subject_kind == "deputies.Unit"


@pytest.mark.parametrize("person", ["", "x", "9d0cf2d0-2d8c-4c39-8f6d-4f0b6d1a7c11"])
def test_a_person_who_is_in_no_list_has_no_number_here(client, staff, person):
    client.force_login(staff)
    assert client.post(reverse(BOOK), {"person": person}).status_code == 404
    stranger = make_user(Role.SYSADMIN).person
    assert client.post(reverse(BOOK), {"person": stranger.pk}).status_code == 404


@pytest.mark.parametrize("role", [Role.DEPUTY, Role.HANDLER, Role.STATION_HEAD, Role.SYSADMIN])
def test_the_book_is_the_offices(client, office, role):
    client.force_login(make_user(role))
    assert client.get(reverse(BOOK)).status_code == 404
    assert client.post(reverse(BOOK)).status_code == 404


@pytest.mark.parametrize("rows", [1, 50])
@pytest.mark.parametrize(("section", "queries"), [("deputies", 6), ("groups", 6), ("units", 7)])
def test_the_book_costs_the_same_queries_for_any_number_of_rows(
    client, staff, rows, section, queries, django_assert_num_queries
):
    for n in range(rows):
        deputy = make_deputy(f"代表{n}")
        DeputyGroup.objects.create(term=deputy.term, name=f"{n} 组", leader=deputy)
        UnitMember.objects.create(unit=make_unit(f"单位{n}"), user=make_user(Role.HANDLER))
    client.force_login(staff)
    client.get(reverse("office:home"))
    with django_assert_num_queries(queries):
        assert client.get(reverse(BOOK), {"section": section}).status_code == 200


def test_a_name_no_database_can_hold_is_as_if_it_were_not_there(client, staff, deputy):
    client.force_login(staff)
    answer = client.get("/contacts/", {"name": "万\0"})
    assert (answer.status_code, answer.context["name"], len(answer.context["lines"])) == (
        200,
        "",
        1,
    )
