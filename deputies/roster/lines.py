"""One row of the roster → one clean line: what may be kept, what was mended, what is doubtful."""

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from deputies.roster.births import Birth, read_birth
from deputies.roster.cells import Found, read_id, read_name, read_phone
from deputies.roster.headings import Table, field_of
from deputies.rules.roster import AGES, birth_in
from township_npc.office.sheets.reader import Cell
from township_npc.office.sheets.text import plain, prose

#: As long as their columns in the database.
_LENGTHS = {
    "number": 10,
    "gender": 10,
    "nation": 20,
    "party": 30,
    "education": 30,
    "post": 100,
    "workplace": 100,
    "district": 60,
    "group": 60,
    "address": 200,
    "remark": 200,
}
_NOT_A_PERSON = re.compile(
    r"(小|合|总|共|累)计|计$|填(表|报)|制表|审核|负责人|经办人|(备注|说明|注)[:：]|注$|联系人"
)
_REMARK = re.compile(r"[:：\d]|.{9}")
BLANK = "空行"
TOTAL = "小计、合计、制表一类的行"


@dataclass
class Line:
    """``number`` is the row in the file as the spreadsheet shows it."""

    number: int
    cells: dict[str, str]
    notes: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    is_blocked: bool = False

    @property
    def place(self) -> str:
        """第 14 行（序号 11）: the row in the file, and what the roster itself calls it."""
        own = self.cells.get("number", "")
        return f"第 {self.number} 行（序号 {own}）" if own else f"第 {self.number} 行"


def read_lines(table: Table, *, today: date) -> tuple[list[Line], Counter]:
    """All persons of the table, and how many rows among them were passed over, by reason."""
    lines, passed_over = [], []
    for number, raw in table.rows:
        reason = _not_a_person(table.raw(number), raw)
        if reason:
            passed_over.append((number, reason))
        else:
            lines.append(clean_line(number, raw, today=today))
    last = lines[-1].number if lines else 0
    return lines, Counter(why for number, why in passed_over if number < last or why != BLANK)


def _not_a_person(whole: list[Cell], raw: dict[str, Cell]) -> str:
    filled = [text for text in map(plain, whole) if text]
    name = plain(raw["name"])
    if not filled:
        return BLANK
    if any(_NOT_A_PERSON.match(text.replace(" ", "")) for text in (filled[0], name)):
        return TOTAL
    if len(filled) == 1 and _REMARK.search(filled[0]):
        return TOTAL
    if field_of(name) == "name":
        return "重复的表头"
    return "" if name or len(filled) > 2 else "没有姓名的分组行"


def clean_line(number: int, raw: dict[str, Cell], *, today: date) -> Line:
    """Read each cell as what its column says it is."""
    line = Line(number, {})
    name = read_name(raw["name"])
    id_number = read_id(raw.get("id_number", ""), today=today)
    phone = read_phone(raw.get("phone", ""))
    _take_texts(line, raw)
    _take_gender_and_nation(line, name.gender)
    for key, found in (("name", name), ("id_number", id_number), ("phone", phone)):
        _take(line, key, found)
    if not name.value:
        line.faults.append("没有姓名")
        line.is_blocked = True
    _take_birth(line, raw.get("born", ""), today=today)
    return line


def _take(line: Line, key: str, found: Found) -> None:
    line.cells[key] = found.value
    line.cells[f"{key}_read"] = found.read
    line.notes += [found.note] if found.note else []
    line.faults += [found.fault] if found.fault else []


def _take_texts(line: Line, raw: dict[str, Cell]) -> None:
    for key, length in _LENGTHS.items():
        text = prose(raw.get(key, ""))
        if len(text) > length:
            line.notes.append(f"有一格太长，只留了前 {length} 个字：{text[:8]}……")
        line.cells[key] = text[:length].strip()
    workplace = line.cells.pop("workplace")
    if workplace and workplace not in line.cells["post"]:
        line.cells["post"] = f"{workplace} {line.cells['post']}".strip()[: _LENGTHS["post"]]
    for key in ("district", "group"):
        line.cells[key] = line.cells[key].replace(" ", "")


def _take_gender_and_nation(line: Line, from_name: str) -> None:
    gender = line.cells["gender"] or from_name
    line.cells["gender"] = gender[:1] if gender[:1] in ("男", "女") else ""
    nation = line.cells["nation"].replace(" ", "")
    line.cells["nation"] = f"{nation}族" if nation and not nation.endswith(("族", "人")) else nation


def _take_birth(line: Line, cell: Cell, *, today: date) -> None:
    """A sound ID number gives the day; what the roster says must agree with it."""
    born = read_birth(cell, today=today)
    in_id = birth_in(line.cells["id_number"]) if line.cells["id_number"] else None
    if born is None and plain(cell):
        line.notes.append(f"出生年月“{plain(cell)[:12]}”看不懂，没有记")
    if born and born.note and not in_id:
        line.notes.append(born.note)
    if born and in_id and not born.agrees_with(in_id):
        there = Birth(in_id.year, in_id.month, in_id.day if born.day else None).words
        line.faults.append(f"出生日期与证件号不一致：表上 {born.words}，证件号 {there}")
    elif (born or in_id) and today.year - (in_id or born).year not in AGES:
        age = today.year - (in_id or born).year
        line.faults.append(f"按出生日期今年 {age} 岁，请核对")
    on = in_id or (born.on if born else None)
    line.cells["born_on"] = on.isoformat() if on else ""
    line.cells["born_text"] = born.short if born and not on else ""
