"""How numbers, dates and lists are written in official papers. Pure functions."""

import re
from collections.abc import Sequence
from datetime import date

_WEEKDAYS = "一二三四五六日"
_DATE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")


def paper_date(day: date) -> str:
    """2026年1月5日: arabic, the full year, no padded zero (GB/T 9704-2012, 7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"


def date_range(first: date, last: date) -> str:
    """2026年1月15日至16日: what both days share is said once."""
    if first == last:
        return paper_date(first)
    end = f"{last.day}日"
    if first.month != last.month or first.year != last.year:
        end = f"{last.month}月{end}"
    if first.year != last.year:
        end = f"{last.year}年{end}"
    return f"{paper_date(first)}至{end}"


def read_paper_date(text: str) -> date | None:
    """The day that ``paper_date`` wrote; None where another text stands."""
    found = _DATE.fullmatch(text)
    return date(*map(int, found.groups())) if found else None


def weekday(day: date) -> str:
    return f"星期{_WEEKDAYS[day.weekday()]}"


def document_number(agency: str, year: int, number: int) -> str:
    """莲人发〔2026〕1号: 〔〕, no 第, no leading zero (7.2.5)."""
    return f"{agency}〔{year}〕{number}号"


def attachment_lines(names: Sequence[str]) -> list[str]:
    """One has no number, several have 1. 2.; nothing stands after a name (7.3.4)."""
    bare = [name.strip().rstrip("。；;，,") for name in names if name.strip()]
    return bare if len(bare) == 1 else [f"{n}.{name}" for n, name in enumerate(bare, 1)]


def closed(text: str) -> str:
    """抄送 ends with a full stop (7.4.2)."""
    return f"{text.strip().rstrip('。')}。" if text.strip() else ""


def correction_line(title: str, number: str, issued_on: date) -> str:
    """What a paper says that puts an issued one right."""
    named = f"《{title}》（{number}）" if number else f"《{title}》"
    return f"{paper_date(issued_on)}印发的{named}有误，现予更正，以本件为准。"
