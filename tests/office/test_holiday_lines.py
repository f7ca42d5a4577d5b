"""Days off as people write them: tables, pasted lines, the words of the notice."""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from township_npc.office.choices import DayKind
from township_npc.office.holidays.days import LONGEST, find_kinds, read_spans
from township_npc.office.holidays.lines import (
    MOST_DAYS,
    NAME_LENGTH,
    Entry,
    read_rows,
    read_sheets_of_days,
    read_text_of_days,
)
from township_npc.office.selectors import work_calendar
from township_npc.office.sheets.reader import Sheet

OCTOBER = [date(2027, 10, n) for n in range(1, 8)]
NOTICE_2026 = """国务院办公厅关于2026年部分节假日安排的通知
各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
经国务院批准，现将2026年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫等工作。
国务院办公厅
2025年11月4日"""


def spans(cell, year: int = 2027):
    return read_spans(cell, year)


def reason(cell, year: int = 2027) -> str:
    with pytest.raises(ValidationError) as raised:
        read_spans(cell, year)
    return raised.value.messages[0]


def only_fault(text: str) -> tuple[int, str]:
    (fault,) = read_text_of_days(text, 2027).faults
    return fault.line, fault.reason


@pytest.mark.parametrize(
    "written",
    [
        "10月1日至10月7日",
        "10月1日至7日",
        "10月1日（周五）至7日（周四）",
        "2027年10月1日-2027年10月7日",
        "2027-10-01至2027-10-07",
        "2027-10-01-2027-10-07",
        "2027.10.1-10.7",
        "2027/10/01 ~ 2027/10/07",
        "10.1-10.7",
        "10.1-7",
        "20271001—20271007",
        "１０月１日 到 １０月７日",
        "10月1号至7号",
    ],
)
def test_a_stretch_of_days_is_read_however_it_is_written(written):
    assert spans(written) == [(OCTOBER[0], OCTOBER[-1])]


@pytest.mark.parametrize(
    "cell",
    [
        "2027-10-01", "2027.10.1", "2027年10月1日", "20271001", "10月1日", "10-1",
        "10月1日（周五）",        20271001.0, 46661.0, date(2027, 10, 1), datetime(2027, 10, 1),
    ],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(cell):
    assert spans(cell) == [(OCTOBER[0], OCTOBER[0])]


def test_several_days_stand_in_one_cell():
    assert spans("9月26日、10月9日") == [
        (date(2027, 9, 26), date(2027, 9, 26)),
        (date(2027, 10, 9), date(2027, 10, 9)),
    ]


@pytest.mark.parametrize(
    "written", ["12月31日至1月2日", "2026年12月31日至1月2日", "2026-12-31至2027-01-02"]
)
def test_the_new_year_begins_in_the_old_one(written):
    assert spans(written) == [(date(2026, 12, 31), date(2027, 1, 2))]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("10月32日", "2027-10-32 没有这一天，10 月只有 31 天。"),
        ("2027-13-01", "2027-13-01 没有这一天，一年只有 12 个月。"),
        ("国庆节", "看不出是哪一天"),
        ("10月7日至1日", "2027-10-01 早于 2027-10-07，起止写反了。"),
        ("2025-10-01", "2025-10-01 不在 2027 年的安排里，请看看年份。"),
        ("2028-01-01", "2028-01-01 不在 2027 年的安排里"),
        ("2026-11-30", "2026-11-30 不在 2027 年的安排里"),
        ("7月1日至8月1日", "一段有 32 天，最多 31 天"),
    ],
)
def test_what_is_no_day_of_the_year_is_said(written, said):
    assert reason(written).startswith(said)


def test_the_longest_stretch_and_the_first_day_are_still_read():
    assert len(spans("7月1日至7月31日")) == 1
    assert spans("2026-12-01") == [(date(2026, 12, 1), date(2026, 12, 1))]


@pytest.mark.parametrize(
    ("written", "kinds"),
    [
        ("放假", {DayKind.HOLIDAY}),
        ("放假调休", {DayKind.HOLIDAY}),
        ("休", {DayKind.HOLIDAY}),
        ("休息", {DayKind.HOLIDAY}),
        ("上班", {DayKind.WORKDAY}),
        ("调休上班", {DayKind.WORKDAY}),
        ("班", {DayKind.WORKDAY}),
        ("补班", {DayKind.WORKDAY}),
        ("上班（劳动节假期调休）", {DayKind.WORKDAY}),
        ("调休", set()),
        ("上班，放假", {DayKind.WORKDAY, DayKind.HOLIDAY}),
        ("节假日", set()),
        ("", set()),
    ],
)
def test_off_and_worked_are_told_apart_and_tiao_xiu_alone_says_neither(written, kinds):
    assert find_kinds(written) == kinds


def test_a_table_is_read_by_its_heading_below_a_title():
    rows = [
        ["2027 年放假安排（示例）"],
        ["序号", "名称", "日期（起止）", "放假/上班", "备注"],
        [1.0, "国庆节", "10月1日至2日", "放假", "含周末，不上班"],
        [],
        [2.0, "国庆节", date(2027, 9, 26), "上班", ""],
    ]
    assert read_rows(rows, 2027).entries == [
        Entry(3, date(2027, 10, 1), "holiday", "国庆节"),
        Entry(3, date(2027, 10, 2), "holiday", "国庆节"),
        Entry(5, date(2027, 9, 26), "workday", "国庆节"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "10月1日\t放假\t国庆节",
        "1\t2027-10-01\t休\t国庆节",
        "10月1日 放假 国庆节",
        "国庆节 2027.10.1 放假",
        "2027-10-01，放假，国庆节",
        "国庆节：10月1日（周五）放假，共1天。",
    ],
)
def test_a_line_without_a_heading_is_read(line):
    assert read_text_of_days(line, 2027).entries == [Entry(1, OCTOBER[0], "holiday", "国庆节")]


