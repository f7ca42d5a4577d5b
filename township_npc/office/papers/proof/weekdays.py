"""文字关: the weekday belongs to the date, and a range does not end before it begins."""

import re
from collections.abc import Iterator
from datetime import date

from township_npc.office.papers.proof.check import Check
from township_npc.office.papers.proof.dates import Written
from township_npc.office.papers.proof.finding import WORDING, Finding

_NAMES = "一二三四五六日"
_WORD = "(?:星期|周|礼拜)"
_BEHIND = re.compile(
    rf"\s*(?:上午|下午|晚上|晚)?\s*[（(，,、]?\s*{_WORD}(?P<one>[{_NAMES}天])"
    rf"(?:\s*(?:至|到|—|－|-|~|～|、|和)\s*{_WORD}?(?P<two>[{_NAMES}天])(?!次))?"
)
_BEFORE = re.compile(rf"{_WORD}(?P<one>[{_NAMES}天])\s*[（(，,]?\s*$")


def findings(check: Check) -> Iterator[Finding]:
    by_start = {one.start: one for one in check.dates}
    wrong_years: set[int] = set()
    for written in check.dates:
        begun = by_start.get(written.since)
        for day, at in _named(check, written, begun):
            if day.since not in wrong_years:
                yield from (found := list(_compare(check, day, at)))
                wrong_years.update(one.start for one in found if one.code == "stale_year")
        if begun and begun.on and written.on and written.on <= begun.on:
            span = written.start, written.end
            what = f"{_said(begun.on)}至{_said(written.on)}：后一个日期应在前一个之后"
            if not re.search("[、和,]", check.text[begun.end : written.start]):
                yield check.found(WORDING, "date_order", span, what, sure=False)


def _named(check, written: Written, begun: Written | None) -> Iterator[tuple[Written, tuple]]:
    """Each weekday that stands by a date: (the date, where the weekday's character is)."""
    if written.day is None:
        return
    if behind := _BEHIND.match(check.text, written.end):
        if behind["two"]:
            yield begun or written, behind.span("one")
            if begun:
                yield written, behind.span("two")
        else:
            yield written, behind.span("one")
    elif before := _BEFORE.search(check.paper.before(written.start, 8)):
        offset = max(0, written.start - 8)
        yield written, (offset + before.start("one"), offset + before.end("one"))


def _compare(check: Check, written: Written, at: tuple[int, int]) -> Iterator[Finding]:
    said = check.text[slice(*at)].replace("天", "日")
    days = _days_meant(check, written)
    if not days or any(_NAMES[day.weekday()] == said for day in days):
        return
    right = days[0]
    meant = _other_year(check, written, said)
    if meant:
        what = f"{_said(right)}是星期{_name(right)}，{meant.year} 年这一天才是星期{said}，年份错了"
        start = written.start
        yield check.found(
            WORDING, "stale_year", (start, start + 4), what, str(meant.year), sure=True
        )
        return
    what = f"{_said(right)}是星期{_name(right)}，不是星期{said}"
    yield check.found(WORDING, "weekday", at, what, _name(right))


def _days_meant(check: Check, written: Written) -> list[date]:
    """The day; without a year also that of next January in a paper of the year's end."""
    if written.on is None:
        return []
    days = [written.on]
    issued = check.issued
    if written.year is None and issued and issued.on and issued.month >= 11 and written.month <= 2:
        days.append(written.on.replace(year=issued.on.year + 1))
    return days


def _other_year(check: Check, written: Written, said: str) -> date | None:
    """The day in the year of the facts, when that is the one with this weekday."""
    year = check.facts.year
    if written.year is None or not year or written.year == year or written.form != "full":
        return None
    try:
        meant = written.on.replace(year=year)
    except ValueError:
        return None
    return meant if _NAMES[meant.weekday()] == said else None


def _name(day: date) -> str:
    return _NAMES[day.weekday()]


def _said(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
