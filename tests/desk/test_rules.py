"""The quarter, and the figures in one sentence."""

from datetime import date

import pytest

from desk.rules import (
    quarter_of,
    say_in_time,
    say_late,
    say_next,
    say_promises,
    say_satisfaction,
    say_solved,
    share_of,
)


@pytest.mark.parametrize(
    ("today", "first", "last"),
    [
        (date(2026, 10, 1), date(2026, 10, 1), date(2026, 12, 31)),
        (date(2026, 12, 31), date(2026, 10, 1), date(2026, 12, 31)),
        (date(2027, 1, 1), date(2027, 1, 1), date(2027, 3, 31)),
        (date(2028, 2, 29), date(2028, 1, 1), date(2028, 3, 31)),
        (date(2026, 6, 30), date(2026, 4, 1), date(2026, 6, 30)),
    ],
)
def test_a_quarter_runs_from_its_first_to_its_last_day(today, first, last):
    assert quarter_of(today) == (first, last)


def test_what_is_overdue_is_said_with_the_unit_that_has_most():
    assert say_late([]) == "没有超期没答复的建议。"
    assert say_late([("住建办", 1)]) == "现在有 1 件建议超期，属住建办。"
    assert say_late([("住建办", 2)]) == "现在有 2 件建议超期，都属住建办。"
    assert say_late([("住建办", 2), ("水务站", 1)]) == "现在有 3 件建议超期，2 件属住建办。"


def test_what_comes_due_is_said():
    assert say_next(0) == "30 天内没有到期的。"
    assert say_next(8) == "30 天内还有 8 件到期。"


def test_answered_in_time_is_said_with_its_base_and_the_worst_unit():
    assert say_in_time([("水务站", 3, 0), ("电站", 1, 0)]) == "4 件都按时答复。"
    assert say_in_time([("住建办", 8, 3), ("水务站", 6, 0)]) == (
        "17 件里 14 件按时；住建办 11 件里有 3 件没按时。"
    )


def test_the_years_are_compared_as_counts_and_shares():
    assert say_solved([14, 10, 5, 2], [15, 12, 8, 3]) == (
        "今年答复 31 件，A 类解决了 14 件，占 45%；去年答复 38 件，A 类解决了 15 件，占 39%。"
    )
    assert say_solved([1, 0, 0, 0], [0, 0, 0, 0]).endswith("；去年没有答复过。")
    assert say_solved([0, 0, 0, 0], [0, 1, 0, 0]) == (
        "今年还没有答复；去年答复 1 件，A 类解决了 0 件，占 0%。"
    )


def test_half_a_percent_is_rounded_up():
    assert [share_of(*pair) for pair in ((1, 8), (1, 200), (0, 3), (3, 3))] == [
        "13%", "1%", "0%", "100%",
    ]  # fmt: skip


def test_promises_are_counted_with_what_became_of_them():
    nothing = {"kept": 0, "late": 0, "broken": 0, "overdue": 0}
    assert say_promises(7, **nothing) == "本季度有 7 项承诺到期，都还没到日子。"
    assert say_promises(7, **{**nothing, "kept": 3, "overdue": 1}) == (
        "本季度有 7 项承诺到期：3 项按期兑现，1 项超期还没办完。"
    )


def test_satisfaction_never_goes_without_its_base():
    assert say_satisfaction((62, 66), (52, 66)) == (
        "办理过程满意和基本满意的 62 份，共评价 66 份；"
        "办理结果满意和基本满意的 52 份，共评价 66 份。"
    )
