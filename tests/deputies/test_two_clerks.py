"""Two clerks on one record: the second is told who changed it, loses nothing, may send again."""

from dataclasses import dataclass

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from deputies.models import CustodyReport, DeputyGroup
from deputies.services.deputies import change_deputy
from deputies.services.disclosure import show_phone
from deputies.services.terms import set_members
from tests.deputies.edit_pages import change, opened
from tests.factories import make_deputy, make_session, make_unit, moment
from township_npc.office.forms.fresh import SEEN

PHONE, ID_NUMBER = "15400000002", "360199197503010026"


@dataclass(frozen=True)
class Case:
    """An edit page, one of its fields, and what each of the two clerks writes there."""

    page: str
    record: str
    field: str
    first: str
    second: str


CASES = [
    Case("deputy-edit", "deputy", "post", "村医", "校长"),
    Case("term-edit", "term", "quota", "70", "69"),
    Case("session-edit", "meeting", "deputy_count_note", "补选未登记", "一名已辞职"),
    Case("district-edit", "district", "area", "河东", "河西"),
    Case("group-edit", "group", "area", "河东", "河西"),
    Case("unit-edit", "unit", "phone", "0000-80000051", "0000-80000052"),
    Case("custody-detail", "report", "handling", "已报主席团", "下次大会报告"),
]
pages = pytest.mark.parametrize("case", CASES, ids=lambda case: case.page)


@pytest.fixture
def records(director, deputy):
    meeting = make_session()
    return {
        "deputy": deputy,
        "term": meeting.term,
        "meeting": meeting,
        "district": deputy.district,
        "group": DeputyGroup.objects.create(term=meeting.term, name="第一代表小组"),
        "unit": make_unit(),
        "report": CustodyReport.objects.create(
            deputy=deputy,
            authority="示例县公安局",
            measure="刑事拘留",
            received_at=moment(2026, 6, 1),
            registered_by=director,
        ),
    }


@pytest.fixture
def clerks(staff, director, chair, records):
    """``clerks(case)``: the address, and the browsers of who sends first and second."""

    def of(case: Case) -> tuple[str, Client, Client]:
        first, second = Client(), Client()
        first.force_login(chair if case.record == "report" else staff)
        second.force_login(director)
        return reverse(f"deputies:{case.page}", args=[records[case.record].pk]), first, second

    return of


def stored(records, case: Case) -> str:
    record = records[case.record]
    record.refresh_from_db()
    return str(getattr(record, case.field))


@pages
def test_the_second_clerk_is_told_and_keeps_what_was_typed(clerks, records, case):
    address, first, second = clerks(case)
    mine = opened(second, address)
    change(first, address, **{case.field: case.first})
    answer = second.post(address, {**mine, case.field: case.second})
    page = answer.content.decode()
    who = "熊建平" if case.record == "report" else "李海燕"
    assert answer.status_code == 200
    assert who in page and "改过这份资料" in page
    assert f"现在存着：{case.first}<" in page
    assert answer.context["form"][case.field].value() == case.second
    assert stored(records, case) == case.first


@pages
def test_sent_again_on_purpose_it_goes_through(clerks, records, case):
    address, first, second = clerks(case)
    mine = {**opened(second, address), case.field: case.second}
    change(first, address, **{case.field: case.first})
    told = second.post(address, mine)
    again = {**mine, SEEN: told.context["form"][SEEN].value()}
    assert second.post(address, again).status_code == 302
    assert stored(records, case) == case.second


@pages
def test_alone_nobody_is_asked(clerks, records, case):
    address, _, second = clerks(case)
    assert change(second, address, **{case.field: case.second}).status_code == 302
    assert stored(records, case) == case.second


def test_every_edit_page_of_the_room_is_among_them():
    room = next(one for one in get_resolver().url_patterns if one.namespace == "deputies")
    names = {one.name for one in room.url_patterns if one.name.endswith("-edit")}
    of_county = {"county-edit"}  # asks for a reason as well: test_county_pages
    assert names - of_county == {case.page for case in CASES if case.page.endswith("-edit")}


def test_a_field_the_second_clerk_did_not_touch_is_not_put_back_unseen(clerks, records):
    address, first, second = clerks(CASES[0])
    mine = opened(second, address)
    change(first, address, party="群众")
    page = second.post(address, {**mine, "post": "校长"}).content.decode()
    assert "现在存着：群众" in page
    records["deputy"].refresh_from_db()
    assert (records["deputy"].party, records["deputy"].post) == ("群众", "")


def test_who_writes_the_same_as_the_first_is_not_bothered(clerks, records):
    case = CASES[5]
    address, first, second = clerks(case)
    mine = opened(second, address)
    change(first, address, **{case.field: case.first})
    assert second.post(address, {**mine, case.field: case.first}).status_code == 302


def test_a_page_without_the_fingerprint_is_shown_once_more(clerks, records):
    case = CASES[5]
    address, _, second = clerks(case)
    mine = {**opened(second, address), case.field: case.second}
    del mine[SEEN]
    answer = second.post(address, mine)
    assert "您打开以后有人改过这份资料" in answer.content.decode()
    for spoilt in ("", "x", "99999999999999.y", "1.2.3"):
        assert second.post(address, {**mine, SEEN: spoilt}).status_code == 200


