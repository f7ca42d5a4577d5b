"""What law and rule say about 建议."""

from datetime import date

import pytest

from deputies.choices import ProposalState as S
from deputies.rules.proposals import (
    ESSENCE,
    NEXT_STATES,
    STANDING,
    UNFIT,
    contact_is_missing,
    handover_counts_from,
    handover_period,
    number_label,
    occasion_on,
    reply_period,
    said_to_deputy,
)
from township_npc.office.choices import PeriodUnit
from township_npc.office.rulebook import effective
from township_npc.office.rules import Period, Standing

OPENS, ENDS = date(2026, 6, 11), date(2026, 6, 12)


def test_a_reply_is_due_in_three_months_and_a_complex_one_in_six():
    source = "《代表法》第五十一条第二款"
    assert reply_period(False) == Period(3, PeriodUnit.MONTH, source)
    assert reply_period(True) == Period(6, PeriodUnit.MONTH, source)


def test_a_province_with_shorter_periods_has_its_own():
    rules = effective("chongqing")
    assert (reply_period(False, rules).amount, reply_period(True, rules).amount) == (2, 4)


def test_no_law_says_by_when_to_hand_over():
    assert handover_period() == Period(10, PeriodUnit.DAY, "建议值（无法定依据）")


def test_handing_over_counts_from_the_end_of_the_meeting_or_from_the_day_itself():
    assert handover_counts_from(date(2026, 6, 11), ENDS) == ENDS
    assert handover_counts_from(date(2026, 7, 1), None) == date(2026, 7, 1)


@pytest.mark.parametrize(
    ("on", "occasion"),
    [
        (date(2026, 6, 10), "in_recess"),
        (OPENS, "in_session"),
        (ENDS, "in_session"),
        (date(2026, 6, 13), "in_recess"),
    ],
)
def test_the_first_and_the_last_day_of_the_meeting_belong_to_it(on, occasion):
    assert occasion_on(on, OPENS, ENDS) == occasion


def test_a_number_is_called_by_meeting_category_and_number():
    assert number_label(19, 6, "building", 18) == "十九届六次 城乡建设类 第 18 号"


@pytest.mark.parametrize(
    ("dates", "missing"),
    [
        ([], True),
        ([date(2026, 6, 15)], True),
        ([date(2026, 6, 16)], False),
        ([date(2026, 6, 15), date(2026, 6, 17)], False),
    ],
)
def test_only_a_contact_since_the_assignment_counts(dates, missing):
    assert contact_is_missing(dates, assigned_on=date(2026, 6, 16)) is missing


def test_every_state_has_its_moves_and_its_words():
    assert set(NEXT_STATES) == set(STANDING) == set(S.values)
    assert NEXT_STATES[S.CLOSED] == frozenset({S.ASSIGNED})  # 重新办理


def test_classes_b_c_and_d_have_something_to_say_and_six_kinds_are_no_proposals():
    assert list(ESSENCE) == ["B", "C", "D"]
    assert len(UNFIT) == 6


def test_a_deputy_reads_lateness_from_the_day_after_the_deadline():
    due = date(2026, 9, 16)
    assert said_to_deputy(S.SIGNED, due, today=due) == Standing("办理中")
    late = Standing("超期没答复", "is-late", "warn")
    assert said_to_deputy(S.SIGNED, due, today=date(2026, 9, 17)) == late
    answered = Standing("已答复", "is-ok", "ok")
    assert said_to_deputy(S.REPLIED, due, today=date(2026, 9, 17)) == answered
