"""Plain text out of a cell: widths folded, invisible characters gone, rare characters kept."""

import re
import unicodedata

from township_npc.office.sheets.reader import Cell

_EXCEL_ERROR = re.compile(r"#(N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!)")
_NOTHING = {"无", "/", "-", "—", "——", "－", "、", "不详", "暂无"}
_HAN = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
_FULL_WIDTH = str.maketrans("(),:;", "（），：；")


def fold(text: str) -> str:
    """Full-width letters, digits and marks to plain ones; Han characters stay as they are."""
    return "".join(_fold_one(char) for char in text)


def plain(cell: Cell) -> str:
    """What stands in a cell, on one line; empty for an error code or a stroke for nothing."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    text = " ".join(fold(str(cell)).split())
    return "" if _EXCEL_ERROR.fullmatch(text) or text in _NOTHING else text


def prose(cell: Cell) -> str:
    """Plain text with the brackets and commas Chinese is printed with."""
    text = plain(cell)
    return text.translate(_FULL_WIDTH) if has_han(text) else text


def has_han(text: str) -> bool:
    return bool(_HAN.search(text))


def _fold_one(char: str) -> str:
    if unicodedata.category(char) in ("Cc", "Zs", "Zl", "Zp"):
        return " "
    if unicodedata.category(char) in ("Cf", "Cs", "Cn"):
        return ""
    return char if _HAN.match(char) else unicodedata.normalize("NFKC", char)
