"""Deadlines: 日、个工作日、个月, days off, years not announced yet (rules A-14, A-15)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from township_npc.office.rules import Deadline, Period, WorkCalendar, add_months, deadline
from township_npc.office.selectors import work_calendar

LAW = "《代表法》第五十一条第二款"
PLAIN = WorkCalendar({}, frozenset())


@pytest.fixture
def calendar(db):
    return work_calendar()


def three_months(start, calendar):
    return deadline(start, Period(3, "month", LAW), calendar)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 3, 2), 3, date(2026, 6, 2)),
        (date(2026, 3, 2), 6, date(2026, 9, 2)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),  # no such day: the month's last
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 10, 31), 1, date(2026, 11, 30)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
    ],
)
def test_months_end_on_the_corresponding_day_or_the_last_of_the_month(start, months, end):
    assert add_months(start, months) == end


def test_the_arithmetic_is_told_with_the_article(calendar):
    due = three_months(date(2026, 3, 2), calendar)
    assert due.arithmetic == "2026-03-02 + 3 个月 → 2026-06-02（《代表法》第五十一条第二款）"
    assert not due.is_provisional


def test_a_last_day_in_the_national_holiday_moves_to_the_first_working_day(calendar):
    due = three_months(date(2026, 7, 2), calendar)
    assert (due.nominal, due.due_on) == (date(2026, 10, 2), date(2026, 10, 8))
    assert due.moved_because == "国庆节"


@pytest.mark.parametrize(
    ("start", "due_on", "because"),
    [
        (date(2026, 8, 28), date(2026, 11, 30), "星期六"),  # 11-28 is a Saturday
        (date(2026, 8, 27), date(2026, 11, 27), ""),  # the Friday before
    ],
)
def test_a_last_day_at_the_weekend_moves_to_monday(calendar, start, due_on, because):
    due = three_months(start, calendar)
    assert (due.due_on, due.moved_because) == (due_on, because)


def test_a_weekend_day_worked_instead_does_not_move_the_deadline(calendar):
    worked = date(2026, 10, 10)  # 调休上班的星期六
    assert calendar.is_workday(worked)
    assert deadline(date(2026, 7, 10), Period(3, "month", LAW), calendar).due_on == worked


def test_days_and_working_days_are_different_units(calendar):
    start = date(2026, 9, 28)  # three days before the national holiday
    assert deadline(start, Period(5, "day", LAW), calendar).due_on == date(2026, 10, 8)
    assert deadline(start, Period(5, "workday", LAW), calendar).due_on == date(2026, 10, 10)


@pytest.mark.parametrize("year", [2027, 2030])
def test_years_not_announced_yet_are_provisional_and_keep_the_fixed_holidays(calendar, year):
    due = three_months(date(year, 7, 1), calendar)
    assert due.is_provisional
    assert due.moved_because == "国庆节"
    assert due.due_on == min(
        day for day in (date(year, 10, n) for n in range(4, 9)) if day.weekday() < 5
    )


def test_a_deadline_that_only_runs_into_a_year_not_announced_is_provisional(calendar):
    assert three_months(date(2026, 11, 23), calendar).is_provisional
    assert not three_months(date(2026, 9, 23), calendar).is_provisional


dates = st.dates(date(2021, 1, 1), date(2090, 12, 31))


@given(dates, st.integers(1, 24), st.sampled_from(["day", "workday", "month"]))
def test_a_deadline_is_after_its_start_and_never_on_a_day_off(start, amount, unit):
    due = deadline(start, Period(amount, unit, LAW), PLAIN)
    assert due.due_on > start
    assert due.due_on >= due.nominal
    assert PLAIN.is_workday(due.due_on)
    assert due.is_provisional


@given(dates, st.integers(1, 24), st.sampled_from(["day", "workday", "month"]))
def test_a_stored_deadline_comes_back_whole_whatever_else_stands_beside_it(start, amount, unit):
    due = deadline(start, Period(amount, unit, LAW), PLAIN)
    assert Deadline.from_json(due.as_json() | {"remark": "x"}) == due


@given(dates, st.integers(1, 60))
def test_n_working_days_hold_exactly_n_working_days(start, count):
    due = deadline(start, Period(count, "workday", LAW), PLAIN).due_on
    passed = [start + timedelta(days=n) for n in range(1, (due - start).days + 1)]
    assert sum(PLAIN.is_workday(day) for day in passed) == count


@given(dates, dates, st.integers(1, 24))
def test_who_starts_later_is_never_due_earlier(one, other, months):
    period = Period(months, "month", LAW)
    first, second = sorted((one, other))
    assert deadline(first, period, PLAIN).due_on <= deadline(second, period, PLAIN).due_on
