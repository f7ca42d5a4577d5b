"""Framed tables of the text, and the floating one of 版记."""

from collections.abc import Iterable, Iterator, Sequence
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
#: 1/8 pt: 0.25 mm; 1/20 pt: 1.2 mm and 1 mm. Cells of more characters stand flush left.
_FRAME, _BESIDE, _ABOVE, _FEW = 6, 68, 57, 12
#: 版记: outer rules 0.35 mm, inner 0.25 mm (7.4.1).
_OUTER, _INNER = 8, 6
_EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")


def framed_table(table: Table) -> Iterator[CT_Tbl]:
    """The head is repeated on each page, rows stay whole; nothing where there is no column."""
    rows = [table.head, *table.rows]
    columns = max(map(len, rows))
    if not columns:
        return
    widths = _widths(table.widths, columns)
    properties = element(
        "w:tblPr",
        element("w:tblW", w=WIDTH, type="dxa"),
        element("w:tblBorders", *(_rule(edge, _FRAME) for edge in _EDGES)),
        element("w:tblLayout", type="fixed"),
        _margins(_ABOVE, _BESIDE),
    )
    filled = ([*row, *[""] * (columns - len(row))] for row in rows)
    made = (_row(row, widths, is_head=number == 0) for number, row in enumerate(filled))
    yield element("w:tbl", properties, _grid(widths), *made)


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
    rows = (element("w:tr", _cant_split(), _cell(WIDTH, one)) for one in lines)
    return element("w:tbl", properties, _grid([WIDTH]), *rows)


def _row(cells: Iterable[str], widths: Sequence[int], *, is_head: bool) -> BaseOxmlElement:
    properties = _cant_split()
    if is_head:
        properties.append(element("w:tblHeader"))
    part = Part.CELL_HEAD if is_head else Part.CELL
    made = (_cell(width, _words(part, text)) for text, width in zip(cells, widths, strict=True))
    return element("w:tr", properties, *made)


def _words(part: Part, text: str) -> CT_P:
    made = line(part, text)
    is_long = part == Part.CELL and len(text) > _FEW
    return set_on(made, element("w:jc", val="left")) if is_long else made


def _cell(width: int, paragraph: CT_P) -> BaseOxmlElement:
    properties = element(
        "w:tcPr", element("w:tcW", w=width, type="dxa"), element("w:vAlign", val="center")
    )
    return element("w:tc", properties, paragraph)


def _widths(given: Sequence[float], columns: int) -> list[int]:
    """Twentieths of a point that fill the line, in the proportions that were asked for."""
    shares = list(given) if len(given) == columns and all(w > 0 for w in given) else [1] * columns
    edges = [round(WIDTH * part / sum(shares)) for part in accumulate(shares, initial=0)]
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


def _cant_split() -> BaseOxmlElement:
    return element("w:trPr", element("w:cantSplit"))
