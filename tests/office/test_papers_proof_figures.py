"""文字关: figures of the same thing, in one paper and across a set; sums."""

import pytest

from tests.office.proofing import FACTS, found, said
from township_npc.office.papers.proof import ProofFacts, unequal_figures


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("应到代表70名", [("70", "71")]),
        ("应到代表71名", []),
        ("代表总数为七十名", [("七十", "71")]),
        ("全体代表７０名", [("７０", "71")]),
        ("实到代表66人", [("66", "65")]),
        ("66名代表出席会议", [("66", "65")]),
        ("出席会议的代表有64名", [("64", "65")]),
        ("主席团成员应到9名，实到8名", []),
        ("去年实到代表66名", []),
        ("一、2025年工作回顾\n全体代表70名参加培训", []),
        ("至少应有代表一人", []),
        ("我共提出建议7件", []),
    ],
)
def test_a_figure_is_that_of_the_facts(text, expected):
    assert said(text, "figure") == expected


def test_a_figure_of_the_older_paper_is_called_so():
    [finding] = found("应到代表70名")
    assert "旧文" in finding.what
    [finding] = found("大会共收到代表建议43件")
    assert (finding.code, finding.sure) == ("stale_figure", False)
    [finding] = found("组织70名代表学习")
    assert (finding.code, finding.suggestion, finding.sure) == ("stale_figure", "71", False)


@pytest.mark.parametrize(
    "name", ["代表总数", "应到", "应到人数", "代表人数", "deputies", "Total", "N"]
)
def test_a_figure_may_be_called_by_its_other_names(name):
    assert said("应到代表70名", "figure", figures={name: 71}) == [("70", "71")]


def test_any_name_in_the_facts_is_looked_for():
    facts = {"民生实事": 8, "财政总收入": 6420}
    assert said("票决8件民生实事，完成财政总收入6,420万元", "figure", figures=facts) == []
    assert said("票决9件民生实事，完成财政总收入6,240万元", "figure", figures=facts) == [
        ("9", "8"),
        ("6,240", "6420"),
    ]
    assert found("财政总收入6420.5万元", "figure", figures=facts) == []


def test_one_paper_does_not_contradict_itself():
    quiet = {"figures": {}, "former": None}
    assert said("应到代表71名。\n全体代表72名。", "figure_unequal", **quiet) == [("72", "71")]
    assert found("赞成62票，反对1票。\n赞成60票，反对3票。", **quiet) == []


@pytest.mark.parametrize(
    ("text", "adds_up"),
    [
        ("应到代表71名，请假6名，实到代表65名。", True),
        ("应到代表71名，请假5名，实到代表65名。", False),
        ("收回选票65张，其中有效票64张，无效票1张。", True),
        ("收回选票65张，其中有效票64张，无效票2张。", False),
        ("有效票64张，赞成62票，反对1票，弃权1票。", True),
        ("有效票64张，赞成62票，反对2票，弃权1票。", False),
        ("有效票64张，赞成61票，反对1票，弃权1票，另选他人1票。", True),
        ("收回52张，满意37票，基本满意11票，不满意4票。", True),
        ("收回52张，满意37票，基本满意12票，不满意4票。", False),
        ("发出选票65张，收回选票65张。", True),
        ("发出选票65张，收回选票66张。", False),
    ],
)
def test_figures_add_up(text, adds_up):
    assert (found(text, "figure_sum") == []) is adds_up


def test_a_sum_that_fails_is_shown_with_its_arithmetic():
    [finding] = found("收回52张，满意37票，基本满意12票，不满意4票。", "figure_sum")
    assert finding.quoted == "52张，满意37票，基本满意12票，不满意4"
    assert finding.what == "满意票 37 + 基本满意票 12 + 不满意票 4 = 53，和收回票 52 对不上"


def test_two_votes_in_one_paper_are_not_added_together():
    text = "甲：赞成62票，反对1票，弃权2票。\n乙：赞成60票，反对3票，弃权2票。\n有效票65张。"
    assert found(text) == []


SET = [("通知", "应到代表71名。"), ("主持词", "应到代表71名。"), ("决议", "应到代表70名。")]


def test_in_a_set_the_paper_that_differs_is_named():
    [(title, finding)] = unequal_figures(SET, ProofFacts())
    assert (title, finding.quoted, finding.suggestion) == ("决议", "70", "71")
    assert "通知" in finding.what


def test_in_a_set_the_facts_decide_over_the_majority():
    found_in = unequal_figures(SET, ProofFacts(figures={"代表总数": 70}))
    assert [title for title, _ in found_in] == ["通知", "主持词"]


def test_a_set_that_agrees_has_nothing_to_say():
    assert unequal_figures(SET[:2], FACTS) == []
    assert unequal_figures([], FACTS) == []
