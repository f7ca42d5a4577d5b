"""文字关: the older paper's year where a year stands alone, in the title and in the text."""

import re
from collections.abc import Iterator

from township_npc.office.papers.proof.check import Check
from township_npc.office.papers.proof.dates import years_alone
from township_npc.office.papers.proof.finding import WORDING, Finding

#: An older paper is not taken over after more years than this; what is older is history.
TAKEN_OVER = 5
_OPENS_WITH_YEAR = re.compile(r"(?P<year>(?:19|20)\d{2})年(?:以来|度)?，")


def findings(check: Check) -> Iterator[Finding]:
    """2025年工作安排: a year with no day, told by the words behind it."""
    if not check.facts.year:
        return
    yield from _of_the_title(check)
    inside = [(one.start, one.end) for one in check.dates]
    first = check.facts.year - TAKEN_OVER
    for start, end, year in years_alone(check.text):
        if first <= year < check.facts.year and not any(a <= start < b for a, b in inside):
            yield from _old_year_alone(check, start, end, year)


def _old_year_alone(check: Check, start: int, end: int, year: int) -> Iterator[Finding]:
    behind = _segment(check, end)
    last_year = check.facts.year - 1
    if year < last_year and re.match(check.lists.cues["done"], behind):
        what = f"{check.facts.year} 年的文稿回顾的应是 {last_year} 年，这里是 {year} 年"
        yield year_finding(check, start, what, last_year, sure=False)
    elif _is_done_before(check, start, behind):
        return
    elif _is_planned(check, behind):
        yield year_finding(check, start, f"说的是今后的安排，年份却是 {year} 年")
    elif _is_out_of_place(check, start, year, behind):
        yield year_finding(check, start, f"{year} 年是旧文的年份，请核对", sure=False)


def _is_planned(check: Check, behind: str) -> bool:
    planned = "planned" if check.looks_back else "planned_or_named"
    return bool(re.match(check.lists.cues[planned], behind))


def _segment(check: Check, at: int) -> str:
    """From the year to the end of its clause, or to the next year. 2025年， opens a clause."""
    behind = check.paper.after(at, 60).removeprefix("，")
    return re.split(r"[，。；！？]|(?:19|20)\d{2}年", behind)[0]


def _lead(check: Check, at: int) -> str:
    return re.split(r"[，。；！？：\n]|(?:19|20)\d{2}年", check.paper.before(at, 30))[-1]


def _is_done_before(check: Check, start: int, behind: str) -> bool:
    """2025年工作要点完成情况, 根据2025年工作安排, 2025年票决的民生实事: the past, rightly."""
    if check.lists.cue("done_behind").search(behind):
        return True
    return bool(re.search(check.lists.cues["done_before"], _lead(check, start)))


def _is_out_of_place(check: Check, start: int, year: int, behind: str) -> bool:
    """The older paper's year where a paper does not look back, or where it looks ahead."""
    former = check.facts.former
    if not former or year != former.year or re.search(r"〔\d*$|号$", check.paper.before(start, 3)):
        return False
    heading = check.paper.heading_before(start)
    if check.looks_back and not check.lists.cue("plan_heading").search(heading):
        return False
    around = f"{_lead(check, start)} {behind}"
    return not check.lists.cue("past_of_year").search(around)


def _of_the_title(check: Check) -> Iterator[Finding]:
    """2025年工作总结 over a text that begins: 2026年，办公室……"""
    first = next((line for line in check.paper.filled if line[0] >= check.paper.title[1]), None)
    opens = first and _OPENS_WITH_YEAR.match(check.text, first[0])
    if not opens or int(opens["year"]) != check.facts.year:
        return
    for start, _, year in years_alone(check.text):
        if check.paper.is_title(start) and year == check.facts.year - 1:
            what = f"标题说的是 {year} 年，正文一开头说的是 {check.facts.year} 年"
            yield year_finding(check, start, what, sure=False)


def year_finding(check: Check, start: int, what: str, right: int = 0, sure=True) -> Finding:
    """Every year has four characters, 2025 or 二〇二五."""
    span = start, start + 4
    return check.found(WORDING, "stale_year", span, what, str(right or check.facts.year), sure)
