"""县代表建议 waits for the office until it is handed up, and counts in the deputy's dossier."""

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError

from deputies.models import CountyProposal, DutyRecord
from deputies.selectors.duties import year_numbers
from deputies.services.county import (
    change_county,
    collect_county,
    correct_county,
    hand_up,
    note_printed,
    take_back_county,
)
from deputies.services.duties import confirm_duty
from tests.deputies.proposal_pages import signed_in, text
from tests.factories import make_county, make_county_seat
from township_npc.office.models import Todo
from township_npc.office.selectors.todos import open_counts, todos_of

pytestmark = pytest.mark.django_db
TODAY, ON = date(2026, 6, 20), date(2026, 6, 10)
FIELDS = {"title": "加快县道拓宽改造", "text": "县道只有六米宽。", "category": "traffic"}


@pytest.fixture
def seat(deputy):
    return make_county_seat(deputy.person.user)


@pytest.fixture
def collected(seat, staff):
    return collect_county(seat, by=staff, fields=FIELDS, on=ON, today=TODAY)


def change(proposal, by, on=ON, **fields):
    change_county(proposal, by=by, fields=fields, on=on, today=TODAY, reason="抄错了。")


def up(proposal, by):
    hand_up([proposal], by=by, on=TODAY, receiver="县人大李某", today=TODAY)


def lines(seat) -> list[tuple]:
    return list(seat.duties.values_list("kind", "title", "done_on", "state"))


def test_it_waits_for_the_whole_office_until_it_is_handed_up(collected, staff, director, chair):
    for user in (staff, director):
        assert open_counts(user, TODAY) == {"deputies.CountyProposal": 1}
    assert open_counts(chair, TODAY) == {}
    todo = todos_of(staff).open().get()
    assert (todo.title, todo.verb, todo.url) == (
        "上交县代表建议：加快县道拓宽改造",
        "上交",
        "/proposals/county/hand-up/",
    )
    note_printed([collected], by=staff)
    assert todos_of(staff).open().get().detail.endswith("已打印")
    up(collected, staff)
    assert not todos_of(staff).open().exists()
    correct_county(collected, by=staff, reason="还没交。")
    assert todos_of(director).open().exists()


def test_one_that_is_taken_back_waits_for_nobody_and_was_not_brought(collected, staff, seat):
    take_back_county(collected, by=staff, reason="代表不交了。")
    assert not Todo.objects.open().filter(subject_kind="deputies.CountyProposal").exists()
    assert lines(seat) == []


def test_two_clerks_take_it_back_once(collected, staff):
    again = CountyProposal.objects.get(pk=collected.pk)
    take_back_county(collected, by=staff)
    with pytest.raises(ValidationError, match="刚被别人办过"):
        take_back_county(again, by=staff)


@pytest.mark.parametrize(("level", "word"), [("county", "县"), ("province", "省")])
def test_it_counts_in_the_dossier_of_the_seat_it_was_brought_in(staff, deputy, level, word):
    seat = make_county_seat(deputy.person.user, level)
    collect_county(seat, by=staff, fields=FIELDS, on=ON, today=TODAY)
    assert lines(seat) == [("proposal", f"{word}代表建议：加快县道拓宽改造", ON, "open")]
    assert not deputy.duties.exists()  # levels are kept apart (3.16)
    assert [number["count"] for number in year_numbers([seat], 2026)] == [1]


def test_the_office_and_the_deputy_read_it_there(collected, seat, staff, deputy):
    for user, address in ((staff, f"/deputies/{seat.pk}/"), (deputy.person.user, "/deputies/me/")):
        assert "县代表建议：加快县道拓宽改造" in text(signed_in(user).get(address))


def test_printed_and_handed_up_it_is_still_one_line(collected, staff, seat):
    confirm_duty(seat.duties.get(), by=seat.person.user)
    note_printed([collected], by=staff)
    up(collected, staff)
    assert [state for *_, state in lines(seat)] == ["confirmed"]


def test_put_right_it_is_checked_anew(collected, staff, seat):
    confirm_duty(seat.duties.get(), by=seat.person.user)
    change(collected, staff, text="县道只有六米宽，请拓宽。")
    assert [state for *_, state in lines(seat)] == ["confirmed"]
    change(collected, staff, on=date(2026, 6, 11), title="县道拓宽")
    assert lines(seat) == [("proposal", "县代表建议：县道拓宽", date(2026, 6, 11), "open")]


def test_those_collected_before_get_their_line_once(seat, staff):
    make_county(seat, by=staff)
    migration = import_module("deputies.migrations.0016_what_earlier_rows_lack")
    for _ in range(2):
        migration.note_county(apps, None)
    assert lines(seat) == [("proposal", "县代表建议：加快县道拓宽改造", ON, "open")]
    assert DutyRecord.objects.count() == 1