def test_one_sentence_may_tell_of_days_off_and_of_days_worked():
    reading = read_text_of_days("劳动节：5月1日至2日放假调休，共2天，5月8日上班", 2027)
    assert [(entry.on.day, entry.kind) for entry in reading.entries] == [
        (1, "holiday"),
        (2, "holiday"),
        (8, "workday"),
    ]


@pytest.mark.django_db
def test_the_notice_itself_gives_the_days_that_are_known():
    reading = read_text_of_days(NOTICE_2026, 2026)
    known = {on: day for on, day in work_calendar().days.items() if on.year == 2026}
    assert reading.faults == []
    assert {entry.on: (entry.kind, entry.name) for entry in reading.entries} == known
    assert reading.passed_over == 6


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("10月1日\t放假\n10月32日\t放假", (2, "2027-10-32 没有这一天，10 月只有 31 天。")),
        ("\n\n10月1日 国庆节", (3, "看不出是放假还是上班。")),
        ("10月1日\t调休\t国庆节", (1, "看不出是放假还是上班。")),
        ("10月1日 上班放假", (1, "又写了放假又写了上班，看不出是哪一种。")),
        ("日期\t放假/上班\n\t放假", (2, "没有写日期。")),
        (f"10月1日\t放假\t{'国' * 31}", (1, "名称有 31 个字，最多 30 个。")),
    ],
)
def test_a_row_that_nobody_could_read_says_its_number_and_why(text, said):
    assert only_fault(text) == said


def test_a_day_told_twice_alike_is_one_day_and_told_differently_is_the_second_rows_fault():
    text = "10月1日\t放假\t国庆节\n2027-10-01\t放假\t国庆节\n10.1\t上班\t国庆节"
    reading = read_text_of_days(text, 2027)
    assert [entry.line for entry in reading.entries] == [1]
    (fault,) = reading.faults
    assert (fault.line, fault.text) == (3, "2027-10-01")
    assert fault.reason == "第 1 行已经写了 2027-10-01 放假国庆节，这里不一样。"


@pytest.mark.parametrize("text", ["请各位准时参加会议。", "日期\t放假/上班\t名称", "2025年11月4日"])
def test_what_holds_no_day_is_refused_in_one_sentence(text):
    with pytest.raises(ValidationError, match="没有找到放假的日子"):
        read_text_of_days(text, 2027)


def test_more_days_than_a_year_can_have_off_are_refused():
    months = [f"{month}月1日至28日 放假" for month in range(1, 9)]
    assert len(read_text_of_days("\n".join(months[:7]), 2027).entries) == 196 <= MOST_DAYS
    with pytest.raises(ValidationError, match="一共写了 224 天"):
        read_text_of_days("\n".join(months), 2027)


def test_the_first_sheet_that_holds_days_is_taken():
    sheets = [Sheet("说明", [["见下表"]]), Sheet("2027", [["10月1日", "放假", "国庆节"]])]
    assert len(read_sheets_of_days(sheets, 2027).entries) == 1


days_of_2027 = st.dates(date(2027, 1, 1), date(2027, 12, 31))
WAYS = [
    "{0:%Y-%m-%d}", "{0:%Y.%m.%d}", "{0.year}年{0.month}月{0.day}日", "{0:%Y%m%d}",
    "{0.month}月{0.day}日", "{0.month}.{0.day}", "{0.month}月{0.day}号",
]  # fmt: skip
BETWEEN = ["至", "到", " 至 ", "-", "—", "~", "——"]


@given(days_of_2027, st.sampled_from(WAYS))
def test_every_day_of_the_year_is_read_in_every_way_of_writing(on, way):
    assert spans(way.format(on)) == [(on, on)]


@given(days_of_2027, st.integers(1, LONGEST - 1), st.sampled_from(WAYS), st.sampled_from(BETWEEN))
def test_every_stretch_is_read_in_every_way_of_writing(first, more, way, between):
    last = min(first + timedelta(days=more), date(2027, 12, 31))
    assert spans(way.format(first) + between + way.format(last)) == [(first, last)]


@given(
    st.lists(st.lists(st.text(max_size=20) | st.floats() | days_of_2027, max_size=4), max_size=8)
)
def test_whatever_stands_in_a_table_is_read_passed_over_or_told_with_its_row(rows):
    reading = read_rows(rows, 2027)
    assert all(1 <= one.line <= len(rows) for one in [*reading.entries, *reading.faults])
    assert all(fault.reason for fault in reading.faults)
    assert all(len(entry.name) <= NAME_LENGTH for entry in reading.entries)
    assert len({entry.on for entry in reading.entries}) == len(reading.entries)


@given(
    st.dictionaries(
        days_of_2027,
        st.tuples(st.sampled_from(DayKind.values), st.sampled_from(["", "国庆节", "春节"])),
        min_size=1,
        max_size=40,
    )
)
def test_what_was_read_can_be_sent_again_as_lines(days):
    lines = [f"{on}\t{DayKind(kind).label}\t{name}" for on, (kind, name) in days.items()]
    reading = read_text_of_days("\n".join(lines), 2027)
    assert {entry.on: (entry.kind, entry.name) for entry in reading.entries} == days
