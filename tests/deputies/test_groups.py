"""选区 and 代表小组: members, leader, area."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from deputies.models import DeputyGroup, ElectoralDistrict
from deputies.services.terms import set_members
from tests.deputies.edit_pages import change
from tests.factories import make_deputy, make_term
from township_npc.office.models import AuditEntry

ONCE = "8a1f8c62-3f3c-4a54-9a4e-0f5f5f0f4d04"


@pytest.fixture
def group(office):
    return DeputyGroup.objects.create(term=make_term(), name="第一代表小组", area="小蓝、莲南")


@pytest.fixture
def three(group):
    return [make_deputy(name) for name in ("万秋生", "陈桂兰", "罗水根")]


def names(group) -> list[str]:
    return sorted(group.members.values_list("person__name", flat=True))


def test_members_and_leader_are_set_together(staff, group, three):
    set_members(group, by=staff, members=three, leader=three[0])
    group.refresh_from_db()
    assert (names(group), group.leader) == (sorted(["万秋生", "陈桂兰", "罗水根"]), three[0])
    assert AuditEntry.objects.get(verb="group.members_set").facts == {"count": 3}


def test_who_joins_another_group_leaves_the_first_and_no_longer_leads_it(staff, group, three):
    second = DeputyGroup.objects.create(term=group.term, name="第二代表小组")
    set_members(group, by=staff, members=three, leader=three[0])
    set_members(second, by=staff, members=[three[0]], leader=None)
    group.refresh_from_db()
    assert (names(group), group.leader) == (sorted(["陈桂兰", "罗水根"]), None)
    assert names(second) == ["万秋生"]


def test_the_leader_must_be_a_member(client, staff, group, three):
    client.force_login(staff)
    form = {"members": [three[0].pk], "leader": three[1].pk}
    page = client.post(reverse("deputies:group-members", args=[group.pk]), form).content.decode()
    assert "组长要先是组员。" in page
    assert names(group) == []


def test_a_deputy_whose_seat_ended_cannot_be_chosen(client, staff, group):
    gone = make_deputy("彭细毛", state="ended", ended_on=date(2026, 1, 5), end_reason="moved")
    client.force_login(staff)
    client.post(reverse("deputies:group-members", args=[group.pk]), {"members": [gone.pk]})
    assert names(group) == []


def test_groups_stand_in_the_order_of_counting(client, chair, group):
    for name in ("第十代表小组", "第二代表小组"):
        DeputyGroup.objects.create(term=group.term, name=name)
    client.force_login(chair)
    groups = client.get(reverse("deputies:group-list")).context["groups"]
    assert [str(row) for row in groups] == ["第一代表小组", "第二代表小组", "第十代表小组"]


def test_a_new_group_is_made_once(client, staff, office):
    make_term()
    client.force_login(staff)
    form = {"once": ONCE, "name": "第三代表小组", "area": "西河"}
    for _ in range(2):
        client.post(reverse("deputies:group-new"), form)
    assert DeputyGroup.objects.get().area == "西河"


@pytest.mark.parametrize("name", ["group", "district"])
def test_a_name_that_stands_already_is_refused(client, staff, group, name):
    ElectoralDistrict.objects.create(term=group.term, name="第一代表小组")
    client.force_login(staff)
    form = {"once": ONCE, "name": "第一代表小组"}
    page = client.post(reverse(f"deputies:{name}-new"), form).content.decode()
    assert "本届已经有这个名字的" in page


@pytest.mark.parametrize(("seats", "status"), [("0", 200), ("1", 302), ("3", 302), ("4", 200)])
def test_a_district_elects_one_to_three(client, staff, office, seats, status):
    make_term()
    client.force_login(staff)
    form = {"once": ONCE, "name": "小蓝选区", "seats": seats}
    answer = client.post(reverse("deputies:district-new"), form)
    assert answer.status_code == status
    if status == 200:
        assert "每个选区选一至三名代表" in answer.content.decode()


def test_a_group_and_a_district_are_changed(client, staff, group):
    district = ElectoralDistrict.objects.create(term=group.term, name="小蓝选区")
    client.force_login(staff)
    change(client, reverse("deputies:group-edit", args=[group.pk]), name="一组")
    change(client, reverse("deputies:district-edit", args=[district.pk]), name="小蓝", seats="2")
    group.refresh_from_db()
    district.refresh_from_db()
    assert (group.name, district.name, district.seats) == ("一组", "小蓝", 2)


def test_the_pages_say_what_to_do_when_nothing_stands_there(client, staff, office):
    client.force_login(staff)
    for name in ("group-list", "district-list"):
        page = client.get(reverse(f"deputies:{name}")).content.decode()
        assert "还没有开届。开了届，再导入名册。" in page and reverse("deputies:term-new") in page
    assert client.get(reverse("deputies:group-new")).url == reverse("deputies:term-new")


@pytest.mark.parametrize("rows", [1, 50])
def test_the_group_list_costs_the_same_queries_for_any_number_of_rows(
    client, staff, rows, django_assert_num_queries
):
    for n in range(rows):
        leader = make_deputy(f"代表{n}")
        DeputyGroup.objects.create(term=make_term(), name=f"{n} 组", leader=leader)
    client.force_login(staff)
    client.get(reverse("office:home"))
    with django_assert_num_queries(7):
        assert client.get(reverse("deputies:group-list")).status_code == 200


def test_the_chairman_reads_groups_and_sets_no_members(client, chair, group):
    client.force_login(chair)
    assert client.get(reverse("deputies:group-detail", args=[group.pk])).status_code == 200
    assert client.post(reverse("deputies:group-members", args=[group.pk])).status_code == 404


@pytest.mark.parametrize("seats", [0, 4])
def test_the_database_refuses_other_numbers_of_seats(office, seats):
    district = ElectoralDistrict.objects.create(term=make_term(), name="小蓝选区")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE deputies_electoraldistrict SET seats = {seats}")
    assert district.seats is None
