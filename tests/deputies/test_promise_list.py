"""承诺事项台账: chips, years, order, over the term and into the next year."""

from datetime import date

import pytest

from deputies.choices import PromiseState as P
from deputies.selectors.promises import PromiseFilter, promise_counts, promise_rows
from tests.deputies.rating_steps import TOO_LATE, promised, report, settle
from tests.factories import moment

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 20)


@pytest.fixture
def promise(bring, handler):
    return promised(bring, handler)


@pytest.fixture
def several(bring, handler, staff):
    """One promise in each state, and one for the next year."""
    ahead = promised(bring, handler, promised_by=date(2026, 12, 10))
    overdue = promised(bring, handler)
    reported = promised(bring, handler)
    report(reported, handler)
    kept, late, broken = (promised(bring, handler) for _ in range(3))
    settle(kept, staff, note="看过。")
    settle(late, staff, P.LATE, TOO_LATE, note="看过。")
    settle(broken, staff, P.BROKEN, None, note="看过。")
    next_year = promised(bring, handler, promised_by=date(2027, 3, 1))
    return {
        "ahead": ahead, "overdue": overdue, "reported": reported, "kept": kept, "late": late,
        "broken": broken, "next_year": next_year,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("view", "names"),
    [
        ("due", {"ahead"}),
        ("overdue", {"overdue", "reported"}),
        ("reported", {"reported"}),
        ("done", {"kept", "late"}),
        ("kept", {"kept"}),
        ("late", {"late"}),
        ("broken", {"broken"}),
    ],
)
def test_each_chip_holds_its_promises_and_counts_them(several, staff, view, names):
    rows = promise_rows(staff, PromiseFilter(view=view), TODAY)
    assert set(rows) == {several[name] for name in names}
    counts = promise_counts(staff, PromiseFilter(), TODAY)
    assert (counts[view], counts["all"], counts["open"]) == (len(names), 7, 4)


@pytest.mark.parametrize(
    ("today", "view"),
    [
        (date(2026, 11, 15), "due"),
        (date(2026, 11, 16), "overdue"),
        (date(2026, 10, 16), "due"),
    ],
)
def test_a_promise_is_overdue_the_day_after(promise, staff, today, view):
    assert list(promise_rows(staff, PromiseFilter(view=view), today)) == [promise]


def test_31_days_ahead_a_promise_is_not_yet_due(promise, staff):
    rows = promise_rows(staff, PromiseFilter(view="due"), date(2026, 10, 15))
    assert list(rows) == []


def test_the_next_year_begins_with_what_was_not_settled(several, staff):
    rows = promise_rows(staff, PromiseFilter(year="2027"), date(2027, 1, 4))
    assert set(rows) == {several[name] for name in ("ahead", "overdue", "reported", "next_year")}
    settle(several["overdue"], staff, P.LATE, date(2027, 1, 5), at=moment(2027, 1, 6), note="x")
    rows = promise_rows(staff, PromiseFilter(year="2027"), date(2028, 1, 4))
    assert several["overdue"] in rows
    assert several["kept"] not in rows


def test_open_ones_stand_first_the_oldest_on_top(several, staff):
    rows = list(promise_rows(staff, PromiseFilter(), TODAY))
    assert [row.reply.promised_by for row in rows if row.is_open] == sorted(
        row.reply.promised_by for row in rows if row.is_open
    )
    assert [row.is_open for row in rows] == [True] * 4 + [False] * 3
