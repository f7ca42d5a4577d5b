"""Framed tables of the text, and the floating one of 版记."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from docx.oxml.table import CT_Tbl
from docx.oxml.text.paragraph import CT_P
from docx.oxml.xmlchemy import BaseOxmlElement

from township_npc.office.papers.content import Table
from township_npc.office.papers.word.lines import line, set_on
from township_npc.office.papers.word.looks import Part
from township_npc.office.papers.word.schema import element

#: 1/20 pt: 156 mm.
WIDTH = 8845
#: 1/8 pt: 0.25 mm; 1/20 pt: 1.2 mm and 1 mm.
_FRAME, _BESIDE, _ABOVE = 6, 68, 57
_BY_HAND = 27  # mm of a row of a form
#: 版记: outer rules 0.35 mm, inner 0.25 mm (7.4.1).
_OUTER, _INNER = 8, 6
Cell = tuple[str, bool]  # its text, and whether it stands flush left
_EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")


@dataclass(frozen=True)
class Frame:
    """How wide a table is (1/20 pt), how high its rows are at least (mm)."""

    width: int = WIDTH
    row_mm: float = 0


def framed_table(table: Table, frame: Frame | None = None) -> Iterator[CT_Tbl]:
    """The head is repeated on each page, rows stay whole; nothing where there is no column."""
    frame = frame or Frame()
    columns = max(map(len, [table.head, *table.rows]))
    if not columns:
        return
    widths = share(frame.width, table.shares)
    head, *rows = (
        [*row, *[("", False)] * (columns - len(row))]
        for row in ([(text, False) for text in table.head], *table.cells)
    )
    if table.is_form:
        made = [_form_row(row, widths, frame) for row in rows]
    else:
        made = [_row(head, widths, Part.CELL_HEAD, Frame())]
        made += (_row(row, widths, Part.CELL, frame) for row in rows)
    yield table_of(widths, made)


def table_of(widths: Sequence[int], rows: Iterable[BaseOxmlElement]) -> CT_Tbl:
    """Framed rows of cells."""
    properties = element(
        "w:tblPr",
        element("w:tblW", w=sum(widths), type="dxa"),
        element("w:tblBorders", *(_rule(edge, _FRAME) for edge in _EDGES)),
        element("w:tblLayout", type="fixed"),
        _margins(_ABOVE, _BESIDE),
    )
    return element("w:tbl", properties, _grid(widths), *rows)


def imprint_table(lines: Sequence[CT_P], *, ruled: bool) -> CT_Tbl:
    """At the lower edge of the type area of the page its anchor is on: the paragraph after it."""
    rules = [_rule("top", _OUTER), _rule("bottom", _OUTER), _rule("insideH", _INNER)]
    properties = element(
        "w:tblPr",
        element(
            "w:tblpPr",
            vertAnchor="margin",
            horzAnchor="margin",
            tblpXSpec="left",
            tblpYSpec="bottom",
        ),
        element("w:tblOverlap", val="never"),
        element("w:tblW", w=WIDTH, type="dxa"),
        element("w:tblBorders", *(rules if ruled else ())),
        element("w:tblLayout", type="fixed"),
        _margins(0, 0),
    )
    rows = (row_of([cell(WIDTH, one)]) for one in lines)
    return element("w:tbl", properties, _grid([WIDTH]), *rows)


def row_of(
    cells: Iterable[BaseOxmlElement],
    *,
    is_head: bool = False,
    row_mm: float = 0,
    is_exact: bool = False,
) -> BaseOxmlElement:
    properties = element("w:trPr", element("w:cantSplit"))
    if row_mm:
        rule = "exact" if is_exact else "atLeast"
        properties.append(element("w:trHeight", val=round(row_mm * 1440 / 25.4), hRule=rule))
    if is_head:
        properties.append(element("w:tblHeader"))
    return element("w:tr", properties, *cells)


def cell(width: int, paragraph: CT_P, *borders: BaseOxmlElement) -> BaseOxmlElement:
    """``borders``: edges that are other than those of the table."""
    properties = element("w:tcPr", element("w:tcW", w=width, type="dxa"))
    if borders:
        properties.append(element("w:tcBorders", *borders))
    properties.append(element("w:vAlign", val="center"))
    return element("w:tc", properties, paragraph)


def _form_row(texts: Sequence[Cell], widths: Sequence[int], frame: Frame) -> BaseOxmlElement:
    """Its first cell is its head; where one is empty there is room to write by hand."""
    (label, _), *words = texts
    cells = [cell(widths[0], line(Part.CELL_HEAD, label))]
    for (text, is_left), width in zip(words, widths[1:], strict=True):
        cells.append(cell(width, _words(Part.CELL, text, at_left=is_left)))
    return row_of(cells, row_mm=frame.row_mm if all(text for text, _ in words) else _BY_HAND)


def _row(texts: Iterable[Cell], widths: Sequence[int], part: Part, frame: Frame) -> BaseOxmlElement:
    cells = (
        cell(width, _words(part, text, at_left=is_left))
        for (text, is_left), width in zip(texts, widths, strict=True)
    )
    return row_of(cells, is_head=part == Part.CELL_HEAD, row_mm=frame.row_mm)


def _words(part: Part, text: str, *, at_left: bool) -> CT_P:
    made = line(part, text)
    return set_on(made, element("w:jc", val="left")) if at_left else made


def share(width: int, parts: Sequence[float]) -> list[int]:
    """Twentieths of a point that fill the width, in these proportions."""
    edges = [round(width * part / sum(parts)) for part in accumulate(parts, initial=0)]
    return [right - left for left, right in pairwise(edges)]


def _grid(widths: Iterable[int]) -> BaseOxmlElement:
    return element("w:tblGrid", *(element("w:gridCol", w=width) for width in widths))


def _margins(above: int, beside: int) -> BaseOxmlElement:
    sides = {"top": above, "left": beside, "bottom": above, "right": beside}
    return element(
        "w:tblCellMar", *(element(f"w:{side}", w=w, type="dxa") for side, w in sides.items())
    )


def _rule(edge: str, eighths: int) -> BaseOxmlElement:
    return element(f"w:{edge}", val="single", sz=eighths, space=0, color="000000")
