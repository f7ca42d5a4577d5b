"""文字关: weekdays, and the years and days an older paper left behind."""

import pytest

from tests.office.proofing import found, said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026年1月15日（星期四）召开。", []),
        ("2026年1月15日（星期三）召开。", [("三", "四")]),
        ("1月15日（周五）召开。", [("五", "四")]),
        ("1月15日 星期五 召开。", [("五", "四")]),
        ("星期五（1月15日）召开。", [("五", "四")]),
        ("1月15日（星期四）至16日（星期五）", []),
        ("1月15日（星期四）至16日（星期六）", [("六", "五")]),
        ("1月15日至16日（星期四至星期五）", []),
        ("1月15日至16日（星期四、六）", [("六", "五")]),
        ("1月18日（星期天）", []),
        ("1月18日（星期六）", [("六", "日")]),
    ],
)
def test_a_weekday_belongs_to_its_date(text, expected):
    assert said(text, "weekday") == expected


def test_a_wrong_year_is_told_by_its_weekday():
    assert said("定于2025年1月15日（星期四）召开。", "stale_year") == [("2025", "2026")]


def test_in_december_a_january_without_a_year_is_the_next():
    text = "会议定于1月15日（星期四）召开。\n　　　　2025年12月20日"
    assert found(text, "weekday", year=2025, dates={}, former=None) == []


def test_a_range_does_not_end_before_it_begins():
    assert [one.code for one in found("会期为3月16日至15日。")] == ["date_order"]
    assert found("会期为3月15日至16日。") == []


@pytest.mark.parametrize(
    "text",
    [
        "会议定于2025年1月20日召开。",
        "请于2025年1月28日前报送。",
        "（2025年1月16日清溪镇第十九届人民代表大会第七次会议通过）",
        "会议于2025年1月15日召开。",
        "二、2025年工作安排",
        "票决2025年度民生实事候选项目。",
        "审查2025年财政预算草案。",
        "　　　　　　2025年1月4日",
    ],
)
def test_last_years_year_is_seen_where_the_time_to_come_is_meant(text):
    assert said(text, "stale_year", kind="议程") == [("2025", "2026")]


@pytest.mark.parametrize(
    "text",
    [
        "一、2025年工作回顾",
        "审查2025年财政预算执行情况和2026年财政预算草案的报告。",
        "2025年，镇人民政府认真执行大会决议。",
        "对2025年工作要点完成情况进行检查。",
        "与2025年相比，增长5%。",
        "2025年3月修改的《代表法》。",
        "自2025年以来，成效明显。",
        "会议原定于2025年12月20日召开。",
    ],
)
def test_last_year_may_be_spoken_of(text):
    assert found(text, "stale_year", kind="通知") == []


def test_a_report_on_the_year_gone_by_may_name_its_days():
    assert found("2025年7月10日，视察了圩镇改造。", kind="调研报告") == []


def test_the_older_papers_day_is_seen():
    assert said("（2026年1月9日上午）", "stale_date") == []
    note = "清溪镇第十九届人民代表大会第七次会议主持词\n（2026年1月9日上午）\n"
    assert said(note, "stale_date") == [("2026年1月9日", "2026年1月15日")]
    assert said("代表于1月9日报到。", "stale_date") == [("1月9日", "1月15日")]
    assert said("代表于1月15日报到。", "stale_date") == []


def test_a_day_beside_the_name_of_another_is_to_be_looked_at():
    [finding] = found("会议于1月18日闭幕。")
    assert (finding.code, finding.sure) == ("date_other", False)
    assert found("会议于1月16日闭幕。") == []


def test_the_day_under_a_title_that_names_the_meeting_is_a_day_of_the_facts():
    paper = "{}\n（2026年4月12日）\n　　各位代表：\n"
    meeting = "清溪镇第十九届人民代表大会第七次会议主持词"
    assert [one.code for one in found(paper.format(meeting))] == ["date_other"]
    assert found(paper.format("我的履职报告")) == []


def test_two_years_back_is_not_what_a_report_looks_back_on():
    text = "关于清溪镇{}年财政预算执行情况和2026年财政预算草案的报告"
    assert said(text.format(2024), "stale_year") == [("2024", "2025")]
    assert found(text.format(2025), "stale_year") == []


def test_what_is_long_ago_is_history():
    assert found("自2018年起施行。（1998年1月15日通过）", "stale_year") == []


def test_a_year_in_chinese_numerals_is_read_too():
    assert said("二〇二五年工作计划", "stale_year") == [("二〇二五", "2026")]


def test_without_a_year_in_the_facts_that_of_the_last_full_date_counts():
    text = "请于1月15日（星期{}）参加。\n　　　　2026年1月4日"
    quiet = {"year": None, "dates": {}, "former": None}
    assert found(text.format("四"), **quiet) == []
    assert said(text.format("五"), "weekday", **quiet) == [("五", "四")]


def test_another_township_left_from_a_template_is_seen():
    assert said("大塘镇人民代表大会主席团\n", "town_other") == [("大塘镇", "")]
    assert said("全乡人民团结一心。", "town_kind") == [("乡", "镇")]
    assert said("青溪镇人民政府", "name_near") == [("青溪镇", "清溪镇")]
    assert said("清溪乡人民政府", "name_near") == [("清溪乡", "清溪镇")]
    assert said("云领县水利局", "name_near", county="云岭县") == [("云领县", "云岭县")]
    assert found("云岭县水利局、云山县水利局", "name_near", county="云岭县") == []


@pytest.mark.parametrize(
    "text", ["经研究报镇人大。", "宣传镇人大工作。", "各乡镇人大主席", "乡、镇人大"]
)
def test_the_words_before_town_make_no_other_township(text):
    assert found(text) == []
