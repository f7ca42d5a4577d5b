"""What a line of a roster must satisfy: ID numbers (GB 11643-1999), phones, births; and the limits
of an import. No database, no clock."""

import re
from datetime import date, timedelta

from deputies.choices import RowChoice, RowKind

MAX_BYTES = 20 * 1024 * 1024
MAX_ROWS = 5_000
MAX_COLUMNS = 200
#: Rows of one transaction; the pause after it lets others write (SQLite has one writer).
BATCH = 50
#: Removing a row alone asks every table that may refer to it, so only some at a time.
ONE_BY_ONE = 5
UNDO_PERIOD = timedelta(days=30)
#: The region code that no place has; the demo takes only people whose numbers begin with it.
INVENTED_REGION = "360199"

ID_LENGTH = 18
OLD_ID_LENGTH = 15
LOST_DIGITS = "证件号存成数字，末位丢失"
AGES = range(18, 101)

_ID_SHAPE = re.compile(r"\d{17}[\dX]")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
_MOBILE = re.compile(r"1[3-9]\d{9}")
_LANDLINE = re.compile(r"0\d{9,11}|[2-8]\d{6,7}")


def check_digit(first_17: str) -> str:
    """The last character of an 18-digit ID number (GB 11643-1999, 附录: ISO 7064 MOD 11-2)."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, first_17, strict=True))
    return _CHECK_DIGITS[total % 11]


def modern_id(old: str) -> str:
    """The 18-digit number of a 15-digit one: the century put in, the check digit added."""
    first_17 = f"{old[:6]}19{old[6:]}"
    return first_17 + check_digit(first_17)


def id_fault(number: str, *, today: date) -> str:
    """What is wrong with an 18-digit ID number, in words; empty when it is sound."""
    if len(number) != ID_LENGTH:
        return f"证件号是 {len(number)} 位，应是 {ID_LENGTH} 位"
    if not _ID_SHAPE.fullmatch(number):
        return "证件号里有不该有的字"
    if not 1 <= int(number[10:12]) <= 12:
        return "证件号中的出生月份不存在"
    born_on = birth_in(number)
    if born_on is None:
        return "证件号中的出生日期不存在"
    if not date(1900, 1, 1) <= born_on <= today:
        return "证件号中的出生年份不对"
    expected = check_digit(number[:17])
    if number[17] == expected:
        return ""
    return f"证件号校验码不符，有数字写错了（按前 17 位算，末位应是 {expected}）"


def birth_in(number: str) -> date | None:
    """The birth date an 18-digit ID number carries; None when there is no such day."""
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def phone_fault(phone: str) -> str:
    """What is wrong with a phone number, in words; empty when it may be dialled."""
    if _MOBILE.fullmatch(phone) or _LANDLINE.fullmatch(phone):
        return ""
    if not phone.isdecimal():
        return "电话里有不该有的字"
    if phone.startswith("1") and len(phone) != 11:
        return f"手机号位数不对，是 {len(phone)} 位，应是 11 位"
    return "手机号开头不对" if phone.startswith("1") else "电话号码位数不对"


def full_year(two_digits: int, *, today: date) -> int:
    """The century by plausible age: 75 → 1975, 04 → 2004 in 2026; a deputy is at least eighteen
    (《宪法》第三十四条)."""
    later = 2000 + two_digits
    return later if today.year - later in AGES else 1900 + two_digits


def offered_choices(kind: str, *, is_known: bool, is_blocked: bool) -> list[str]:
    """What the person may choose for a row; the first is chosen until the person chooses.

    A row that would break a promise of the data (the same ID twice in a term) can only be skipped,
    and a person who already has a seat can only be updated.
    """
    if is_blocked or kind == RowKind.SAME:
        return [RowChoice.SKIP]
    if kind == RowKind.SUSPICIOUS:
        return [RowChoice.SKIP, RowChoice.UPDATE if is_known else RowChoice.TAKE]
    return [RowChoice.UPDATE if is_known else RowChoice.TAKE, RowChoice.SKIP]


def choice_label(kind: str, choice: str) -> str:
    """加入、更新、跳过; a doubtful row that is left out is 先不加."""
    if kind == RowKind.SUSPICIOUS and choice == RowChoice.SKIP:
        return "先不加"
    return RowChoice(choice).label
