"""The text layer of a PDF, its lines put together to paragraphs again."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO

import pypdf
from django.core.exceptions import ValidationError

from township_npc.office.reading.paragraphs import Line, paragraphs, text_width

MAX_PAGES = 300
#: — 1 —; where a page has none, a bare number or 第1页 as its first or last line.
_PAGE_NUMBER = re.compile(r"[—－–-]\s*\d{1,4}\s*[—－–-]")
_AT_AN_EDGE = re.compile(r"\d{1,4}|第\s*\d{1,4}\s*页(，?\s*共\s*\d{1,4}\s*页)?")
_HAN = r"[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U000323af，。、；：？！（）《》“”〔〕]"
_BLANK_IN_HAN = re.compile(rf"(?<={_HAN}) +(?={_HAN})")
#: Of a line: how much it may slant, how far feet lie apart, how wide digits are at most; in ems.
_UPRIGHT, _ONE_FOOT, _WIDEST_DIGIT = 0.1, 0.4, 0.6


@dataclass(frozen=True)
class _Piece:
    """What one command of the page prints: its foot, in points from the lower left corner."""

    text: str
    left: float
    foot: float
    size: float
    is_turned: bool


def lines(file: BinaryIO) -> Iterator[str]:
    """Raises ValidationError: locked, broken, too many pages."""
    try:
        reader = pypdf.PdfReader(file)
        if reader.is_encrypted and not reader.decrypt(""):
            raise ValidationError("文件加了打开密码，请去掉密码再传。", code="encrypted")
        if len(reader.pages) > MAX_PAGES:
            raise ValidationError(f"文件超过 {MAX_PAGES} 页，请分成几份。", code="too_many_pages")
        printed = [line for page in reader.pages for line in _lines(page)]
    except ValidationError:
        raise
    except Exception:
        # A damaged file makes the library fail in any way: KeyError, TypeError, RecursionError …
        raise ValidationError("PDF 文件打不开，可能坏了。请重新导出再试。", code="broken") from None
    yield from paragraphs(printed)


def _lines(page: pypdf.PageObject) -> list[Line]:
    """From the top; where text stands turned, in the order of the file."""
    pieces: list[_Piece] = []

    def see(text, cm, tm, font, size):
        if text.strip():
            pieces.append(_placed(text.strip("\r\n"), cm, tm, size))

    text = page.extract_text(visitor_text=see)
    if any(piece.is_turned for piece in pieces):
        found = map(Line, text.splitlines())
    else:
        found = map(_joined, _rows(pieces))
    whole = map(_tidied, found)
    return _without_page_number([line for line in whole if line.text])


def _tidied(line: Line) -> Line:
    text = _without_blanks(line.text).strip()
    return replace(line, text=text, is_row=bool(_BLANK_IN_HAN.search(text)))


def _without_page_number(found: list[Line]) -> list[Line]:
    rest = [line for line in found if not _PAGE_NUMBER.fullmatch(line.text)]
    if len(rest) < len(found):
        return rest
    inner = slice(_is_number(found[:1]), len(found) - _is_number(found[1:][-1:]))
    return found[inner]


def _is_number(lines: list[Line]) -> bool:
    return any(_AT_AN_EDGE.fullmatch(line.text) for line in lines)


def _without_blanks(text: str) -> str:
    """The layer that character recognition writes has a blank between any two characters."""
    is_recognised = len(_BLANK_IN_HAN.findall(text)) * 3 > len(text.replace(" ", ""))
    return _BLANK_IN_HAN.sub("", text) if is_recognised else text


def _placed(text: str, cm: list[float], tm: list[float], size: float) -> _Piece:
    """Both matrices of the page's language multiplied."""
    a, b, _, _, x, y = tm
    across, slant = a * cm[0] + b * cm[2], a * cm[1] + b * cm[3]
    left, foot = x * cm[0] + y * cm[2] + cm[4], x * cm[1] + y * cm[3] + cm[5]
    return _Piece(text, left, foot, abs(size * across), abs(slant) > _UPRIGHT * abs(across))


def _rows(pieces: list[_Piece]) -> Iterator[list[_Piece]]:
    """Pieces on one foot, from the left; rows from the top."""
    row: list[_Piece] = []
    for piece in sorted(pieces, key=lambda piece: -piece.foot):
        if row and row[0].foot - piece.foot > _ONE_FOOT * row[0].size:
            yield sorted(row, key=lambda piece: piece.left)
            row = []
        row.append(piece)
    if row:
        yield sorted(row, key=lambda piece: piece.left)


def _joined(row: list[_Piece]) -> Line:
    """One line; a gap of more than a character between pieces is a blank.

    Where the font changes inside a command, its pieces all say where the first one stands.
    """
    text, end, right, before = "", row[0].left, row[0].left, row[0].left
    for piece in row:
        if piece.left != before:
            text += " " if piece.left - end > piece.size else ""
            before = end = right = piece.left
        text += piece.text
        end += text_width(piece.text, piece.size, latin=_WIDEST_DIGIT)
        right += text_width(piece.text.rstrip(), piece.size)
    return Line(text, row[0].left, row[0].foot, max(piece.size for piece in row), right)
