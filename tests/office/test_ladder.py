"""When a to-do is told of: thirty, fifteen, seven days before, on the day, then each week."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import moment
from township_npc.office.ladder import NEW, is_due, is_quiet, step_on

DUE = date(2026, 12, 31)


@pytest.mark.parametrize(
    ("left", "step"),
    [
        (31, NEW), (30, 30), (16, 30), (15, 15), (8, 15), (7, 7), (1, 7), (0, 0),
        (-1, 0), (-6, 0), (-7, -7), (-13, -7), (-14, -14),
    ],
)  # fmt: skip
def test_each_day_stands_on_its_step_of_the_ladder(left, step):
    assert step_on(DUE - timedelta(days=left), DUE) == step


def test_without_a_due_day_there_is_one_step():
    assert step_on(date(2026, 1, 1), None) == step_on(date(2030, 1, 1), None) == NEW


@given(st.integers(-400, 400))
def test_steps_only_go_down_as_days_go_by(left):
    today = DUE - timedelta(days=left)
    assert step_on(today + timedelta(days=1), DUE) <= step_on(today, DUE)


def test_a_step_is_due_once_and_a_clock_set_back_asks_for_none_again():
    assert is_due(15, None)
    assert not is_due(15, 15)
    assert is_due(7, 15)
    assert not is_due(30, 7)


@pytest.mark.parametrize(
    ("hour", "minute", "quiet"),
    [(7, 59, True), (8, 0, False), (19, 59, False), (20, 0, True), (0, 0, True)],
)
def test_nobody_is_disturbed_between_eight_in_the_evening_and_eight_in_the_morning(
    hour, minute, quiet
):
    assert is_quiet(moment(2026, 6, 1, hour, minute)) is quiet
