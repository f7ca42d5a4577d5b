"""A file → its sheets of plain cells. Everything that is wrong is one Chinese sentence."""

import csv
import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import StringIO
from typing import BinaryIO

from django.core.exceptions import ValidationError
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from township_npc.office.containers import OLE_MAGIC, check_zip
from township_npc.office.encodings import decode
from township_npc.office.sheets.bounds import HEADING_ROOM, Limits, check_bounds

Cell = str | float | int | bool | date | datetime | time | timedelta

_SAVE_AS = "请在表格软件里另存为 .xlsx 再导入。"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_HTML = re.compile(rb"\s*(\xef\xbb\xbf)?\s*<(!doctype|html|head|meta|table|body|\?xml)", re.I)
_STRANGERS = {
    b"%PDF": "这是 PDF 文件，读不出表格。请用原来的 Excel 表格导入。",
    b"\xff\xd8\xff": "这是照片，读不出表格。请用原来的 Excel 表格导入。",
    b"\x89PNG": "这是图片，读不出表格。请用原来的 Excel 表格导入。",
    b"Rar!": f"这是压缩包，请先解开，再导入里面的表格。{_SAVE_AS}",
    b"7z\xbc\xaf": f"这是压缩包，请先解开，再导入里面的表格。{_SAVE_AS}",
    b"MZ": "这是程序，不是表格，不收。",
}
_DELIMITERS = ",\t;，"


@dataclass(frozen=True)
class Sheet:
    """One sheet; ``rows[0]`` is row 1 as the spreadsheet shows it."""

    name: str
    rows: list[list[Cell]]


def read_tables(file: BinaryIO, limits: Limits) -> list[Sheet]:
    """Read an .xlsx or text table, whatever its name says; raises ValidationError."""
    size = file.seek(0, 2)
    file.seek(0)
    if size == 0:
        raise ValidationError("文件是空的，请看看是不是选错了。", code="empty")
    if size > limits.size:
        raise ValidationError(
            f"文件超过 {limits.size // 1024 // 1024} MB，请只留{limits.what}那一张表再导入。",
            code="too_big",
        )
    head = file.read(512)
    file.seek(0)
    if head.startswith(OLE_MAGIC):
        _refuse_ole(file.read())
    for magic, sentence in _STRANGERS.items():
        if head.startswith(magic):
            raise ValidationError(sentence, code="wrong_kind")
    if _HTML.match(head):
        raise ValidationError(f"这是网页存成的表格，不是真的 Excel 文件。{_SAVE_AS}", code="html")
    if head.startswith(b"PK"):
        return _read_workbook(file, limits)
    return [_read_text(file.read(), limits)]


def _refuse_ole(content: bytes) -> None:
    if _ENCRYPTED in content:
        raise ValidationError(
            "这个表格加了打开密码。请在表格软件里去掉密码、存一遍再导入。", code="encrypted"
        )
    raise ValidationError(f"这是旧版 .xls 文件（或 WPS 的 .et）。{_SAVE_AS}", code="xls")


def _read_workbook(file: BinaryIO, limits: Limits) -> list[Sheet]:
    check_zip(file)
    check_bounds(file, limits)
    try:
        with CalamineWorkbook.from_filelike(file) as book:
            sheets = map(book.get_sheet_by_name, book.sheet_names)
            return [_read_sheet(sheet, limits) for sheet in sheets]
    except (CalamineError, OSError, ValueError) as error:
        raise ValidationError(
            "表格打不开，可能坏了或没有传完整。请在表格软件里打开、另存为 .xlsx 再导入。",
            code="broken",
        ) from error


def _read_sheet(sheet: CalamineSheet, limits: Limits) -> Sheet:
    rows = sheet.to_python(skip_empty_area=False)
    for (top, left), (bottom, _) in (sheet.merged_cell_ranges or [])[: limits.rows]:
        for row in rows[top + 1 : bottom + 1]:
            if left < len(row) and row[left] == "":
                row[left] = rows[top][left]
    return Sheet(sheet.name, rows)


def _read_text(content: bytes, limits: Limits) -> Sheet:
    try:
        text = decode(content)
    except UnicodeError:
        raise ValidationError(f"认不出这是什么文件。{_SAVE_AS}", code="wrong_kind") from None
    lines = text.splitlines()[:20]
    delimiter = max(_DELIMITERS, key=lambda mark: sum(mark in line for line in lines))
    try:
        rows = list(csv.reader(StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise ValidationError(f"这张表读到一半读不下去了。{_SAVE_AS}", code="broken") from error
    widest = max(map(len, rows), default=0)
    if len(rows) > limits.rows + HEADING_ROOM or widest > limits.columns:
        raise ValidationError(
            f"表太大，最多 {limits.rows:,} 行、{limits.columns} 列。", code="too_long"
        )
    return Sheet("", rows)
