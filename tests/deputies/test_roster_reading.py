"""Whatever somebody picks as the roster: it is read whole, or refused in one sentence."""

import csv
import zipfile
from io import BytesIO, StringIO

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from deputies.roster.headings import field_of, find_table
from deputies.roster.reader import read_sheets
from deputies.rules import roster as rules
from tests.deputies.roster_files import sample, workbook
from township_npc.office.sheets.reader import Sheet

ROWS = [["姓名", "电话"], ["王秋生", "13800000001"]]
OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def refusal(content: bytes) -> str:
    with pytest.raises(ValidationError) as raised:
        find_table(read_sheets(BytesIO(content)))
    assert len(raised.value.messages) == 1
    return raised.value.messages[0]


def zipped(**parts: bytes) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "文件是空的"),
        (OLE + bytes(600), "这是旧版 .xls 文件"),
        (OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "这个表格加了打开密码"),
        (b"<html><table><tr><td>\xe5\xa7\x93</td></tr></table></html>", "这是网页存成的表格"),
        (b"\xef\xbb\xbf \n<!DOCTYPE html><p>x", "这是网页存成的表格"),
        (b"%PDF-1.7\n", "这是 PDF 文件"),
        (b"\xff\xd8\xff\xe0 photo", "这是照片"),
        (b"Rar!\x1a\x07", "这是压缩包"),
        (b"MZ\x90\x00", "这是程序"),
        (b"PK\x03\x04 and nothing more", "文件打不开"),
        (b"\x00\x01\x02\x03", "认不出这是什么文件"),
        ("请各位代表准时参加会议。".encode(), "前 10 行里没有找到表头"),
        (zipped(word__document="<w/>"), "这不是 Excel 表格"),
        (zipped(xl__workbook="<workbook"), "表格打不开"),
        (zipped(xl__workbook="<?xml version='1.0' encoding='gb2312'?><a/>"), "表格打不开"),
        (zipped(xl__workbook="<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"), "表格打不开"),
        (zipped(xl__workbook=bytes(30_000_000)), "文件展开以后太大"),
    ],
)
def test_a_file_that_is_no_roster_is_refused_in_one_sentence(content, sentence):
    assert refusal(content).startswith(sentence)


def test_a_file_beyond_20_mb_is_refused_unread():
    assert refusal(bytes(rules.MAX_BYTES + 1)).startswith("文件超过 20 MB")


def test_a_workbook_cut_short_is_refused():
    content = sample("deputies.xlsx").getvalue()
    assert refusal(content[: len(content) // 2]).startswith("文件打不开")


def test_one_cell_in_the_last_corner_is_refused_before_room_is_made_for_the_sheet():
    far = workbook(ROWS, change=lambda sheet: sheet.cell(1_048_576, 16_384, "x"))
    assert refusal(far.getvalue()).startswith("表超过 5,000 行")


def test_one_cell_far_to_the_right_is_refused():
    wide = workbook(ROWS, change=lambda sheet: sheet.cell(2, rules.MAX_COLUMNS + 1, "x"))
    assert refusal(wide.getvalue()).startswith("表的列数超过 200")


def test_a_row_beyond_the_last_that_is_read_is_refused_and_the_last_is_not():
    last = rules.MAX_ROWS + 20
    read_sheets(workbook(ROWS, change=lambda sheet: sheet.cell(last, 1, "x")))
    beyond = workbook(ROWS, change=lambda sheet: sheet.cell(last + 1, 1, "x"))
    assert refusal(beyond.getvalue()).startswith("表超过 5,000 行")


def test_a_long_csv_is_refused():
    assert refusal(b"a,b\n" * 6_000).startswith("表太大")


def test_a_missing_name_column_is_said_with_the_headings_that_were_found():
    said = refusal(workbook([["序号", "联系电话", "选区"], [1, "138", "一"]]).getvalue())
    assert said == (
        "表里没有“姓名”这一列。找到的表头是：序号、联系电话、选区。请把姓名那一列的表头改成“姓名”。"
    )


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_text_tables_are_read_in_every_usual_coding(codec, delimiter):
    text = StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows([["姓名", "备注"], ["陈䶮", "一,二;三"]])
    (sheet,) = read_sheets(BytesIO(text.getvalue().encode(codec)))
    assert sheet.rows == [["姓名", "备注"], ["陈䶮", "一,二;三"]]


def test_the_name_of_the_file_does_not_matter():
    assert read_sheets(workbook(ROWS, name="名册.csv"))[0].rows == ROWS


def test_a_cell_merged_downwards_counts_for_every_row():
    rows = [["姓名", "选区"], ["王秋生", "第1选区"], ["万春林", None], ["罗细毛", None]]
    merged = workbook(rows, change=lambda sheet: sheet.merge_cells("B2:B3"))
    assert read_sheets(merged)[0].rows[1:] == [
        ["王秋生", "第1选区"],
        ["万春林", "第1选区"],
        ["罗细毛", ""],
    ]


def test_the_first_sheet_that_holds_a_roster_is_taken():
    sheets = [Sheet("说明", [["本表由各选区报送汇总"]]), Sheet("代表", [[""], *ROWS])]
    table = find_table(sheets)
    assert (table.sheet.name, table.heading_line, table.columns) == (
        "代表",
        2,
        {"name": 0, "phone": 1},
    )
    assert table.rows == [(3, {"name": "王秋生", "phone": "13800000001"})]


@pytest.mark.parametrize("above", [9, 10])
def test_the_heading_is_looked_for_in_the_first_ten_rows(above):
    sheet = Sheet("", [["题"]] * above + ROWS)
    if above == 9:
        assert find_table([sheet]).heading_line == 10
    else:
        with pytest.raises(ValidationError):
            find_table([sheet])


def test_a_heading_over_two_rows_is_one():
    sheet = Sheet(
        "",
        [["姓名", "选区", "联系方式", ""], ["", "", "手机", "住址"], ["王秋生", "一", "1", "村"]],
    )
    table = find_table([sheet])
    assert table.columns == {"name": 0, "district": 1, "phone": 2, "address": 3}
    assert [line for line, _ in table.rows] == [3]


def test_the_column_of_mobile_numbers_goes_before_the_telephone():
    assert find_table([Sheet("", [["姓名", "电话", "手机"]])]).columns["phone"] == 2


@pytest.mark.parametrize(
    ("field", "headings"),
    {
        "name": "姓名 代表姓名 名字 姓\u3000名",
        "id_number": "身份证号 证件号码 公民身份号码 身份证 公民身份\n号码 身份证号（18位）",
        "phone": "联系电话 手机 联系手机 电话 手机号 联系电话(手机) 移动电话",
        "district": "选区 所在选区 选举单位",
        "post": "工作单位及职务 单位职务 职务 单位及职务 现任职务 工作单位和职务",
        "gender": "性别",
        "nation": "民族",
        "born": "出生年月 出生日期 出生年月日",
        "party": "党派 政治面貌",
        "education": "文化程度 学历",
        "group": "代表小组 所属代表小组",
        "address": "住址 家庭住址",
        "remark": "备注",
        "number": "序号",
        "": "代表类别 照片 签名 2026",
    }.items(),
)
def test_headings_are_known_under_many_names(field, headings):
    assert {field_of(heading) for heading in headings.split(" ")} == {field}


@given(st.binary(max_size=400))
def test_no_bytes_crash_the_reader(content):
    try:
        find_table(read_sheets(BytesIO(content)))
    except ValidationError as error:
        assert len(error.messages) == 1
