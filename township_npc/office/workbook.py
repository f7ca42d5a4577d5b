"""Workbooks for people to take away. What somebody typed goes in as text, however it begins."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import IO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

#: What a spreadsheet may take for a formula, the full-width forms included (security C.15).
_RISKY = re.compile(r"^\s*[=+\-@＝＋－＠]")
_NOT_IN_A_TITLE = re.compile(r"[\[\]:*?/\\：]")


@dataclass(frozen=True)
class Export:
    """A finished workbook: its name, its bytes and their hash for the log (security C.20)."""

    name: str
    content: bytes
    rows: int

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def make_export(
    title: str, headings: Sequence[str], rows: Sequence[Sequence], *, note: str = ""
) -> Export:
    """Build ``title.xlsx`` in memory."""
    file = BytesIO()
    write_sheet(file, title, headings, rows, note=note)
    return Export(f"{title}.xlsx", file.getvalue(), len(rows))


@dataclass(frozen=True)
class Sheet:
    title: str
    headings: Sequence[str]
    rows: Iterable[Sequence]


def write_sheet(
    file: IO[bytes],
    title: str,
    headings: Sequence[str],
    rows: Iterable[Sequence],
    *,
    note: str = "",
) -> None:
    write_book(file, [Sheet(title, headings, rows)], note=note)


def write_book(file: IO[bytes], sheets: Iterable[Sheet], *, note: str = "") -> int:
    """Write the sheets: bold headings that stay in view, the rows, and under them the note that
    says who took the list away and when. Numbers and dates keep their type; text stays text.
    Return how many rows there were.
    """
    book = Workbook(write_only=True)
    count = sum(_write(book, sheet, note) for sheet in sheets)
    book.save(file)
    return count


def _write(book: Workbook, content: Sheet, note: str) -> int:
    sheet = book.create_sheet(_NOT_IN_A_TITLE.sub(" ", content.title)[:31])
    sheet.freeze_panes = "A2"
    sheet.append([_text(sheet, heading, bold=True) for heading in content.headings])
    count = 0
    for row in content.rows:
        sheet.append([_cell(sheet, value) for value in row])
        count += 1
    if note:
        sheet.append([])
        sheet.append([_text(sheet, note)])
    return count


def _cell(sheet, value):
    if not isinstance(value, str):
        return value
    return _text(sheet, value) if _is_special(value) else value or None


def _is_special(value: str) -> bool:
    """Error codes (``#N/A``) and formulas are guessed by openpyxl, control characters refused."""
    return value[:1] == "#" or bool(_RISKY.match(value) or ILLEGAL_CHARACTERS_RE.search(value))


def _text(sheet, value: str, *, bold: bool = False) -> WriteOnlyCell:
    """A cell of type ``s``; the quote prefix keeps it text when somebody edits it later."""
    cell = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", value))
    cell.data_type = "s"
    cell.quotePrefix = bool(_RISKY.match(value))
    if bold:
        cell.font = Font(bold=True)
    return cell
