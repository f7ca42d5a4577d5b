"""Workbooks: what was typed comes back as text, and nothing in them runs."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from township_npc.office.workbook import make_export

PAYLOADS = [
    "=1+1",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "＝1+1",
    "＋1",
    "－1",
    "＠A1",
    "\t=1+1",
    " =cmd|' /C calc'!A0",
    "#N/A",
    '=HYPERLINK("http://example.invalid","点这里")',
]


def reopened(rows, headings=("姓名",), note=""):
    content = make_export("代表名单", headings, rows, note=note).content
    return load_workbook(BytesIO(content)).active


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_looks_like_a_formula_stays_text(payload):
    sheet = reopened([[payload]], headings=[payload], note=payload)
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert [cell.data_type for cell in cells] == ["s", "s", "s"]
    assert {cell.value for cell in cells} == {payload}


def test_numbers_and_dates_keep_their_type():
    sheet = reopened([[7, date(2026, 11, 23), None]], headings=["号", "日期", "空"])
    assert [cell.data_type for cell in sheet[2]][:2] == ["n", "d"]
    assert sheet["A2"].value == 7
    assert sheet["B2"].value.date() == date(2026, 11, 23)


def test_characters_a_workbook_cannot_hold_are_left_out():
    assert reopened([["万\x00秋\x07生"]])["A2"].value == "万秋生"


def test_a_long_title_with_signs_a_sheet_refuses_is_cut_to_fit():
    export = make_export("代表：镇/县[在任]" + "很长的名字" * 10, ["姓名"], [["万秋生"]])
    assert len(load_workbook(BytesIO(export.content)).sheetnames[0]) == 31


def test_the_hash_is_of_the_bytes_given_out():
    export = make_export("代表名单", ["姓名"], [["万秋生"], ["陈桂兰"]])
    assert export.rows == 2
    assert len(export.sha256) == 64