def test_a_wrong_field_and_a_colleague_are_told_together(clerks, records):
    address, first, second = clerks(CASES[1])
    mine = opened(second, address)
    change(first, address, quota="70")
    page = second.post(address, {**mine, "quota": "169"}).content.decode()
    assert "李海燕" in page and "乡镇代表总名额不超过 160 名" in page


def test_choices_ticks_and_empty_fields_are_said_in_words(clerks, records):
    address, first, second = clerks(CASES[5])
    mine = opened(second, address)
    change(first, address, kind="station", is_vertical="on")
    page = second.post(address, {**mine, "superior": "县公安局"}).content.decode()
    assert "现在存着：站所" in page
    assert "现在存着：是" in page
    assert "现在存着：空着" in page


def with_secrets(deputy):
    deputy.person.phone, deputy.person.id_number = PHONE, ID_NUMBER
    deputy.person.save()
    return deputy


def test_a_changed_phone_is_noticed_and_not_shown(clerks, records):
    with_secrets(records["deputy"])
    address, first, second = clerks(CASES[0])
    mine = opened(second, address)
    change(first, address, phone="15400000099")
    answer = second.post(address, {**mine, "post": "校长"})
    page = answer.content.decode()
    assert "李海燕" in page and "154****0099" in page
    assert "15400000099" not in page and ID_NUMBER not in page


def test_a_phone_sealed_anew_is_the_same_phone(clerks, records):
    with_secrets(records["deputy"])
    address, _, second = clerks(CASES[0])
    mine = opened(second, address)
    with_secrets(records["deputy"])
    assert second.post(address, {**mine, "post": "校长"}).status_code == 302


def test_who_only_looked_at_a_number_is_not_named(clerks, records, staff, chair):
    deputy = with_secrets(records["deputy"])
    address, _, second = clerks(CASES[0])
    mine = opened(second, address)
    change_deputy(deputy, by=staff, person={}, seat={"post": "村医"})
    show_phone(deputy, deputy.person, by=chair)
    page = second.post(address, {**mine, "post": "校长"}).content.decode()
    assert "李海燕" in page and "熊建平" not in page


def test_a_change_that_came_by_another_record_names_nobody(clerks, records, staff):
    change_deputy(records["deputy"], by=staff, person={}, seat={"post": "村医"})
    address, _, second = clerks(CASES[0])
    mine = {**opened(second, address), SEEN: "99999999999.x"}
    set_members(records["group"], by=staff, members=[records["deputy"]], leader=None)
    page = second.post(address, {**mine, "post": "校长"}).content.decode()
    assert "您打开以后有人改过这份资料" in page
    assert "现在存着：第一代表小组" in page


def test_the_members_of_a_group_are_told_by_name(client, staff, director, records):
    group, one, other = records["group"], records["deputy"], make_deputy("陈桂兰")
    address = reverse("deputies:group-members", args=[group.pk])
    client.force_login(director)
    mine = opened(client, address)
    set_members(group, by=staff, members=[one], leader=one)
    page = client.post(address, {**mine, "members": [other.pk]}).content.decode()
    assert "李海燕" in page and "现在存着：万秋生　第一代表小组" in page
    assert list(group.members.all()) == [one]


def test_a_form_for_something_new_carries_no_fingerprint(client, staff, records):
    client.force_login(staff)
    for address in (
        reverse("deputies:unit-new"),
        reverse("deputies:group-new"),
        reverse("deputies:deputy-new"),
        reverse("deputies:session-new", args=[records["term"].pk]),
    ):
        assert SEEN not in client.get(address).context["form"].fields


@pytest.mark.parametrize("rows", [1, 50])
def test_the_page_of_the_members_costs_the_same_queries_for_any_number_of_rows(
    client, staff, records, rows, django_assert_num_queries
):
    group = records["group"]
    group.members.set([make_deputy(f"代表{n}") for n in range(rows)])
    client.force_login(staff)
    client.get("/")
    with django_assert_num_queries(9):
        client.get(reverse("deputies:group-members", args=[group.pk]))


@pytest.mark.parametrize("changes", [1, 50])
def test_telling_costs_the_same_queries_after_any_number_of_changes(
    clerks, records, staff, changes, django_assert_num_queries
):
    address, _, second = clerks(CASES[0])
    mine = opened(second, address)
    for n in range(changes):
        change_deputy(records["deputy"], by=staff, person={}, seat={"post": f"职务{n}"})
    with django_assert_num_queries(11):
        second.post(address, {**mine, "post": "校长"})


def test_what_a_colleague_typed_is_shown_as_text(clerks, records):
    address, first, second = clerks(CASES[0])
    mine = opened(second, address)
    change(first, address, post="<b>村医</b>")
    page = second.post(address, {**mine, "post": "校长"}).content.decode()
    assert "现在存着：&lt;b&gt;村医&lt;/b&gt;" in page
