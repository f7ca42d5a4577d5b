"""The facts as JSON: both languages, dates and ordinals in any usual form, clear refusals."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from township_npc.office.papers.proof import Law, Person, ProofFacts, facts_from, unknown_keys
from township_npc.office.papers.proof.facts_json import KEYS

ENGLISH = {
    "town": "清溪镇",
    "term": 19,
    "session": 7,
    "year": 2026,
    "kind": "通知",
    "series": "清人发",
    "dates": {"开幕": "2026-01-15"},
    "people": [
        {"name": "陈国华", "posts": ["镇人大主席"]},
        {"name": "杨春生", "left": True},
        "周丽萍",
    ],
    "figures": {"代表总数": 71},
    "former": {"year": 2025, "session": 5, "numbers": ["清人发〔2025〕2号"]},
}
CHINESE = {
    "镇": "清溪镇",
    "届次": "第十九届第七次",
    "年份": "2026年",
    "文种": "通知",
    "机关代字": ["清人发"],
    "日期": {"开幕": "2026年1月15日"},
    "名册": [
        {"姓名": "陈国华", "职务": "镇人大主席"},
        {"姓名": "杨春生", "状态": "离任"},
        {"姓名": "周 丽 萍"},
    ],
    "数字": {"代表总数": "71名"},
    "上次": {"年份": 2025, "次": "五", "文号": "清人发〔2025〕2号"},
}


def test_english_and_chinese_keys_say_the_same():
    assert facts_from(ENGLISH) == facts_from(CHINESE)


def test_all_parts_are_read():
    facts = facts_from(ENGLISH)
    assert (facts.town, facts.term, facts.session, facts.year) == ("清溪镇", 19, 7, 2026)
    assert (facts.kind, facts.series) == ("通知", ("清人发",))
    assert dict(facts.dates) == {"开幕": date(2026, 1, 15)}
    assert facts.people == (
        Person("陈国华", ("镇人大主席",)),
        Person("杨春生", left=True),
        Person("周丽萍"),
    )
    assert dict(facts.figures) == {"代表总数": 71}
    assert facts.former == ProofFacts(year=2025, session=5, numbers=("清人发〔2025〕2号",))


def test_no_part_is_needed():
    assert facts_from({}) == ProofFacts()


@pytest.mark.parametrize("value", [19, "19", "十九", "第十九届", "第19届", 19.0])
def test_an_ordinal_may_be_written_in_any_way(value):
    assert facts_from({"term": value}).term == 19


@pytest.mark.parametrize(
    "value",
    [
        "2026-01-15",
        "2026年1月15日",
        "2026/1/15",
        "2026.1.15",
        "二〇二六年一月十五日",
        "2026-01-15T09:00",
    ],
)
def test_a_date_may_be_written_in_any_usual_form(value):
    assert facts_from({"dates": {"开幕": value}}).days == {date(2026, 1, 15)}


@pytest.mark.parametrize(
    "value",
    [
        {"会期": "2026年1月15日至16日"},
        {"会期": ["2026-01-15", "2026-01-16"]},
        ["2026-01-15", "2026-01-16"],
        [{"name": "开幕", "date": "2026-01-15"}, {"名称": "闭幕", "日期": "2026-01-16"}],
    ],
)
def test_several_days_may_be_given_in_several_ways(value):
    assert facts_from({"dates": value}).days == {date(2026, 1, 15), date(2026, 1, 16)}


@pytest.mark.parametrize(
    "value",
    [
        {"陈国华": "镇人大主席", "周丽萍": []},
        {"镇人大主席": "陈国华", "代表": ["周丽萍"]},
        {"陈国华": {"posts": ["镇人大主席"]}, "周丽萍": {}},
        [{"name": "陈国华", "post": "镇人大主席"}, {"name": "周丽萍"}],
    ],
)
def test_people_may_be_given_in_several_ways(value):
    people = facts_from({"people": value}).people
    assert [person.name for person in people] == ["陈国华", "周丽萍"]
    assert people[0].posts == ("镇人大主席",)


def test_a_list_of_names_may_be_one_line():
    names = [person.name for person in facts_from({"people": "陈国华、周丽萍 何平"}).people]
    assert names == ["陈国华", "周丽萍", "何平"]


def test_numbers_are_a_table_of_figures_or_a_list_of_document_numbers():
    assert dict(facts_from({"numbers": {"代表总数": 71}}).figures) == {"代表总数": 71}
    assert facts_from({"numbers": ["清人发〔2026〕1号"]}).numbers == ("清人发〔2026〕1号",)


def test_a_figure_with_a_fraction_is_passed_over():
    assert dict(facts_from({"figures": {"增长": 5.8, "代表总数": 71.0}}).figures) == {
        "代表总数": 71
    }


def test_the_year_follows_from_days_of_one_year():
    assert facts_from({"dates": ["2026-01-15"]}).year == 2026
    assert facts_from({"dates": ["2025-12-31", "2026-01-15"]}).year is None


def test_laws_are_titles_objects_or_pairs_of_old_and_new():
    expected = (Law("旧条例", state="已废止", replaced_by="新条例", source="随事实给出"),)
    assert facts_from({"laws": {"旧条例": "新条例"}}).laws == expected
    assert (
        facts_from({"laws": [{"title": "《旧条例》", "replaced_by": "《新条例》"}]}).laws
        == expected
    )
    assert facts_from({"法规": ["镇规"]}).laws == (Law("镇规", source="随事实给出"),)


def test_keys_that_are_not_known_are_named():
    assert unknown_keys({"town": "清溪镇", "届": 19, "天气": "晴"}) == ["天气"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ([], "花括号"),
        ({"term": "很多"}, "届"),
        ({"figures": {"代表总数": "若干"}}, "代表总数"),
        ({"dates": {"开幕": "下周"}}, "下周"),
        ({"dates": {"开幕": "2026-02-30"}}, "2026-02-30"),
        ({"people": [{"职务": "镇长"}]}, "姓名"),
        ({"laws": [{"state": "现行"}]}, "名称"),
        ({"former": {"term": "很多"}}, "届"),
        ({"former": "去年"}, "花括号"),
        ({"people": 71}, "名册"),
        ({"dates": 71}, "71"),
        ({"laws": 3}, "法律"),
    ],
)
def test_what_cannot_be_read_is_refused_with_one_chinese_sentence(data, words):
    with pytest.raises(ValidationError) as refusal:
        facts_from(data)
    [sentence] = refusal.value.messages
    assert words in sentence and sentence.endswith("。")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(list(KEYS)), JSON, max_size=5))
def test_whatever_the_json_holds_it_is_read_or_refused_with_a_sentence(data):
    try:
        assert isinstance(facts_from(data), ProofFacts)
    except ValidationError as refusal:
        assert len(refusal.messages) == 1
