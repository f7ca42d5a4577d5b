"""What everybody may read of a deputy, and what nobody finds in the page."""

from datetime import date

import pytest
from django.urls import reverse

from deputies.services.deputies import give_seat
from deputies.services.duties import note_duty, object_to_duty
from tests.factories import make_deputy

DAY = date(2026, 9, 24)


@pytest.fixture
def known(office):
    deputy = make_deputy(post="小蓝村村医", party="中共党员", education="大专")
    person = deputy.person
    person.phone, person.id_number = "15400000001", "360199197503010026"
    person.address, person.born_text = "小蓝村 8 号", "1975.03"
    person.save()
    return deputy


def pages(client, deputy) -> list[str]:
    return [
        client.get(address).content.decode()
        for address in (
            reverse("deputies:public-deputy-list"),
            reverse("deputies:public-deputy-detail", args=[deputy.pk]),
        )
    ]


def test_a_visitor_reads_name_district_post_and_performance(client, known):
    note_duty(known, "inspection", source="test:1", title="视察农田", on=DAY)
    for page in pages(client, known):
        assert "万秋生" in page and "小蓝选区" in page and "小蓝村村医" in page
    assert "履职 1 次" in pages(client, known)[0]
    assert "视察农田" in pages(client, known)[1]


@pytest.mark.parametrize(
    "secret",
    ["15400000001", "154****", "360199", "小蓝村 8 号", "1975.03", "中共党员", "大专"],
)
def test_the_pages_tell_nothing_else(client, known, secret):
    for page in pages(client, known):
        assert secret not in page


def test_the_same_holds_for_the_director(client, director, known):
    client.force_login(director)
    for page in pages(client, known):
        assert "15400000001" not in page and "360199" not in page


def test_what_is_objected_to_is_not_shown(client, known):
    duty = note_duty(known, "inspection", source="test:1", title="视察农田", on=DAY)
    object_to_duty(duty, by=known.person.user, text="没有去")
    listed, shown = pages(client, known)
    assert "履职 0 次" in listed
    assert "视察农田" not in shown


def test_only_seats_of_the_town_in_office_are_public(client, director, known):
    county = give_seat(known.person, by=director, term=None, level="county")
    gone = make_deputy("彭细毛", state="ended", ended_on=DAY, end_reason="moved")
    for seat in (county, gone):
        address = reverse("deputies:public-deputy-detail", args=[seat.pk])
        assert client.get(address).status_code == 404
    assert "彭细毛" not in client.get(reverse("deputies:public-deputy-list")).content.decode()


def test_nothing_can_be_sent_to_a_public_page(client, known):
    assert client.post(reverse("deputies:public-deputy-list")).status_code == 405


@pytest.mark.parametrize("rows", [1, 50])
def test_the_list_costs_the_same_queries_for_any_number_of_rows(
    client, office, rows, django_assert_num_queries
):
    for n in range(rows):
        make_deputy(f"代表{n}")
    with django_assert_num_queries(4):
        assert client.get(reverse("deputies:public-deputy-list")).status_code == 200


def test_a_name_no_database_can_hold_is_as_if_it_were_not_there(client, known):
    answer = client.get(reverse("deputies:public-deputy-list"), {"name": "万\0"})
    assert (answer.status_code, len(answer.context["deputies"])) == (200, 1)


def test_the_page_bears_the_whole_name_of_the_congress(client, known):
    assert "第十九届人民代表大会代表" in pages(client, known)[0]
