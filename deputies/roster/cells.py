"""Names, ID numbers and phones out of cells: the value, a note on what was mended, a fault."""

import re
from dataclasses import dataclass
from datetime import date
from math import inf

from deputies.rules.roster import (
    ID_LENGTH,
    LOST_DIGITS,
    OLD_ID_LENGTH,
    id_fault,
    modern_id,
    phone_fault,
)
from township_npc.office.sheets.reader import Cell
from township_npc.office.sheets.text import fold, has_han, plain

NAME_LENGTH = 60
_DOTS = re.compile(r"\s*[·•・‧∙⋅●.]\s*")
_BRACKETED_GENDER = re.compile(r"\((男|女)\)$")
_SEPARATORS = re.compile(r"[/、,;|或和\n]+")
_SCIENTIFIC = re.compile(r"\d(\.\d+)?E\+?\d+")
_LIKE_X = str.maketrans("×✕хХχΧ", "XXXXXX")


@dataclass(frozen=True)
class Found:
    """``value`` is what may be kept; ``read`` what stood there, even when it may not."""

    value: str = ""
    read: str = ""
    note: str = ""
    fault: str = ""
    gender: str = ""


def read_name(cell: Cell) -> Found:
    """王 强 → 王强; 买买提•艾力 → 买买提·艾力; 李兰（女） → 李兰 and her gender."""
    text = plain(cell)
    notes = []
    bracketed = _BRACKETED_GENDER.search(text)
    name = _BRACKETED_GENDER.sub("", text).strip()
    if bracketed:
        notes.append(f"姓名后的“（{bracketed[1]}）”已去掉")
    if has_han(name):
        dotted = _DOTS.sub("·", name)
        closed = re.sub(r"\s", "", dotted)
        if dotted != name:
            notes.append("姓名中的间隔号统一成“·”")
        if closed != dotted:
            notes.append("姓名中的空格已去掉")
        name = closed
    fault = f"姓名太长，有 {len(name)} 个字" if len(name) > NAME_LENGTH else ""
    return Found(
        name[:NAME_LENGTH], name, "；".join(notes), fault, bracketed[1] if bracketed else ""
    )


def read_id(cell: Cell, *, today: date) -> Found:
    """An ID number that may be kept is sound; one that is not is said with its reason."""
    if isinstance(cell, float) and 10**OLD_ID_LENGTH <= cell < inf:
        return Found(read=str(int(cell))[:OLD_ID_LENGTH], fault=LOST_DIGITS)
    number = re.sub(r"[\s'’`\"\-]", "", plain(cell)).upper().translate(_LIKE_X)
    if not number:
        return Found()
    if re.fullmatch(r"\d{17}\*", number):
        number = f"{number[:-1]}X"
    if _SCIENTIFIC.fullmatch(number):
        digits = re.sub(r"\D", "", number.partition("E")[0])
        return Found(read=digits, fault=LOST_DIGITS)
    if "*" in number:
        return Found(read=number, fault="证件号打了星号，不完整")
    if len(number) == OLD_ID_LENGTH and number.isascii() and number.isdigit():
        return _read_old_id(number, today)
    fault = id_fault(number, today=today)
    if fault and len(number) == ID_LENGTH and number.endswith("000"):
        fault = LOST_DIGITS
    return Found("" if fault else number, number, fault=fault)


def _read_old_id(number: str, today: date) -> Found:
    longer = modern_id(number)
    if id_fault(longer, today=today):
        return Found(read=number, fault="证件号是 15 位的旧号，里面的出生日期也不对")
    fault = f"证件号是 15 位的旧号，换算成 18 位后末四位是 {longer[-4:]}，请核对"
    return Found(longer, longer, fault=fault)


def read_phone(cell: Cell) -> Found:
    """+86 138-0000-0000 → 13800000000; of several numbers the first."""
    written = plain(cell) if not isinstance(cell, str) else fold(cell.replace("\n", "/"))
    numbers = [_dialled(part) for part in _SEPARATORS.split(written)]
    numbers = [number for number in numbers if number] or [""]
    first = numbers[0]
    if re.fullmatch(r"(1\d{10}){2}", first):
        numbers = [first[:11], first[11:]]
        first = numbers[0]
    note = f"电话有 {len(numbers)} 个，取了第一个" if len(numbers) > 1 else ""
    fault = phone_fault(first) if first else ""
    return Found("" if fault else first, first, note, fault)


def _dialled(text: str) -> str:
    """Digits as they are dialled: blanks, strokes, brackets and the country code taken out."""
    number = re.sub(r"[\s'’`\-—_.()（）]", "", text)
    number = re.sub(r"^(\+|00)?86(?=1\d{10}$)", "", number)
    return "" if number in ("", "无", "暂无", "不详") else number
