"""Page slots: what a room puts beside the congress's name, seen by whom, for how many queries."""

from datetime import date

import pytest
from django.db.models import Value

from deputies.models import CongressTerm
from tests.factories import make_term, make_user
from township_npc.office import registries
from township_npc.office.choices import Role
from township_npc.office.registries import Slot, register, slots_at

FRAME = 7  # session, account and person, roles, office, two counts, the heartbeat of the work


@pytest.fixture
def slots(monkeypatch):
    """No slots but this test's own."""
    monkeypatch.setattr(registries, "slots", {})


def said(order: int, *, may_see=lambda user: True) -> Slot:
    return Slot("brand", order, may_see, lambda office: f"第 {order} 句")


def bar(client) -> str:
    """What stands in the red bar beside the name."""
    page = client.get("/").content.decode()
    return page.partition('<span class="term d-none d-lg-inline">')[2].partition("</span>")[0]


def test_a_place_is_filled_in_order_and_only_for_whom_it_is(slots):
    first, second, hidden = said(1), said(2), said(0, may_see=lambda user: False)
    register(second, hidden, first, Slot("elsewhere", 1, lambda user: True, str))
    assert slots_at("brand", None) == [first, second]


def test_one_order_in_a_place_is_taken_once(slots):
    register(said(1))
    with pytest.raises(ValueError, match="registered twice"):
        register(said(1))


def test_what_the_rooms_say_stands_side_by_side(client, director, slots):
    register(said(2), said(1), Slot("brand", 3, lambda user: True, lambda office: ""))
    client.force_login(director)
    assert bar(client) == "第 1 句 第 2 句"


def test_a_slot_reads_its_columns_with_the_offices_row(client, director, slots):
    column = {"motto": Value("为民")}
    register(Slot("brand", 1, lambda user: True, lambda office: office.motto, lambda: column))
    client.force_login(director)
    assert bar(client) == "为民"


@pytest.mark.parametrize("role", [role for role in Role if role != Role.DEPUTY])
def test_the_bar_of_every_desk_names_the_term(client, office, role):
    make_term(19)
    client.force_login(make_user(role))
    assert bar(client) == "第十九届"


def test_before_a_term_is_opened_and_after_it_has_ended_the_bar_names_none(client, director):
    client.force_login(director)
    assert bar(client) == ""
    make_term(18, starts_on=date(2016, 11, 20), ends_on=date(2021, 11, 20))
    assert bar(client) == ""
    CongressTerm.objects.create(ordinal=3, level="county", starts_on=date(2021, 11, 20))
    assert bar(client) == ""


def test_the_paper_names_it_too(client, director):
    make_term(19)
    client.force_login(director)
    assert "莲塘镇人民代表大会 第十九届" in client.get("/").content.decode()


def test_the_term_in_the_bar_costs_no_query(
    client, director, monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr(registries, "home_cards", {})
    make_term(19)
    client.force_login(director)
    client.get("/")
    with django_assert_num_queries(FRAME):
        assert bar(client) == "第十九届"
