"""Rows of a table, or the sentences of a notice → days with their kind and name.

A row that nobody could read is kept with its reason; headings and remarks are passed over.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.core.exceptions import ValidationError

from township_npc.office.choices import DayKind
from township_npc.office.holidays.days import (
    Span,
    find_kinds,
    find_spans,
    has_span,
    read_spans,
    tidy,
    without_brackets,
    without_spans,
)
from township_npc.office.sheets.reader import Cell, Sheet
from township_npc.office.sheets.text import plain

#: As long as the column in the database.
NAME_LENGTH = 30
MOST_DAYS = 200
_HEADING_ROWS = 10
_HEADINGS = {
    "day": re.compile(r"(放假|起止|具体)?(日期|时间)|日子"),
    "kind": re.compile(r"放假[/、或]?上班|(怎么)?安排|类型|类别|性质|状态|休[/、或]?班"),
    "name": re.compile(r"(节日|假日|假期|节假日)?名称?|节日|节假日|假期"),
}
_NUMBERING = re.compile(r"^[(（]?[一二三四五六七八九十\d]+[)）、.．]\s*(?!\d)")
_NOT_A_NAME = re.compile(r"调休|放假|休息|上班|补班|共\s*\d+\s*天|[，。；：,;:、\s]+")
_SIGNED_ON = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")  # under a notice
_STOPS = re.compile(r"[。；;\n]")
_TURN = re.compile(r"(?<=放假)|(?<=上班)|(?<=休息)")


@dataclass(frozen=True)
class Entry:
    """One day of a row; ``line`` is the row in the file or the text as its writer counts."""

    line: int
    on: date
    kind: str
    name: str


@dataclass(frozen=True)
class Fault:
    line: int
    text: str
    reason: str


@dataclass
class Reading:
    entries: list[Entry] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    passed_over: int = 0


def read_sheets_of_days(sheets: list[Sheet], year: int) -> Reading:
    """The first sheet that holds any day; raises ValidationError where none does."""
    readings = [read_rows(sheet.rows, year) for sheet in sheets]
    for reading in readings:
        if reading.entries or reading.faults:
            return _bounded(reading)
    raise ValidationError(
        "没有找到放假的日子。要有“日期”“放假/上班”“名称”三列，一行一天或者一段。", code="nothing"
    )


def read_text_of_days(text: str, year: int) -> Reading:
    """Pasted lines: columns out of a spreadsheet (tabs), or the words of the notice."""
    rows = [line.split("\t") for line in text.splitlines()]
    return read_sheets_of_days([Sheet("", rows)], year)


def read_rows(rows: list[list[Cell]], year: int) -> Reading:
    reading, names_seen = Reading(), {}
    start, columns = _find_heading(rows)
    for number, row in enumerate(rows[start:], start=start + 1):
        if not any(plain(cell) for cell in row):
            continue
        try:
            told = list(_told(row, columns, year))
        except ValidationError as error:
            reading.faults.append(Fault(number, _shown(row), error.messages[0]))
            continue
        reading.passed_over += not told
        _take(reading, number, told, names_seen)
    return reading


def _bounded(reading: Reading) -> Reading:
    if len(reading.entries) > MOST_DAYS:
        raise ValidationError(
            f"一共写了 {len(reading.entries)} 天，一年的安排不会超过 {MOST_DAYS} 天，请检查。",
            code="too_many",
        )
    return reading


def _find_heading(rows: list[list[Cell]]) -> tuple[int, dict[str, int]]:
    """Where the rows begin, and which column is which; none where there is no heading."""
    for index, row in enumerate(rows[:_HEADING_ROWS]):
        texts = [without_brackets(re.sub(r"\s", "", plain(cell))) for cell in row]
        columns = {
            key: next((n for n, text in enumerate(texts) if pattern.fullmatch(text)), None)
            for key, pattern in _HEADINGS.items()
        }
        if columns["day"] is not None and columns["kind"] is not None:
            return index + 1, columns
    return 0, {}


Told = tuple[Span, str, str]  # days, kind, name


def _told(row: list[Cell], columns: dict[str, int], year: int) -> Iterator[Told]:
    """What a row says; nothing for a heading or a remark."""
    if columns:
        day, kind, name = (_at(row, columns[key]) for key in ("day", "kind", "name"))
        yield from _of_cells(day, plain(kind), plain(name), year)
        return
    filled = [cell for cell in row if plain(cell)]
    day = next((n for n, cell in enumerate(filled) if _is_day(cell, year)), None)
    if len(filled) > 1 and day is not None:
        rest = [plain(cell) for cell in filled[day + 1 :]]
        kind = next((text for text in rest if find_kinds(text)), "")
        name = next((text for text in rest if text != kind), "")
        yield from _of_cells(filled[day], kind, name, year)
    else:
        yield from _of_sentences("，".join(plain(cell) for cell in filled), year)


def _of_cells(day: Cell, kind: str, name: str, year: int) -> Iterator[Told]:
    if not plain(day) and not find_kinds(kind):
        return
    spans = read_spans(day, year)
    if not spans:
        raise ValidationError("没有写日期。", code="no_day")
    one_kind = _one_kind(kind)
    for span in spans:
        yield span, one_kind, _name(name)


def _of_sentences(text: str, year: int) -> Iterator[Told]:
    """五、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。10月10日（周六）上班。"""
    text = tidy(_NUMBERING.sub("", text))
    if _SIGNED_ON.fullmatch(text):
        return
    head, _, body = text.partition(":")
    name = head if body and not find_spans(head, year) else ""
    for clause in _clauses(body if name else text):
        spans = find_spans(clause, year)
        kind = _one_kind(clause) if spans else ""
        for span in spans:
            yield span, kind, _name(name or without_spans(clause))


def _clauses(text: str) -> Iterator[str]:
    """Sentences; one that tells of days off and of days worked is cut behind each word."""
    for sentence in _STOPS.split(text):
        parts = _TURN.split(sentence)
        each_has_days = all(has_span(part) for part in parts if find_kinds(part))
        yield from parts if len(find_kinds(sentence)) > 1 and each_has_days else [sentence]


def _one_kind(text: str) -> str:
    kinds = find_kinds(text)
    if len(kinds) > 1:
        raise ValidationError("又写了放假又写了上班，看不出是哪一种。", code="both")
    if not kinds:
        raise ValidationError("看不出是放假还是上班。", code="no_kind")
    return kinds.pop()


def _name(text: str) -> str:
    name = _NOT_A_NAME.sub("", without_brackets(text))
    if len(name) > NAME_LENGTH:
        raise ValidationError(
            f"名称有 {len(name)} 个字，最多 {NAME_LENGTH} 个。", code="name_too_long"
        )
    return name


def _take(reading: Reading, line: int, told: list[Told], seen: dict[date, Entry]) -> None:
    """Each day once; a day that two rows tell differently is the second row's fault."""
    for (first, last), kind, name in told:
        for offset in range((last - first).days + 1):
            entry = Entry(line, first + timedelta(days=offset), kind, name)
            before = seen.setdefault(entry.on, entry)
            if before is entry:
                reading.entries.append(entry)
            elif (before.kind, before.name) != (kind, name):
                said = f"{before.on} {DayKind(before.kind).label}{before.name}"
                reason = f"第 {before.line} 行已经写了 {said}，这里不一样。"
                reading.faults.append(Fault(line, f"{entry.on}", reason))


def _is_day(cell: Cell, year: int) -> bool:
    try:
        return bool(read_spans(cell, year))
    except ValidationError:
        return False


def _shown(row: list[Cell]) -> str:
    return " ".join(text for text in map(plain, row) if text)[:60]


def _at(row: list[Cell], column: int | None) -> Cell:
    return row[column] if column is not None and column < len(row) else ""
