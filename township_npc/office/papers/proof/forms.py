"""行文关: the 文号 with its brackets, and dates as they must be written."""

import re
from collections.abc import Iterator

from township_npc.office.papers.proof.check import Check
from township_npc.office.papers.proof.dates import Written
from township_npc.office.papers.proof.finding import FORM, Finding
from township_npc.office.papers.proof.text import HAN

_NUMBER = re.compile(
    rf"(?P<series>[{HAN}]{{0,12}})[ \u3000]*(?P<open>[〔\[［【（(﹝])[ ]*"
    r"(?P<year>\d{2}|\d{4})[ ]*年?(?P<close>[〕\]］】）)﹞])[ \u3000]*"
    r"第?[ ]*(?P<n>\d{1,4})[ ]*号"
)
_COURT = re.compile(r"[民刑行执赔]\S{0,2}$")
_SHORT_YEAR = re.compile(r"(?<![\d.])(?P<year>\d{2})\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*[日号]")


def findings(check: Check) -> Iterator[Finding]:
    for match in _NUMBER.finditer(check.text):
        yield from _number(check, match)
    for written in check.dates:
        yield from _date(check, written)
    for match in _SHORT_YEAR.finditer(check.text):
        what = "年份要写四位数"
        yield check.found(FORM, "date_form", match.span("year"), what, f"20{match['year']}")


def _number(check: Check, match: re.Match) -> Iterator[Finding]:
    if _COURT.search(match["series"]):
        return
    form = match.start("open"), match.end()
    year = match["year"] if len(match["year"]) == 4 else f"20{match['year']}"
    right = f"〔{year}〕{int(match['n'])}号"
    if check.text[slice(*form)] != right:
        what = f"发文字号写成“〔{year}〕{int(match['n'])}号”：六角括号，年份四位，不加“第”，不补 0"
        yield check.found(FORM, "number_form", form, what, right)
    if _stands_alone(check, match):
        yield from _own_number(check, match, int(year))
    yield from _former_number(check, match, f"{match['series']}{right}")


def _stands_alone(check: Check, match: re.Match) -> bool:
    """A line of its own: the paper's own 文号, not one that is quoted."""
    start, end = check.paper.line(match.start())
    line = check.text[start:end]
    rest = line.replace(match[0], "", 1).strip(" \u3000（）()")
    return len(rest) <= 12 and not re.search(r"[，。；：、《》]", rest)


def _own_number(check: Check, match: re.Match, year: int) -> Iterator[Finding]:
    wanted = _year_of_paper(check)
    if wanted and year != wanted:
        what = f"发文字号的年份是 {year} 年，应是 {wanted} 年"
        yield check.found(FORM, "number_year", match.span("year"), what, str(wanted))
    series = match["series"]
    if check.facts.series and series and not series.endswith(check.facts.series):
        known = "、".join(check.facts.series)
        if any(_differ_by_one(series, own) for own in check.facts.series):
            what = f"机关代字是“{series}”，本机关用的是“{known}”"
            suggestion = known if len(check.facts.series) == 1 else ""
            span = match.span("series")
            yield check.found(FORM, "number_series", span, what, suggestion, sure=False)


def _differ_by_one(series: str, own: str) -> bool:
    """清入发 for 清人发; another body of the town has another 机关代字 by right."""
    ending = series[-len(own) :]
    return len(ending) == len(own) and sum(map(str.__ne__, ending, own)) == 1


def _year_of_paper(check: Check) -> int | None:
    """The year the paper was signed in; a December before the meeting's year is no mistake."""
    year, issued = check.facts.year, check.issued
    if issued and issued.year and (not year or issued_in_time(issued, year)):
        return issued.year
    return year


def issued_in_time(issued: Written, year: int) -> bool:
    """Signed in the year of the facts, or in the last two months before it."""
    return issued.year == year or (issued.year == year - 1 and issued.month >= 11)


def _former_number(check: Check, match: re.Match, number: str) -> Iterator[Finding]:
    former = check.facts.former
    if not former or number in check.facts.numbers:
        return
    if any(number.endswith(old) for old in former.numbers) and _stands_alone(check, match):
        what = f"“{number}”是旧文的发文字号"
        yield check.found(FORM, "number_former", match.span(), what)


def _date(check: Check, written: Written) -> Iterator[Finding]:
    span = written.start, written.end
    text = check.text[slice(*span)]
    if _is_no_day(written):
        yield check.found(FORM, "date_impossible", span, f"没有“{text}”这一天")
        return
    if written.form == "short" and not re.search(r"\d", text):
        return  # 每年六月三十日 is how laws and rules are written
    right = _in_form(written, text)
    if right != text:
        what = f"日期写成“{right}”"
        yield check.found(FORM, "date_form", span, what, right, sure=written.form == "full")


def _is_no_day(written: Written) -> bool:
    if written.month_day is None:
        return True
    return written.day is not None and written.on is None and written.year is not None


def _in_form(written: Written, text: str) -> str:
    """Arabic figures, no zero in front, 日; blanks inside are a matter of the layout."""
    if written.form == "figures":
        return f"{written.year}年{written.month}月{written.day}日"
    if re.search(r"[〇○Oo零一二三四五六七八九十]", text):
        year = f"{written.year}年" if written.year else ""
        return f"{year}{written.month}月{written.day}日"
    text = re.sub(r"(?<!\d)0(?=\d)", "", text)
    return re.sub(r"号$", "日", text)
