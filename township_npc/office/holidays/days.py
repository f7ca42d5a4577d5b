"""Days and what is done on them, as people write them: 10月1日至7日, 2026.10.1-10.7; 放假, 班."""

import re
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError

from township_npc.office.choices import DayKind
from township_npc.office.forms.base import read_day
from township_npc.office.sheets.reader import Cell
from township_npc.office.sheets.text import plain

#: A holiday is never this long; more is a slip of the pen.
LONGEST = 31

_DAY_ONLY = r"\d{1,2}[日号]?"
_MONTH_DAY = r"\d{1,2}[-./月]\d{1,2}[日号]?"
_DAY = rf"(?:(?:19|20)\d\d[-./年]{_MONTH_DAY}|(?:19|20)\d{{6}}|{_MONTH_DAY})"
_SPAN = re.compile(rf"(?<!\d)({_DAY})(?:(?:至|到|~|[-—–―]+)({_DAY}|{_DAY_ONLY}))?(?![\d点时:天个])")
_AROUND = re.compile(r"\s*([年月日号./\-—–―~至到])\s*")
_BRACKETS = re.compile(r"[(（【\[][^)）】\]]*[)）】\]]")
_BETWEEN = re.compile(r"[、,，;；和及与]")
_SERIAL_0 = date(1899, 12, 30)
_SERIALS = range(36_526, 73_051)  # 2000 … 2099, as a spreadsheet counts days

#: Said outright, or only hinted; 调休 alone may mean either.
_WORDS = (
    {DayKind.HOLIDAY: r"放假|休息", DayKind.WORKDAY: r"上班|补班|工作日"},
    {DayKind.HOLIDAY: r"(?<!调)休|(?<!节)假", DayKind.WORKDAY: r"班"},
)

Span = tuple[date, date]


def read_spans(cell: Cell, year: int) -> list[Span]:
    """Every day or stretch of days in a cell that holds nothing else; raises ValidationError."""
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, float) and cell.is_integer() and int(cell) in _SERIALS:
        cell = _SERIAL_0 + timedelta(days=int(cell))
    if isinstance(cell, date):
        return [_checked(cell, cell, year)]
    parts = [part for part in _BETWEEN.split(tidy(plain(cell))) if part.strip()]
    return [_read_span(part.strip(), year) for part in parts]


def find_spans(text: str, year: int) -> list[Span]:
    """The days in a running text, in their order; raises ValidationError for one that is none."""
    return [_span(found, year) for found in _SPAN.finditer(text)]


def has_span(text: str) -> bool:
    return bool(_SPAN.search(text))


def without_spans(text: str) -> str:
    return _SPAN.sub(" ", text)


def tidy(text: str) -> str:
    """Brackets with the day of the week gone, no blanks inside a date."""
    return _AROUND.sub(r"\1", without_brackets(text)).strip()


def without_brackets(text: str) -> str:
    return _BRACKETS.sub("", text)


def find_kinds(text: str) -> set[str]:
    """What a text says of its days: 放假, 调休上班, both or nothing; outright words go first."""
    for words in _WORDS:
        found = {kind for kind, pattern in words.items() if re.search(pattern, text)}
        if found:
            return found
    return set()


def _read_span(text: str, year: int) -> Span:
    found = _SPAN.fullmatch(text)
    if found is None:
        read_day(text)  # says what is wrong with it
    return _span(found, year)


def _span(found: re.Match, year: int) -> Span:
    first = _read_one(found[1], year)
    last = _read_last(found[2], first, year) if found[2] else first
    if first.month == 12 and last.month == 1 and last < first:
        last = last.replace(year=first.year + 1)
        if first.year == year and not found[1].startswith(str(year)):  # 12月31日至1月2日
            first, last = first.replace(year=year - 1), last.replace(year=year)
    return _checked(first, last, year)


def _read_last(text: str, first: date, year: int) -> date:
    """至7日: the month and the year of the first day hold on."""
    if re.fullmatch(_DAY_ONLY, text):
        text = f"{first.month}-{text}"
    return _read_one(text, first.year)


def _read_one(text: str, year: int) -> date:
    return read_day(f"{year}-{text}" if re.fullmatch(_MONTH_DAY, text) else text)


def _checked(first: date, last: date, year: int) -> Span:
    """An arrangement speaks of its year, and of the December before it."""
    if last < first:
        raise ValidationError(f"{last} 早于 {first}，起止写反了。", code="reversed")
    if not date(year - 1, 12, 1) <= first <= last <= date(year, 12, 31):
        raise ValidationError(f"{first} 不在 {year} 年的安排里，请看看年份。", code="other_year")
    if (length := (last - first).days + 1) > LONGEST:
        raise ValidationError(
            f"一段有 {length} 天，最多 {LONGEST} 天，请看看起止。", code="too_long"
        )
    return first, last
