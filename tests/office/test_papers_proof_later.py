"""What a second hand's faults taught the gates: posts of another body, sums in a sentence, headings
in figures, a title of last year."""

from dataclasses import replace
from datetime import date

import pytest

from tests.office.proofing import FACTS, FORMER, found, said
from township_npc.office.papers.proof import Person, accept

STATIONS = (
    *FACTS.people,
    Person("余秋香", ("镇供电所所长",)),
    Person("姜茂林", ("镇派出所所长",)),
)
VOTES = (
    "发出测评票60张，收回60张，有效票60张。派出所满意48票、基本满意{}票、不满意2票；"
    "供电所满意45票、基本满意12票、不满意3票。"
)


def test_the_post_of_another_body_is_seen_and_put_right():
    text = "请镇派出所所长余秋香同志作汇报。"
    [finding] = found(text, "post_wrong", people=STATIONS)
    assert (finding.quoted, finding.suggestion) == ("镇派出所所长", "镇供电所所长")
    assert accept(text, finding) == "请镇供电所所长余秋香同志作汇报。"


def test_for_one_who_left_the_holder_of_that_very_post_is_offered():
    people = (Person("胡金莲", ("西河村妇联主席",)), Person("陈国华", ("人大主席",)))
    assert said("主持人：涂伟民", "person_left", people=people) == [("涂伟民", "陈国华")]


@pytest.mark.parametrize(
    "text", ["镇供电所所长余秋香", "所长余秋香", "镇派出所所长姜茂林、供电所所长余秋香", "何平"]
)
def test_ones_own_post_and_a_bare_one_say_nothing(text):
    assert said(text, "post_wrong", people=STATIONS) == []


@pytest.mark.parametrize(("votes", "faults"), [(10, 0), (12, 1)])
def test_of_several_votes_in_one_paragraph_each_adds_up_by_itself(votes, faults):
    sums = found(VOTES.format(votes), "figure_sum")
    assert len(sums) == faults
    assert all(one.quoted == "48票、基本满意12票、不满意2" for one in sums)


def test_with_two_totals_in_the_paragraph_no_sum_is_guessed():
    text = "甲有效票64张。乙有效票60张。赞成50票、反对1票、弃权1票。收回票65张。"
    assert said(text, "figure_sum") == []


@pytest.mark.parametrize(("part", "faults"), [(30, 0), (31, 1)])
def test_a_part_is_no_more_than_the_whole_it_is_of(part, faults):
    text = f"抽查的30户农户中，有{part}户不知道。"
    assert len(said(text, "figure_sum")) == faults


@pytest.mark.parametrize(
    ("day", "expected"), [("1月12日", [("1月12日", "")]), ("1月14日", []), ("1月15日", [])]
)
def test_the_meetings_day_is_that_of_its_opening_whatever_other_days_there_are(day, expected):
    dates = {**FACTS.dates, "成文日期": date(2026, 1, 5), "代表报到": date(2026, 1, 14)}
    text = f"{day}召开镇第十九届人民代表大会第七次会议。"
    assert said(text, "date_other", dates=dates) == expected


@pytest.mark.parametrize(("waiting", "faults"), [(2, 0), (3, 1)])
def test_what_is_done_and_what_is_not_make_all_proposals(waiting, faults):
    text = f"共整理代表建议27件，目前已办结25件，正在办理{waiting}件。"
    assert len(said(text, "figure_sum")) == faults


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1．开会\n2．评议\n4．督办", [("4", "3")]),
        ("1、开会\n2、评议\n3、督办", []),
        ("一、工作\n1．开会\n2．评议\n二、打算\n1．培训\n2．走访", []),
        ("（一）工作\n1．开会\n（二）打算\n2．走访", []),
        ("经过：\n3.6万人参保", []),
    ],
)
def test_headings_in_figures_count_on(text, expected):
    assert said(text, "heading_order") == expected


def test_the_title_of_last_year_over_a_text_of_this_year_is_seen():
    text = "清溪镇人大办公室{}年工作总结\n2026年，办公室做了工作。"
    assert said(text.format(2025), "stale_year", former=None) == [("2025", "2026")]
    assert said(text.format(2026), "stale_year", former=None) == []
    last = "清溪镇人大办公室2025年工作总结\n2025年，办公室做了工作。"
    assert said(last, "stale_year", former=None) == []


def test_the_older_day_of_an_event_is_seen_where_the_event_is_named():
    former = replace(FORMER, dates={"视察": date(2025, 9, 11)})
    at_hand = {"dates": {"视察": date(2026, 9, 8)}, "former": former}
    assert said("2026年9月11日，组织代表视察医保窗口。", "stale_date", **at_hand) == [
        ("2026年9月11日", "2026年9月8日")
    ]
    assert said("2026年9月11日，举行培训。", "stale_date", **at_hand) == []


def test_a_number_of_deputies_present_at_the_older_meeting_is_asked_about():
    former = replace(FORMER, figures={"实到代表": 66})
    [finding] = found("组织66名代表视察。", "stale_figure", former=former)
    assert (finding.quoted, finding.suggestion, finding.sure) == ("66", "65", False)


def test_the_full_name_of_a_meeting_has_its_di():
    text = "清溪镇第十九届人民代表大会七次会议"
    [finding] = found(text, "term")
    assert accept(text, finding) == "清溪镇第十九届人民代表大会第七次会议"
    assert said("清溪镇十九届人大七次会议", "term") == []


def test_a_deputy_head_of_a_township_in_the_paper_of_a_town_is_seen():
    assert said("听取了副乡长的汇报", "town_kind") == [("乡", "镇")]


def test_a_half_width_bracket_is_one_slip_and_still_half_of_a_pair():
    assert said("(一）要及时。", "mark_pair") == []
    assert [code.code for code in found("(一）要及时。")] == ["mark_width"]
    assert len(said("（一要及时。", "mark_pair")) == 1
