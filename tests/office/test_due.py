"""How a deadline stands, on both sides of its last day, and how the chip says so."""

from datetime import date

import pytest
from django.template import Context, Template

from township_npc.office.rules import Period, Standing, WorkCalendar, deadline, due_standing

DUE = date(2026, 11, 23)
PLAIN = WorkCalendar({}, frozenset(range(2000, 2100)))


def chip(due, **words) -> str:
    source = "{% load house %}{% due due today=today done_on=done_on %}"
    return Template(source).render(Context({"due": due, "today": DUE, **words}))


@pytest.mark.parametrize(
    ("today", "standing"),
    [
        (date(2026, 11, 15), Standing("还剩 8 天", "", "clock")),
        (date(2026, 11, 16), Standing("还剩 7 天", "is-soon", "clock")),
        (date(2026, 11, 22), Standing("还剩 1 天", "is-soon", "clock")),
        (date(2026, 11, 23), Standing("今天到期", "is-soon", "clock")),
        (date(2026, 11, 24), Standing("超期 1 天", "is-late", "warn")),
    ],
)
def test_a_deadline_says_how_near_it_is(today, standing):
    assert due_standing(DUE, today=today) == standing


@pytest.mark.parametrize(
    ("done_on", "standing"),
    [
        (DUE, Standing("按期答复", "is-ok", "ok")),
        (date(2026, 11, 24), Standing("答复晚了 1 天", "is-late", "warn")),
    ],
)
def test_what_was_done_on_the_last_day_is_in_time_and_the_day_after_is_late(done_on, standing):
    assert due_standing(DUE, today=date(2027, 1, 1), done_on=done_on) == standing


def test_the_deadline_chip_opens_to_its_arithmetic():
    due = deadline(date(2026, 8, 29), Period(3, "month", "《代表法》第五十一条"), PLAIN)
    page = chip(due.as_json())
    for part in (
        "还剩 7 天",
        "2026-08-29（当日不计）",
        "3 个月",
        "11-29 星期日，顺延到 2026-11-30 星期一",
        "《代表法》第五十一条",
    ):
        assert part in page
    assert page == chip(due)


def test_a_provisional_deadline_says_that_it_may_move():
    due = deadline(date(2026, 11, 29), Period(3, "month", ""), WorkCalendar({}, frozenset({2026})))
    page = chip(due)
    assert "2027 年的放假安排还没有公布" in page


def test_what_was_never_assigned_has_no_deadline():
    assert "未交办" in chip(None)
