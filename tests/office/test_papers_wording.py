"""Numbers, dates, lists and titles as GB/T 9704-2012 writes them."""

from datetime import date

import pytest

from township_npc.office.papers import wording
from township_npc.office.papers.lines import title_lines
from township_npc.office.papers.reckoned import mark_size, sign_margin

TOWN = "莲塘镇"


def test_the_days_of_a_meeting_say_once_what_they_share():
    first = date(2026, 12, 31)
    assert wording.date_range(first, first) == "2026年12月31日"
    assert wording.date_range(date(2026, 12, 30), first) == "2026年12月30日至31日"
    assert wording.date_range(date(2026, 11, 30), first) == "2026年11月30日至12月31日"
    assert wording.date_range(first, date(2027, 1, 1)) == "2026年12月31日至2027年1月1日"


def test_a_day_on_paper_is_read_back_and_nothing_else_is():
    assert wording.read_paper_date(wording.paper_date(date(2026, 1, 5))) == date(2026, 1, 5)
    assert wording.read_paper_date("{闭幕日期}") is None
    assert wording.read_paper_date("2026年1月5日至6日") is None


def test_a_date_has_the_full_year_and_no_padded_zero():
    assert wording.paper_date(date(2026, 1, 5)) == "2026年1月5日"


def test_a_number_stands_in_hexagonal_brackets_without_padding():
    assert wording.document_number("莲人发", 2026, 1) == "莲人发〔2026〕1号"


@pytest.mark.parametrize(("day", "name"), [(4, "星期日"), (5, "星期一"), (10, "星期六")])
def test_a_weekday_has_its_chinese_name(day, name):
    assert wording.weekday(date(2026, 1, day)) == name


def test_one_attachment_has_no_number_and_several_have():
    assert wording.attachment_lines(["日程。"]) == ["日程"]
    assert wording.attachment_lines(["日程；", " 名单"]) == ["1.日程", "2.名单"]


def test_copies_end_with_one_full_stop():
    assert wording.closed("县人大。") == wording.closed("县人大") == "县人大。"
    assert wording.closed(" ") == ""


def test_a_title_that_fits_stays_in_one_line():
    assert title_lines("议" * 20, cells=20) == ["议" * 20]
    assert len(title_lines("议" * 21, cells=20)) == 2


def test_a_title_is_broken_between_who_and_what():
    title = f"{TOWN}人民代表大会主席团关于召开镇第十九届人民代表大会第七次会议的通知"
    assert title_lines(title, cells=16) == [
        f"{TOWN}人民代表大会主席团",
        "关于召开镇第十九届人民代表大会",
        "第七次会议的通知",
    ]


def test_what_is_one_name_is_not_broken():
    title = "关于莲塘镇第十九届人民代表大会第六次会议代表建议、批评和意见办理情况的报告"
    assert title_lines(title, cells=16) == [
        "关于莲塘镇第十九届人民代表大会",
        "第六次会议代表建议、批评和意见",
        "办理情况的报告",
    ]


def test_digits_are_half_as_wide_as_characters():
    assert title_lines("第123456号建议", cells=7) == ["第123456号建议"]
    assert len(title_lines("第123456号建议书", cells=7)) == 2


def test_a_title_keeps_the_lines_a_person_chose():
    assert title_lines("莲塘镇\n工作报告", cells=20) == ["莲塘镇", "工作报告"]


def test_no_line_of_a_title_is_longer_than_the_page_or_begins_with_a_comma():
    title = "关于县道三〇一线莲塘段路面破损、排水不畅、夜间照明不足并多次发生交通事故的建议的答复"
    lines = title_lines(title, cells=20)
    assert "".join(lines) == title
    assert max(map(len, lines)) <= 20
    assert not [line for line in lines if line[0] in "、，的"]


def test_a_very_long_title_is_cut_into_even_lines_and_none_begins_with_a_mark():
    assert title_lines("议" * 90, cells=20) == ["议" * 18] * 5
    assert title_lines("议" * 81, cells=20) == ["议" * 17, *["议" * 16] * 4]
    marked = title_lines("议" * 18 + "、" + "议" * 71, cells=20)
    assert (marked[0], len(marked), max(map(len, marked)) <= 20) == ("议" * 17, 5, True)
    full = title_lines("议" * 20 + "、" + "议" * 79, cells=20)  # five full lines but for the mark
    assert (len(full), max(map(len, full)) <= 20) == (6, True)


def test_the_mark_shrinks_with_its_length_and_is_never_larger_than_62_points():
    assert (mark_size("莲塘"), mark_size("莲" * 7), mark_size("莲" * 14)) == (62, 62, 31.1)


def test_the_date_moves_left_only_for_a_name_that_would_leave_the_page():
    dated = "2026年1月5日"  # 6 cells wide
    assert sign_margin("莲" * 14, dated) == sign_margin("莲", dated) == 63.17
    assert sign_margin("莲" * 16, dated) > 63.17
