"""Paragraphs and tables of a .docx in the order of the page, read as a stream."""

import zipfile
from collections.abc import Iterator
from typing import BinaryIO
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import iterparse
from django.core.exceptions import ValidationError

from township_npc.office.containers import BROKEN
from township_npc.office.files.active import BAD_XML
from township_npc.office.reading.rows import row_line

_MAIN = "word/document.xml"
#: The same words in two editions of the standard, and the one of alternative drawings.
_WORD = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)
#: Deleted or moved away, said twice for older readers, or no text.
_PASSED_OVER = {"del", "moveFrom", "Fallback", "pPr", "rPr", "tblPr", "trPr", "sectPr", "rt"}
_MARKS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
#: Elements inside one paragraph or table: more are no office's work.
_MOST_ELEMENTS = 1_000_000


def lines(file: BinaryIO) -> Iterator[str]:
    """``file`` has passed ``check_document``. Header, footer, notes and comments are not read."""
    try:
        with zipfile.ZipFile(file) as archive, archive.open(_MAIN) as stream:
            for element in _parts_of_the_body(stream):
                yield from _block_lines(element)
    except (*BAD_XML, *BROKEN, RecursionError):
        raise ValidationError("文件打不开，可能坏了。请另存一份再试。", code="broken") from None


def _parts_of_the_body(stream) -> Iterator[Element]:
    """Each paragraph and table, forgotten after use."""
    path, elements = [], 0
    for event, element in iterparse(stream, events=("start", "end"), forbid_dtd=True):
        if event == "start":
            path.append(element)
            elements += len(path) > 2
            if elements > _MOST_ELEMENTS:
                raise ValidationError("文件里有一段太长，请分成几份。", code="too_long")
            continue
        path.pop()
        if len(path) == 2:
            yield element
            path[-1].clear()
            elements = 0


def _block_lines(element: Element) -> Iterator[str]:
    match _name(element):
        case "p":
            yield from _paragraph(element).split("\n")
            yield from _boxes(element)
        case "tbl":
            yield from _table(element)
        case name if name not in _PASSED_OVER:  # a content control, an insertion: what is in it
            for child in element:
                yield from _block_lines(child)


def _paragraph(element: Element) -> str:
    return "".join(_pieces(element))


def _pieces(element: Element) -> Iterator[str]:
    for child in element:
        name = _name(child)
        if name == "t":
            yield child.text or ""
        elif name in _MARKS:
            yield _MARKS[name]
        elif name not in _PASSED_OVER and name != "txbxContent":
            yield from _pieces(child)


def _boxes(element: Element) -> Iterator[str]:
    """Text boxes hang in a paragraph and stand after it."""
    for child in element:
        name = _name(child)
        if name == "txbxContent":
            for block in child:
                yield from _block_lines(block)
        elif name not in _PASSED_OVER:
            yield from _boxes(child)


def _table(element: Element) -> Iterator[str]:
    """One column that floats is a frame round text, such as 版记, and no table."""
    rows = [_cells(row) for row in _children(element, "tr")]
    is_frame = _find(element, "tblPr", "tblpPr") is not None and max(map(len, rows), default=0) == 1
    for row in rows:
        if is_frame:
            yield from row[0].split("\n") if row else ()
        else:
            yield row_line(row)


def _cells(row: Element) -> list[str]:
    """The text of each cell; one over several columns is followed by empty ones."""
    cells = []
    for cell in _children(row, "tc"):
        text = "\n".join(line for block in cell for line in _block_lines(block))
        cells += [text, *[""] * (_columns(cell) - 1)]
    return cells


def _columns(cell: Element) -> int:
    span = _find(cell, "tcPr", "gridSpan")
    text = "" if span is None else _attribute(span, "val")
    return min(max(int(text), 1), 63) if text.isdecimal() else 1  # Word's own limit


def _children(element: Element, name: str) -> Iterator[Element]:
    """Children of that name, also inside content controls and insertions."""
    for child in element:
        found = _name(child)
        if found == name:
            yield child
        elif found in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
            yield from _children(child, name)


def _find(element: Element, *names: str) -> Element | None:
    for name in names:
        element = next((child for child in element if _name(child) == name), None)
        if element is None:
            return None
    return element


def _attribute(element: Element, name: str) -> str:
    return next((element.get(space + name) for space in _WORD if element.get(space + name)), "")


def _name(element: Element) -> str:
    """The local name, of Word's own elements; others (drawings, mathematics) are looked through."""
    space, _, name = element.tag.rpartition("}")
    return name if f"{space}}}" in _WORD or name == "Fallback" else ""
