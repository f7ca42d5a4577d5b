"""People stand by the sound of their names: in the list, the book, the pickers, the export."""

from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from deputies.models import DeputyGroup
from deputies.selectors.contacts import contacts
from deputies.selectors.deputies import members_of, public_deputies, seats_of_town
from deputies.services.deputies import change_deputy
from tests.deputies.roster_files import person, roster
from tests.deputies.roster_steps import imported
from tests.factories import make_deputy, make_handler, make_term
from township_npc.office.models import Person
from township_npc.office.names import name_key

#: As written; by code point 万秋生 would come first and 陈桂兰 last.
TYPED = ["张三", "万秋生", "曾国", "𠮷田", "单于飞", "陈桂兰"]
IN_ORDER = ["陈桂兰", "单于飞", "万秋生", "曾国", "张三", "𠮷田"]


@pytest.fixture
def town(office):
    return [make_deputy(name) for name in TYPED]


def names(deputies) -> list[str]:
    return [deputy.person.name for deputy in deputies]


def test_the_list_the_public_page_and_the_pickers(client, staff, town):
    client.force_login(staff)
    page = client.get(reverse("deputies:deputy-list")).context["page"]
    assert names(page) == names(public_deputies()) == names(seats_of_town(staff)) == IN_ORDER
    form = client.get(reverse("deputies:duty-new")).context["form"]
    assert names(form.fields["deputies"].queryset) == IN_ORDER


def test_the_members_of_a_group(town):
    group = DeputyGroup.objects.create(term=town[0].term, name="第一代表小组")
    group.members.set(town)
    assert names(members_of(group)) == IN_ORDER


def test_the_contact_book(staff, unit, town):
    for name in TYPED:
        make_handler(unit, name)
    assert [line.name for line in contacts(staff, "deputies")] == IN_ORDER
    assert [line.name for line in contacts(staff, "units")] == IN_ORDER


def test_the_people_of_a_unit(client, staff, unit):
    for name in TYPED:
        make_handler(unit, name)
    client.force_login(staff)
    members = client.get(reverse("deputies:unit-detail", args=[unit.pk])).context["members"]
    assert [member.user.name for member in members] == IN_ORDER
    listed = client.get(reverse("deputies:unit-list")).context["units"][0]
    assert [member.user.name for member in listed.members.all()] == IN_ORDER


def test_the_export_stands_as_the_list_does(client, staff, town):
    client.force_login(staff)
    answer = client.post(reverse("deputies:deputy-export"), {"reason": ""})
    cells = [row[0].value for row in load_workbook(BytesIO(answer.content)).active.iter_rows()]
    assert [cell for cell in cells if cell in TYPED] == IN_ORDER


def test_a_new_name_takes_its_new_place(staff, town):
    change_deputy(town[0], by=staff, person={"name": "安一"}, seat={})
    person = Person.objects.get(pk=town[0].person_id)
    assert (person.name, person.name_key) == ("安一", name_key("安一"))
    assert names(seats_of_town(staff))[0] == "安一"


def test_an_imported_roster_brings_the_order_along(staff):
    make_term(quota=71)
    imported(roster([person(n, name) for n, name in enumerate(TYPED[:3], start=1)]), by=staff)
    assert names(seats_of_town(staff)) == [name for name in IN_ORDER if name in TYPED[:3]]
