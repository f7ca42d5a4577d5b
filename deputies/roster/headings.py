"""Find the heading row of a roster and say which column holds what."""

import re
import unicodedata
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from township_npc.office.sheets.reader import Cell, Sheet

LABELS = {
    "number": "序号",
    "name": "姓名",
    "gender": "性别",
    "nation": "民族",
    "born": "出生年月",
    "party": "党派",
    "education": "文化程度",
    "workplace": "工作单位",
    "post": "工作单位及职务",
    "district": "选区",
    "group": "代表小组",
    "id_number": "证件号",
    "phone": "电话",
    "address": "住址",
    "remark": "备注",
}
#: What a column may be called, blanks and brackets taken out. Tried in this order, the whole first.
_PATTERNS = {
    "number": r"序号|编号|号|no\.?",
    "name": r"(代表|人大代表|参保人|当选代表|当选人|人员|户主)?(姓名|名字)|代表名单|人大代表",
    "gender": r"性别",
    "nation": r"民族|族别",
    "born": r"出生(年月日?|日期|时间)|生日|出生|年月日",
    "party": r"党派|政治面貌|党派及?政治面貌|所属党派|是否党员",
    "education": r"(文化|受教育)程度|(最高)?学历(学位)?|文化",
    "post": (
        r"(现任?|所在)?(工作)?单位(及|和|与|、)?(现任)?职务(职称)?"
        r"|(现任)?职务|职业|身份职务|工作单位职业"
    ),
    "workplace": r"(现)?工作单位|单位|单位名称|所在单位",
    "district": r"(所在|所属|当选|选举)?选区(名称|号|编号)?|(所在|所属)?选举单位|原选区",
    "group": r"(所属|所在|编入)?(代表)?小组(名称)?|(代表)?组别|所属代表组",
    "id_number": r"(居民|公民)?身份(证|证件)?(号码?|编号)?|(公民)?身份号码|(有效)?证件号码?|身份证",
    "phone": r"(联系|移动|手机)?(电话|手机)(号码?)?|联系方式|手机|移动电话|手机号码?",
    "address": r"(家庭|现|居住|联系|通讯|详细)*(住|地)址|现住址|居住地|所在(村|村组)",
    "remark": r"备注|说明|附注",
}
_COMPILED = {field: re.compile(pattern, re.I) for field, pattern in _PATTERNS.items()}
_BRACKETS = re.compile(r"[(（【\[〔][^)）】\]〕]*[)）】\]〕]?")
_FIRST_ROWS = 10


@dataclass(frozen=True)
class Table:
    """The roster found in a file: where the heading stands and which column is which."""

    sheet: Sheet
    heading_line: int
    columns: dict[str, int]

    @property
    def rows(self) -> list[tuple[int, dict[str, Cell]]]:
        """(row number in the file, cells by field) of everything under the heading."""
        body = self.sheet.rows[self.heading_line :]
        return [
            (line, {field: _at(row, column) for field, column in self.columns.items()})
            for line, row in enumerate(body, start=self.heading_line + 1)
        ]

    def raw(self, line: int) -> list[Cell]:
        return self.sheet.rows[line - 1]


def find_table(sheets: list[Sheet]) -> Table:
    """The first sheet that holds a roster; raises ValidationError naming the headings found."""
    for sheet in sheets:
        for index in range(min(_FIRST_ROWS, len(sheet.rows))):
            columns = _columns(sheet.rows[index])
            if "name" in columns and len(columns) > 1:
                return _with_second_heading(sheet, index, columns)
    raise ValidationError(_what_was_found(sheets), code="no_heading")


def field_of(heading: Cell) -> str:
    """``"公民身份\\n号码（18 位）"`` → ``id_number``; empty when the heading says nothing to us."""
    whole = re.sub(r"\s+", "", unicodedata.normalize("NFKC", str(heading)))
    for text in (_BRACKETS.sub("", whole), whole.strip("()")):
        for field, pattern in _COMPILED.items():
            if pattern.fullmatch(text.strip(":*")):
                return field
    return ""


def _columns(row: list[Cell]) -> dict[str, int]:
    """The first column of each field; a column of mobile numbers goes before one of telephones."""
    mobile_first = sorted(enumerate(row), key=lambda item: "手机" not in str(item[1]))
    columns: dict[str, int] = {}
    for index, heading in mobile_first:
        columns.setdefault(field_of(heading), index)
    columns.pop("", None)
    return columns


def _with_second_heading(sheet: Sheet, index: int, columns: dict[str, int]) -> Table:
    """A heading over two rows (联系方式 above 手机 and 住址): take what the second row adds."""
    below = sheet.rows[index + 1] if index + 1 < len(sheet.rows) else []
    extra = _columns(below)
    if extra and _at(below, columns["name"]) in ("", _at(sheet.rows[index], columns["name"])):
        return Table(sheet, index + 2, {**columns, **extra})
    return Table(sheet, index + 1, columns)


def _what_was_found(sheets: list[Sheet]) -> str:
    rows = [row for sheet in sheets for row in sheet.rows[:_FIRST_ROWS]]
    best = max(rows, key=lambda row: len(_columns(row)), default=[])
    headings = [re.sub(r"\s+", "", str(cell))[:12] for cell in best if str(cell).strip()]
    if not _columns(best):
        return (
            "前 10 行里没有找到表头。名册要有一行写着“姓名”“选区”“电话”这样的表头，可以照样表改。"
        )
    found = "、".join(headings[:12])
    return f"表里没有“姓名”这一列。找到的表头是：{found}。请把姓名那一列的表头改成“姓名”。"


def _at(row: list[Cell], column: int) -> Cell:
    return row[column] if column < len(row) else ""
