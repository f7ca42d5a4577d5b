"""The text of a paper as a person types it, read into blocks and written back.

A paragraph a line. 一、 and （一） at the start of a line make headings; ``| 甲 | 乙 |`` is a row
of a table, the first row its head; ``出席：`` and its sisters make the roll of minutes; a line
附件1 (or 附件) begins an annex, whose next line is its title.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from township_npc.office.papers.content import Annex, Block, Heading, Paragraph, Roll, Table

_LEVELS = (
    (1, re.compile(r"[一二三四五六七八九十百]+、")),
    (2, re.compile(r"（[一二三四五六七八九十百]+）")),
)
_ROLL = re.compile(r"(出席|请假|缺席|列席|主持|记录|时间|地点)[:：](.*)")
ANNEX = re.compile(r"附件\s?\d{0,2}[:：]?")
#: A heading ends at its full stop; what follows runs on in body type.
_RUN_ON = re.compile(r"[。：]")
_LINE_ENDS = re.compile(r"\s*[\r\n]\s*")
_LONGEST_HEADING = 56  # two lines


def read_body(
    text: str, *, with_rolls: bool = False
) -> tuple[tuple[Block, ...], tuple[Annex, ...]]:
    """Blocks of the body, and the annexes behind it. Roll labels are only read in minutes."""
    parts = _split_annexes(_lines(text))
    body, *rest = (list(lines) for lines in parts)
    annexes = tuple(_annex(lines, with_rolls) for lines in rest)
    return tuple(_blocks(body, with_rolls)), annexes


def write_body(blocks: Iterable[Block], annexes: Iterable[Annex] = ()) -> str:
    """The same as text: reading it again gives the same blocks."""
    lines = [line for block in blocks for line in _written(block)]
    annexes = list(annexes)
    for number, annex in enumerate(annexes, 1):
        lines += [f"附件{number}" if len(annexes) > 1 else "附件", annex.title]
        lines += [line for block in annex.blocks for line in _written(block)]
    return "\n".join(lines)


def typed_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table as text, of cells that somebody typed: one line each, and no bar of their own."""
    clean = [tuple(_LINE_ENDS.sub(" ", cell).replace("|", "｜") for cell in row) for row in rows]
    return "\n".join(_written(Table(head, clean)))


def _lines(text: str) -> list[str]:
    stripped = (line.strip() for line in text.replace("\r\n", "\n").split("\n"))
    return [line for line in stripped if line]


def _split_annexes(lines: Sequence[str]) -> list[list[str]]:
    parts: list[list[str]] = [[]]
    for line in lines:
        if ANNEX.fullmatch(line):
            parts.append([])
        else:
            parts[-1].append(line)
    return parts


def _annex(lines: list[str], with_rolls: bool) -> Annex:
    title, rest = (lines[0], lines[1:]) if lines else ("", [])
    return Annex(title, tuple(_blocks(rest, with_rolls)))


def _blocks(lines: Sequence[str], with_rolls: bool) -> Iterator[Block]:
    barred: list[str] = []
    for line in lines:
        if line.startswith("|") and line.endswith("|") and len(line) > 1:
            barred.append(line)
            continue
        yield from _table(barred)
        barred = []
        yield _block(line, with_rolls)
    yield from _table(barred)


def _table(lines: Sequence[str]) -> Iterator[Block]:
    """Rows shorter than the longest are filled up, so that the frame closes. Bars with nothing
    between them are no table."""
    rows = [tuple(cell.strip() for cell in line[1:-1].split("|")) for line in lines]
    if not any(map(any, rows)):
        yield from map(Paragraph, lines)
    else:
        width = max(map(len, rows))
        head, *rest = (row + ("",) * (width - len(row)) for row in rows)
        yield Table(head, tuple(rest))


def _block(line: str, with_rolls: bool) -> Block:
    if with_rolls and (roll := _ROLL.fullmatch(line)):
        return Roll(roll[1], roll[2].strip())
    for level, pattern in _LEVELS:
        if found := pattern.match(line):
            return _heading(level, line, found.end())
    return Paragraph(line)


def _heading(level: int, line: str, start: int) -> Block:
    """一、会议时间。2026年…… runs on: heading up to the first full stop, then body type."""
    stop = _RUN_ON.search(line, start)
    end = stop.end() if stop else len(line)
    if end > _LONGEST_HEADING:
        return Paragraph(line)
    return Heading(level, line[:end], line[end:])


def _written(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield block.text + block.rest
        case Roll():
            yield f"{block.label}：{block.text}"
        case Table():
            for row in (block.head, *block.rows):
                yield f"| {' | '.join(row)} |"
        case Paragraph():
            yield block.text
