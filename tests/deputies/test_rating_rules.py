"""What rule says about 评价, 重新办理 and 承诺."""

from datetime import date

import pytest

from deputies.choices import PromiseState as P
from deputies.rules.clocks import feedback_period, redo_period
from deputies.rules.promises import is_carried_over, promise_standing, suggested_outcome
from deputies.rules.ratings import (
    THIRD_ROUND,
    WHO_SEES,
    is_unsatisfied,
    quoted,
    share,
    shown_to_unit,
)
from township_npc.office.choices import PeriodUnit
from township_npc.office.rulebook import effective
from township_npc.office.rules import Period, Standing

DAY = date(2026, 11, 15)


def test_no_national_law_says_how_long_feedback_and_second_handling_take():
    assert feedback_period().source == redo_period().source == "建议值（无法定依据）"
    assert redo_period() == Period(1, PeriodUnit.MONTH, "建议值（无法定依据）")


def test_an_office_with_its_own_rule_is_counted_by_it():
    assert redo_period(effective("demo")).source == "本会《建议办理办法（示例）》第十二条"


@pytest.mark.parametrize(
    ("process", "result", "unsatisfied"),
    [
        ("satisfied", "satisfied", False),
        ("mostly", "mostly", False),
        ("unsatisfied", "satisfied", True),
        ("satisfied", "unsatisfied", True),
    ],
)
def test_unsatisfied_is_who_is_so_with_the_handling_or_with_the_result(
    process, result, unsatisfied
):
    assert is_unsatisfied(process, result) is unsatisfied


@pytest.mark.parametrize(
    ("rated", "shown"), [(0, 0), (2, 0), (3, 3), (4, 3), (5, 3), (6, 6), (7, 6)]
)
def test_a_unit_reads_whole_groups_of_three(rated, shown):
    assert shown_to_unit(rated) == shown


def test_a_rate_has_its_count_and_its_base():
    assert [share(12, 20), share(0, 3), share(3, 3), share(0, 0)] == [
        "60%（12/20）",
        "0%（0/3）",
        "100%（3/3）",
        "—",
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("请装减速带。", ""),
        ("代表说：减速带没有装，车还是快。", "减速带没有装，车还是快。"),
        ("减速带没有 装，车还是\n快。", "减速带没有装，车还是快。"),
    ],
)
def test_the_deputys_own_sentence_is_found_in_a_notice(text, found):
    assert quoted(text, ["减速带没有装，车还是快。"]) == found


def test_seven_characters_are_anybodys_words_and_eight_a_quotation():
    assert quoted("请补：一二三四五六七。", ["一二三四五六七"]) == ""
    assert quoted("请补：一二三四五六七八。", ["一二三四五六七八"]) == "一二三四五六七八"


def test_what_stands_beside_the_button_and_over_a_third_round():
    assert WHO_SEES == (
        "人大办和主席看得到您的评价；承办单位看不到，只看得到三件以上办结建议的合计。"
    )
    assert "河南的规定是组织有关单位和专家评估" in THIRD_ROUND
    assert "重庆的规定是召集有关代表和承办单位研究" in THIRD_ROUND


@pytest.mark.parametrize(
    ("done_on", "outcome"),
    [(date(2026, 11, 15), P.KEPT), (date(2026, 11, 16), P.LATE), (None, P.BROKEN)],
)
def test_a_promise_is_kept_to_the_end_of_its_day(done_on, outcome):
    assert suggested_outcome(DAY, done_on) == outcome


def test_a_promise_stands_by_its_day_and_once_settled_by_what_became_of_it():
    def standing(state, today=DAY, done_on=None):
        return promise_standing(state, DAY, today=today, done_on=done_on)

    assert standing(P.OPEN, date(2026, 11, 3)).text == "还剩 12 天"
    assert standing(P.OPEN).text == "今天到期"
    assert standing(P.OPEN, date(2026, 11, 16)) == Standing("超期 1 天", "is-late", "warn")
    assert standing(P.KEPT, done_on=DAY).text == "按期兑现"
    assert standing(P.LATE, done_on=date(2026, 11, 23)).text == "晚 8 天兑现"
    assert standing(P.BROKEN).text == "没有兑现"


def test_a_promise_of_an_earlier_year_was_carried_over():
    assert is_carried_over(date(2026, 12, 31), 2027)
    assert not is_carried_over(date(2027, 1, 1), 2027)
