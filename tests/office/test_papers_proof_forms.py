"""行文关: the 文号, dates as they are written, the parts of a paper, the order of its headings."""

import pytest

from tests.office.proofing import found, said


@pytest.mark.parametrize(
    "written",
    [
        "[2026]1号",
        "【2026】1号",
        "（2026）1号",
        "〔26〕1号",
        "〔2026〕第1号",
        "〔2026〕01号",
        "〔2026〕 1 号",
    ],
)
def test_a_number_in_any_other_form_is_put_right(written):
    assert said(f"清人发{written}", "number_form") == [(written, "〔2026〕1号")]


def test_a_number_in_the_right_form_is_left_alone():
    assert found("清人发〔2026〕1号") == []


def test_a_number_of_a_court_is_no_number_of_a_paper():
    assert found("依据（2024）赣01民初12号判决。", "number_form") == []


def test_the_papers_own_number_bears_the_year_it_was_signed_in():
    paper = "清人发〔{}〕1号\n\n关于报送材料的通知\n\n　　　　2026年1月4日"
    assert said(paper.format(2025), "number_year") == [("2025", "2026")]
    assert found(paper.format(2026)) == []


def test_a_paper_of_the_last_december_bears_that_years_number():
    paper = "清人发〔2025〕9号\n\n关于报送材料的通知\n\n　　　　2025年{}月20日"
    assert found(paper.format(12)) == []
    assert found(paper.format(11)) == []
    assert said(paper.format(10), "stale_year") == [("2025", "2026")]


def test_a_number_that_is_quoted_may_be_an_older_one():
    assert found("按照县人大常委会《通知》（云人发〔2025〕3号）的要求，认真办理。") == []


def test_the_number_of_the_older_paper_is_known():
    codes = {one.code for one in found("清人发〔2025〕2号")}
    assert codes == {"number_year", "number_former"}
    assert "number_former" not in {one.code for one in found("清人发〔2025〕3号")}


def test_one_wrong_character_in_the_series_is_seen_and_another_body_has_its_own():
    assert said("清入发〔2026〕1号", "number_series") == [("清入发", "清人发")]
    assert found("清府发〔2026〕1号", "number_series", series=("清人发",)) != []
    assert found("清府函〔2026〕1号", "number_series") == []


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("2026年01月05日", "2026年1月5日"),
        ("2026年1月5号", "2026年1月5日"),
        ("2026-01-05", "2026年1月5日"),
        ("2026.1.5", "2026年1月5日"),
        ("二〇二六年一月五日", "2026年1月5日"),
        ("二○二六年一月五日", "2026年1月5日"),
    ],
)
def test_a_date_in_another_form_is_put_right(written, right):
    assert said(f"会议于{written}召开。", "date_form") == [(written, right)]


@pytest.mark.parametrize(
    "written", ["2026年1月5日", "1月5日", "2026 年 1 月 5 日", "每年六月三十日"]
)
def test_a_date_in_the_right_form_and_a_day_of_every_year_are_left_alone(written):
    assert found(f"{written}前报送。") == []


def test_a_year_of_two_digits_is_written_out():
    assert said("26年1月5日前报送。", "date_form") == [("26", "2026")]


@pytest.mark.parametrize(
    ("day", "exists"), [("2月28日", True), ("2月29日", False), ("2月30日", False)]
)
def test_a_day_that_does_not_exist_is_named(day, exists):
    assert (found(f"请于2026年{day}前报送。", "date_impossible") == []) is exists


NOTICE = """关于召开会议的通知

各村（居）委会：
　　现将有关事项通知如下：请按时参加。

　　　　　　清溪镇人民代表大会主席团
　　　　　　　　2026年1月4日
"""


@pytest.mark.parametrize(
    ("without", "missing"),
    [
        ("各村（居）委会：\n", "主送机关"),
        ("　　　　　　清溪镇人民代表大会主席团\n", "署名"),
        ("　　　　　　　　2026年1月4日\n", "成文日期"),
    ],
)
def test_a_notice_without_one_of_its_parts_is_told_which(without, missing):
    assert found(NOTICE, kind="通知") == []
    [finding] = found(NOTICE.replace(without, ""), kind="通知")
    assert (finding.code, finding.quoted) == ("part_missing", "")
    assert missing in finding.what


def test_parts_are_only_asked_for_when_the_facts_name_the_kind():
    assert found("关于召开会议的通知") == []


def test_a_resolution_has_its_note_under_the_title():
    title = "关于政府工作报告的决议\n"
    note = "（2026年1月16日清溪镇第十九届人民代表大会第七次会议通过）\n"
    body = "　　会议决定批准这个报告。\n"
    assert found(title + note + body, kind="决议") == []
    assert [one.code for one in found(title + body, kind="决议")] == ["part_missing"]


def test_a_heading_left_out_is_seen_and_a_new_first_one_begins_anew():
    assert said("一、甲\n三、乙\n", "heading_order") == [("三", "二")]
    assert found("一、甲\n（一）子\n（二）丑\n二、乙\n（一）寅\n一、丙\n", "heading_order") == []


def test_an_article_left_out_is_seen():
    assert said("第一条 甲。\n第三条 乙。\n", "heading_order") == [("三", "二")]


def test_a_paper_that_speaks_of_an_attachment_names_it():
    assert [one.code for one in found("名单见附件。")] == ["attachment_missing"]
    assert found("名单见附件。\n　　附件：名单\n") == []


def test_an_attachments_name_ends_without_a_mark_and_the_copies_with_one():
    assert said("附件：名单。", "attachment_form") == [("。", "")]
    assert [one.code for one in found("抄送：县人大常委会办公室")] == ["copy_form"]
    assert found("附件：名单\n抄送：县人大常委会办公室。") == []
