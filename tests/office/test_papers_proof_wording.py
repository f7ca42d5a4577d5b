"""Terms, characters, punctuation, leftovers; and what every finding promises."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.office.proofing import FACTS, found, said
from township_npc.office.papers import proof
from township_npc.office.papers.proof import (
    GATES,
    Finding,
    ProofFacts,
    accept,
    check_sheet,
    default_lists,
    place_of,
    proofread,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("清溪镇人大常委会", [("常委会", "主席团")]),
        ("清溪镇人民代表大会常务委员会", [("常务委员会", "主席团")]),
        ("镇人大及其常委会", [("常委会", "主席团")]),
        ("县人大常委会", []),
        ("镇人大主任陈国华", [("主任", "主席")]),
        ("镇人大办公室主任", []),
        ("镇人大副主任", [("副主任", "副主席")]),
        ("镇人大主席团主席", [("主席团主席", "主席")]),
        ("大会主席团常务主席", []),
        ("人大代表大会", [("人大代表大会", "人民代表大会")]),
        ("镇人民法院", [("人民法院", "")]),
        ("清溪镇派出法庭", []),
        ("以到会代表过半数通过", [("到会代表过半数", "全体代表的过半数")]),
        ("以全体代表的过半数通过", []),
        ("任命刘志远为清溪镇人民政府镇长", [("任命", "选举")]),
        ("县委任命王某为副县长", []),
        ("人民代表大会", []),
        ("人民代表李某", [("人民代表", "人大代表")]),
    ],
)
def test_terms_of_institutions(text, expected):
    assert said(text, "term") == expected


def test_an_old_name_is_wrong_from_its_year_on():
    assert said("小蓝工商分局", "term") == [("工商分局", "市场监督管理局")]
    assert found("小蓝工商分局", year=2018, former=None) == []
    assert said("小蓝工商分局", "term", year=2019, former=None) != []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("执法检察", [("执法检察", "执法检查")]),
        ("侯选人", [("侯选", "候选")]),
        ("第十九界人大", [("界", "届")]),
        ("截止2026年1月底，已全部办结", [("截止", "截至")]),
        ("议案截止时间为下午5时", []),
        ("我们的的工作", [("的的", "的")]),
        ("目的的实现，标的的损失", []),
        ("正规化建设，会议按照议程进行", []),
        ("上午14:30开会", [("上午", "下午")]),
        ("上午9:30开会", []),
    ],
)
def test_characters_often_written_wrong(text, expected):
    assert said(text, "typo") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("审议,通过", [(",", "，")]),
        ("出席(列席)", [("(", "（"), (")", "）")]),
        ("完成.", [(".", "。")]),
        ("他说:好", [(":", "：")]),
        ('"两会"', [('"', "“"), ('"', "”")]),
        ("等等...", [("...", "……")]),
        ("2:30至5:00，1,836名，18.6亿元，95.3%", []),
        ("1. 听取报告", []),
        ("ISO9001(2015)", []),
    ],
)
def test_punctuation_is_full_width(text, expected):
    assert said(text, "mark_width") == expected


@pytest.mark.parametrize(
    "text", ["《代表法", "（第一次", "“两会", "代表法》", "第一次）", "（《代表法）"]
)
def test_brackets_come_in_pairs(text):
    assert [one.code for one in found(text)] == ["mark_pair"]


@pytest.mark.parametrize(
    "text", ["1）听取报告", "（2026年\n通过）", "“‘两会’”", "《关于〈代表法〉的说明》"]
)
def test_pairs_may_be_nested_broken_over_lines_and_number_a_point(text):
    assert found(text) == []


def test_marks_are_not_doubled():
    assert said("完成。。", "mark_double") == [("。。", "。")]
    assert said("完成，。", "mark_double") == [("，。", "。")]
    assert found("真的吗？！……", "mark_double") == []


def test_what_a_template_leaves_open_is_seen():
    assert said("{镇}第××届人大", "placeholder") == [("{镇}", ""), ("××", "")]
    assert found("xx公司", "placeholder") == []


def test_a_paragraph_pasted_twice_is_seen():
    long = "镇人大主席团要紧紧围绕全镇工作大局，依法做好对镇人民政府的法律监督和工作监督工作。"
    [finding] = found(f"{long}\n第二段\n{long}\n")
    assert (finding.code, place_of(f"{long}\n第二段\n{long}\n", finding)) == ("repeated", (3, 1))
    assert found("现在进行表决。\n现在进行表决。\n") == []


def test_a_finding_says_where_it_is():
    text = "第一行\n　　镇人大常委会开会。\n"
    [finding] = found(text)
    assert place_of(text, finding) == (2, 6)
    assert accept(text, finding) == "第一行\n　　镇人大主席团开会。\n"


def test_without_a_suggestion_nothing_is_changed():
    text = "请于2026年2月30日前报送。"
    [finding] = found(text, "date_impossible")
    assert accept(text, finding) == text


def test_an_empty_text_and_no_facts_have_nothing_to_say():
    assert proofread("", ProofFacts()) == []
    assert proofread("　　各位代表：\n", ProofFacts()) == []


PIECES = st.sampled_from(
    [
        "清溪镇", "第十九届", "人民代表大会", "第五次会议", "2025年1月9日", "1月15日",
        "（星期五）", "《农产品质量法》", "《", "应到代表70名", "实到66人", "周莉萍", "陈国华",
        "主席", "镇人大常委会", "，", "。", "\n", "一、", "三、", " ", "　", "清人发[2025]01号",
        "至16日", "２０２５年", "工作安排", "2026年2月30日", "通过）", "(", "\r\n", "𠮷",
        "赞成62票", "反对1票", "弃权1票", "有效票60张",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=40).map("".join), st.sampled_from(["", "通知", "工作报告"]))
def test_every_finding_points_at_its_words_whatever_the_text(text, kind):
    for finding in proofread(text, replace(FACTS, kind=kind)):
        assert text[finding.start : finding.end] == finding.quoted
        assert 0 <= finding.start <= finding.end <= len(text)
        assert finding.gate in GATES and finding.what and "\n" not in finding.what
        assert finding.suggestion != finding.quoted or not finding.quoted


@given(st.text(max_size=200))
def test_no_text_is_too_strange(text):
    assert all(isinstance(finding, Finding) for finding in proofread(text, FACTS))


def test_the_check_sheet_says_what_the_program_answers_itself():
    sheet = check_sheet("通知")
    assert [item.gate for item in sheet] == sorted((item.gate for item in sheet), key=GATES.index)
    assert {item.is_answered for item in sheet} == {True, False}
    [weekday] = [item for item in sheet if "weekday" in item.codes]
    findings = found("1月15日（星期五）开会,")
    assert [one.code for one in weekday.concerns(findings)] == ["weekday"]


def test_a_request_has_an_item_of_its_own():
    assert len(check_sheet("请示")) > len(check_sheet("决议"))


def test_every_kind_of_finding_is_answered_by_an_item_of_the_sheet():
    kinds = {kind["name"] for kind in default_lists().kinds["kind"]}
    codes = {code for kind in ("", *kinds) for item in check_sheet(kind) for code in item.codes}
    assert codes == set(_codes_in_the_source())


def _codes_in_the_source():
    for file in Path(proof.__file__).parent.glob("*.py"):
        source = file.read_text(encoding="utf-8")
        yield from re.findall(r'(?:FORM|POLICY|WORDING),\s*"([a-z_]+)"', source)
        yield from re.findall(r'_finding\(\s*check(?:s\[title\])?, "([a-z_]+)"', source)
