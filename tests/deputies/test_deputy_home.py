"""What 代表 and 届次 put on the home pages."""

from datetime import date

from django.urls import reverse

from deputies.register.home import _next_session
from deputies.services.duties import note_duty, object_to_duty
from tests.factories import make_deputy, make_session, make_term, make_unit, moment
from township_npc.office.home import home_page


def home(client, user) -> str:
    client.force_login(user)
    return client.get(reverse("office:home")).content.decode()


def matters(user) -> list[str]:
    page = home_page(user, now=moment(2026, 11, 23))
    return [matter.title for matter in page.matters]


def test_the_next_meeting_counts_down_to_its_first_day(office, director):
    make_session(7, starts_on=date(2026, 12, 17), ends_on=date(2026, 12, 18))
    assert _next_session(director, date(2026, 11, 23))["days"] == 24
    assert _next_session(director, date(2026, 12, 18))["days"] == -1
    assert _next_session(director, date(2026, 12, 19)) is None


def test_the_desk_shows_how_many_deputies_hold_a_seat(client, director, chair, deputy):
    for user in (director, chair):
        page = home(client, user)
        assert "1 名</strong>镇代表在任，名额 71 名。" in page


def test_an_empty_office_shows_no_empty_panels(client, director):
    assert "镇代表在任" not in home(client, director)


def test_a_new_office_is_led_through_its_first_steps(client, director):
    assert {"还没有开届", "还没有承办单位"} <= set(matters(director))
    assert "第 1 步" in home(client, director)
    term = make_term()
    assert {"还没有加次会议", "还没有代表名册", "还没有承办单位"} <= set(matters(director))
    make_session(term=term)
    make_deputy("万秋生", term=term)
    make_unit()
    assert not [title for title in matters(director) if title.startswith("还没有")]


def test_only_the_director_is_led(staff, chair):
    assert not [title for user in (staff, chair) for title in matters(user) if "还没有" in title]


def test_an_objection_waits_for_the_office_and_a_line_for_the_deputy(director, chair, deputy):
    user = deputy.person.user
    duty = note_duty(
        deputy, "meeting", source="test:1", title="出席第六次会议", on=date(2026, 6, 11)
    )
    assert "核对 1 条履职记录" in matters(user)
    object_to_duty(duty, by=user, text="那天我请假了")
    assert "核对 1 条履职记录" not in matters(user)
    assert "核实万秋生代表的异议" in matters(director)
    assert "核实万秋生代表的异议" not in matters(chair)


def test_the_deputy_reads_the_own_year_on_the_phone(client, deputy):
    page = home(client, deputy.person.user)
    assert "我今年" in page and "看履职档案" in page
