"""Paragraphs and tables of a .docx in the order of the page, read as a stream."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import iterparse
from django.core.exceptions import ValidationError

from township_npc.office.containers import BROKEN
from township_npc.office.files.active import BAD_XML
from township_npc.office.reading.rows import row_line
from township_npc.office.reading.word.numbering import Numbering, numbering_of
from township_npc.office.reading.word.xml import attribute, children, find, name, number

_MAIN = "word/document.xml"
#: Deleted or moved away, said twice for older readers, or no text.
_PASSED_OVER = {"del", "moveFrom", "Fallback", "pPr", "rPr", "tblPr", "trPr", "sectPr", "rt"}
_MARKS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
#: Elements inside one paragraph or table: more are no office's work.
_MOST_ELEMENTS = 1_000_000
_MOST_COLUMNS = 63  # Word's own limit


def lines(file: BinaryIO) -> Iterator[str]:
    """``file`` has passed ``check_document``. Header, footer, notes and comments are not read."""
    try:
        with zipfile.ZipFile(file) as archive, archive.open(_MAIN) as stream:
            reader = _Reader(numbering_of(archive))
            for element in _parts_of_the_body(stream):
                yield from reader.block(element)
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


@dataclass
class _Reader:
    """Reads from the first paragraph to the last: the numbers are counted on the way."""

    numbering: Numbering

    def block(self, element: Element) -> Iterator[str]:
        match name(element):
            case "p":
                yield from self._paragraph(element)
            case "tbl":
                yield from self._table(element)
            case found if found not in _PASSED_OVER:  # a content control, an insertion
                for child in element:
                    yield from self.block(child)

    def _paragraph(self, element: Element) -> Iterator[str]:
        text = "".join(_pieces(element))
        if text.strip():
            text = self.numbering.label(element) + text
        yield from text.split("\n")
        yield from self._boxes(element)

    def _boxes(self, element: Element) -> Iterator[str]:
        """Text boxes hang in a paragraph and stand after it."""
        for child in element:
            found = name(child)
            if found == "txbxContent":
                for block in child:
                    yield from self.block(block)
            elif found not in _PASSED_OVER:
                yield from self._boxes(child)

    def _table(self, element: Element) -> Iterator[str]:
        """One column that floats is a frame round text, such as 版记, and no table."""
        rows = [self._cells(row) for row in children(element, "tr")]
        floats = find(element, "tblPr", "tblpPr") is not None
        if floats and max(map(len, rows), default=0) == 1:
            yield from (line for row in rows for cell in row for line in cell.split("\n"))
        else:
            yield from map(row_line, rows)

    def _cells(self, row: Element) -> list[str]:
        """The text of each cell; one over several columns is followed by empty ones."""
        cells = []
        for cell in children(row, "tc"):
            text = "\n".join(line for block in cell for line in self.block(block))
            cells += [text, *[""] * (_columns(cell) - 1)]
        return cells


def _pieces(element: Element) -> Iterator[str]:
    for child in element:
        found = name(child)
        if found == "t":
            yield child.text or ""
        elif found in _MARKS:
            yield _MARKS[found]
        elif found not in _PASSED_OVER and found != "txbxContent":
            yield from _pieces(child)


def _columns(cell: Element) -> int:
    span = number(attribute(find(cell, "tcPr", "gridSpan")), otherwise=1)
    return min(max(span, 1), _MOST_COLUMNS)
