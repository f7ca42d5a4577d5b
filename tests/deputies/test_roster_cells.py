"""Cells as people fill them: what is kept, what is mended, what is doubted."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deputies.roster.births import Birth, read_birth
from deputies.roster.cells import Found, read_id, read_name, read_phone
from deputies.roster.lines import clean_line
from deputies.rules.roster import (
    birth_in,
    check_digit,
    full_year,
    id_fault,
    modern_id,
    phone_fault,
)
from tests.deputies.roster_files import invented_id

TODAY = date(2026, 10, 8)
SOUND = "360199196504237682"
days = st.dates(date(1900, 1, 1), TODAY)
cells = st.one_of(st.text(), st.floats(), st.dates(), st.datetimes(), st.booleans(), st.times())


@pytest.mark.parametrize(
    ("written", "name", "note"),
    [
        ("王强", "王强", ""),
        ("王 强", "王强", "姓名中的空格已去掉"),
        ("孟\u3000欣玥", "孟欣玥", "姓名中的空格已去掉"),
        ("买买提·艾力", "买买提·艾力", ""),
        ("买买提•艾力", "买买提·艾力", "姓名中的间隔号统一成“·”"),
        ("买买提．艾力", "买买提·艾力", "姓名中的间隔号统一成“·”"),
        ("买买提 ・ 艾力", "买买提·艾力", "姓名中的间隔号统一成“·”"),
        ("陈䶮", "陈䶮", ""),
        ("𠮷堃", "𠮷堃", ""),
        ("李\u200b兰", "李兰", ""),
        ("John Smith", "John Smith", ""),
    ],
)
def test_a_name_keeps_its_characters_and_loses_its_blanks(written, name, note):
    assert read_name(written) == Found(name, name, note)


def test_a_gender_in_brackets_is_no_part_of_the_name():
    assert read_name("李兰（女）") == Found("李兰", "李兰", "姓名后的“（女）”已去掉", gender="女")


@pytest.mark.parametrize("length", [60, 61])
def test_a_name_of_more_than_sixty_characters_is_doubted(length):
    assert bool(read_name("长" * length).fault) == (length > 60)


@pytest.mark.parametrize(
    "written",
    [
        SOUND,
        "３６０１９９１９６５０４２３７６８２",
        "360199 19650423 7682",
        "'360199196504237682",
    ],
)
def test_a_sound_id_number_is_kept_whatever_its_dress(written):
    assert read_id(written, today=TODAY) == Found(SOUND, SOUND)


@pytest.mark.parametrize("last", ["x", "X", "ｘ", "×", "*"])
def test_the_last_x_may_be_written_in_many_ways(last):
    assert read_id(f"36019919951127272{last}", today=TODAY).value == "36019919951127272X"


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        (3.60199199110196e17, "证件号存成数字，末位丢失"),
        ("3.60199E+17", "证件号存成数字，末位丢失"),
        ("360199199110196000", "证件号存成数字，末位丢失"),
        ("36019919520610281X", "证件号校验码不符，有数字写错了（按前 17 位算，末位应是 4）"),
        ("36019919641328556X", "证件号中的出生月份不存在"),
        ("360199196402308560", "证件号中的出生日期不存在"),
        ("360199209905062391", "证件号中的出生年份不对"),
        ("36019919650423768", "证件号是 17 位，应是 18 位"),
        ("36019919650423768A", "证件号里有不该有的字"),
        ("360199********7682", "证件号打了星号，不完整"),
    ],
)
def test_an_id_number_that_is_not_sound_is_not_kept_and_says_why(written, fault):
    found = read_id(written, today=TODAY)
    assert (found.value, found.fault) == ("", fault)


def test_an_old_number_of_fifteen_digits_is_carried_over_and_doubted():
    assert read_id("360199461006048", today=TODAY) == Found(
        "36019919461006048X",
        "36019919461006048X",
        fault="证件号是 15 位的旧号，换算成 18 位后末四位是 048X，请核对",
    )


@given(days, st.integers(0, 999))
def test_every_valid_id_number_comes_back_as_it_is(born_on, serial):
    number = invented_id(f"{born_on:%Y%m%d}", serial)
    assert id_fault(number, today=TODAY) == ""
    assert birth_in(number) == born_on
    if not number.endswith("000"):
        assert read_id(number.lower(), today=TODAY) == Found(number, number)


@given(days, st.integers(0, 999), st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(born_on, serial, place, shift):
    number = invented_id(f"{born_on:%Y%m%d}", serial)
    digit = str((int(number[place]) + shift) % 10)
    assert id_fault(number[:place] + digit + number[place + 1 :], today=TODAY) != ""


@given(st.dates(date(1900, 1, 1), date(1999, 12, 31)), st.integers(0, 999))
def test_an_old_number_keeps_its_birth(born_on, serial):
    longer = modern_id(f"360199{born_on:%y%m%d}{serial:03}")
    assert (birth_in(longer), longer[17]) == (born_on, check_digit(longer[:17]))


@pytest.mark.parametrize(
    ("written", "phone", "note"),
    [
        ("13063440619", "13063440619", ""),
        ("１３０６３４４０６１９", "13063440619", ""),
        ("132-5122-0860", "13251220860", ""),
        (15130284104.0, "15130284104", ""),
        ("+86 138 0000 0000", "13800000000", ""),
        ("0791-85712345", "079185712345", ""),
        ("85712345", "85712345", ""),
        ("13800000000/13900000000", "13800000000", "电话有 2 个，取了第一个"),
        ("13800000000 13900000000", "13800000000", "电话有 2 个，取了第一个"),
        ("13800000000\n85712345", "13800000000", "电话有 2 个，取了第一个"),
        ("无", "", ""),
    ],
)
def test_a_phone_is_kept_as_it_is_dialled(written, phone, note):
    assert read_phone(written) == Found(phone, phone, note)


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("1380000", "手机号位数不对，是 7 位，应是 11 位"),
        ("138000000001", "手机号位数不对，是 12 位，应是 11 位"),
        ("12800000000", "手机号开头不对"),
        ("999", "电话号码位数不对"),
        ("找村书记", "电话里有不该有的字"),
    ],
)
def test_a_phone_that_cannot_be_dialled_is_not_kept_and_says_why(written, fault):
    assert (read_phone(written).value, read_phone(written).fault) == ("", fault)


@pytest.mark.parametrize(
    ("written", "birth"),
    [
        ("1975.3", (1975, 3, None)),
        (1975.3, (1975, 3, None)),
        ("75年3月", (1975, 3, None)),
        ("197503", (1975, 3, None)),
        (197503.0, (1975, 3, None)),
        ("1975-03-02", (1975, 3, 2)),
        ("1975/3/2", (1975, 3, 2)),
        ("1975年3月2日", (1975, 3, 2)),
        ("19750302", (1975, 3, 2)),
        (27455.0, (1975, 3, 2)),
        (datetime(1975, 3, 2), (1975, 3, 2)),
        (date(1975, 3, 2), (1975, 3, 2)),
        ("1975.10", (1975, 10, None)),
        ("１９７５．３", (1975, 3, None)),
        ("1975 年 3 月生", (1975, 3, None)),
        ("1975", (1975, None, None)),
        ("04年6月", (2004, 6, None)),
        ("1899.2", (1899, 2, None)),
    ],
)
def test_a_birth_is_read_in_every_usual_form(written, birth):
    found = read_birth(written, today=TODAY)
    assert (found.year, found.month, found.day) == birth


@pytest.mark.parametrize("written", ["", "1975.13", "1975-02-30", "不详", "3月", 0.5])
def test_a_birth_that_is_none_is_not_guessed(written):
    assert read_birth(written, today=TODAY) is None


def test_two_digits_of_a_year_are_noted():
    assert read_birth("75.3", today=TODAY).note == "年份只有两位，按 1975 年记"


@pytest.mark.parametrize(
    ("two", "year"), [(75, 1975), (8, 2008), (9, 1909), (26, 1926), (27, 1927)]
)
def test_the_century_is_the_one_in_which_a_deputy_can_have_been_born(two, year):
    assert full_year(two, today=TODAY) == year


@given(days)
def test_the_same_day_is_read_from_every_form(day):
    forms = ["%Y-%m-%d", "%Y%m%d", "%Y.%m.%d", "%Y年%m月%d日"]
    assert {read_birth(day.strftime(form), today=TODAY) for form in forms} == {
        Birth(day.year, day.month, day.day)
    }


@given(cells)
def test_no_cell_crashes_a_parser(cell):
    read_name(cell), read_id(cell, today=TODAY), read_phone(cell), read_birth(cell, today=TODAY)


@given(st.text())
def test_only_digits_make_a_phone(text):
    assert phone_fault(text) or text.isdecimal()


def line(**raw):
    return clean_line(4, {"name": "王强", **raw}, today=TODAY)


def test_the_day_of_birth_comes_from_a_sound_id_number():
    assert line(id_number=SOUND, born="1965.4").cells["born_on"] == "1965-04-23"


def test_a_number_1975_1_may_have_been_october():
    october, may = invented_id("19751008"), invented_id("19750508")
    assert line(id_number=october, born=1975.1).faults == []
    assert line(id_number=may, born=1975.1).faults == [
        "出生日期与证件号不一致：表上 1975 年 1 月，证件号 1975 年 5 月"
    ]


def test_a_birth_that_disagrees_with_the_id_number_is_doubted():
    assert line(id_number=SOUND, born="1965-04-24").faults == [
        "出生日期与证件号不一致：表上 1965 年 4 月 24 日，证件号 1965 年 4 月 23 日"
    ]


def test_a_gender_that_disagrees_with_the_id_number_is_not_doubted():
    assert (
        line(id_number=SOUND, gender="男").faults == line(id_number=SOUND, gender="女").faults == []
    )


@pytest.mark.parametrize(("born", "is_doubted"), [("2008.1", False), ("2009.1", True)])
def test_somebody_too_young_for_a_deputy_is_doubted(born, is_doubted):
    assert bool(line(born=born).faults) == is_doubted


def test_a_birth_nobody_can_read_is_told_and_left_out():
    read = line(born="抗战那年")
    assert (read.notes, read.faults, read.cells["born_on"]) == (
        ["出生年月“抗战那年”看不懂，没有记"],
        [],
        "",
    )


def test_unit_and_post_in_two_columns_are_one_fact():
    assert line(workplace="镇卫生院", post="院长").cells["post"] == "镇卫生院 院长"


def test_a_cell_longer_than_its_column_is_cut_and_told():
    read = line(post="长" * 101)
    assert (len(read.cells["post"]), len(read.notes)) == (100, 1)


def test_a_row_without_a_name_cannot_be_taken():
    read = clean_line(4, {"name": "", "phone": "13800000001"}, today=TODAY)
    assert (read.faults, read.is_blocked) == (["没有姓名"], True)
