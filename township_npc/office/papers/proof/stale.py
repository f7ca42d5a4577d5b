"""文字关: traces of the older paper: its days, with their years.

A paper may well speak of last year. Whether it does so rightly, the words around tell; so some of
these findings are only for a person to look at.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from township_npc.office.papers.proof.check import Check
from township_npc.office.papers.proof.dates import Written
from township_npc.office.papers.proof.finding import WORDING, Finding
from township_npc.office.papers.proof.forms import issued_in_time
from township_npc.office.papers.proof.meetings import meetings
from township_npc.office.papers.proof.years import TAKEN_OVER, year_finding

#: How long a meeting may go on after the last day the facts name.
MEETING_DAYS = 2
_CLAUSE_END = re.compile(r"[，。；：！？\n]")


def findings(check: Check) -> Iterator[Finding]:
    if check.facts.year:
        yield from _issue_date(check)
        yield from _dates(check)
    yield from _days_of_the_meeting(check)
    yield from _unexpected_days(check)


def _issue_date(check: Check) -> Iterator[Finding]:
    issued, year = check.issued, check.facts.year
    if issued and issued.year and issued.year < year and not issued_in_time(issued, year):
        what = f"成文日期是 {issued.year} 年，应是 {year} 年"
        yield year_finding(check, issued.start, what)


def _dates(check: Check) -> Iterator[Finding]:
    for written in check.dates:
        if written.on is None or written is check.issued:
            continue
        if written.year and check.facts.year - TAKEN_OVER <= written.year < check.facts.year:
            yield from _old_year(check, written)
        elif written.year is None or written.year == check.facts.year:
            yield from _old_day(check, written)


def _old_year(check: Check, written: Written) -> Iterator[Finding]:
    """A day of an earlier year: the day of the meeting, a day to come, the older paper's day."""
    this_year = _in_year(written.on, check.facts.year)
    if _is_moved(check, written) and not _is_past(check, written):
        yield _moved(check, written)
    elif written.day and this_year in _days_at_hand(check) and not _is_past(check, written):
        what = f"年份是旧的：这一天应在 {this_year.year} 年"
        yield year_finding(check, written.start, what)
    elif _is_under_title(check, written) and not issued_in_time(written, check.facts.year):
        yield year_finding(check, written.start, f"标题下的日期应在 {check.facts.year} 年")
    elif _lies_ahead(check, written) or _of_this_meeting(check, written):
        what = f"说的是以后的事，日期却在 {written.year} 年"
        yield year_finding(check, written.start, what)
    elif written.day and _is_former_day(check, written) and not _is_past(check, written):
        what = "这是旧文里的日期"
        span = written.start, written.end
        yield check.found(WORDING, "stale_date", span, what, sure=not check.looks_back)


def _days_at_hand(check: Check) -> frozenset[date]:
    """The days of the facts, and the day the paper is signed."""
    issued = check.issued
    return check.facts.days | {issued.on} if issued and issued.on else check.facts.days


def _old_day(check: Check, written: Written) -> Iterator[Finding]:
    """1月9日, when only the older paper had that day; with this year's number only where the
    meeting is spoken of, since other things happen on that day too.
    """
    if written.day is None or not _is_former_day(check, written, any_year=True):
        return
    is_that_very_day = bool(written.year) and _is_former_day(check, written)
    is_at_hand = is_that_very_day or _names_what_moved(check, written)
    if written.year and not is_at_hand and not _is_about_this_meeting(check, written):
        return
    if written.on in check.facts.days or _is_past(check, written):
        return
    if _is_moved(check, written):
        yield _moved(check, written, sure=False)
        return
    if any(day.month == written.month and day.day == written.day for day in check.facts.days):
        return
    what = f"{written.month}月{written.day}日是旧文里的日期，这次的日期里没有"
    yield check.found(WORDING, "stale_date", (written.start, written.end), what, sure=False)


def _is_former_day(check: Check, written: Written, any_year: bool = False) -> bool:
    former = check.facts.former
    days = former.days if former else frozenset()
    if any_year:
        return any((day.month, day.day) == (written.month, written.day) for day in days)
    return written.on in days


def _new_day(check: Check, written: Written) -> tuple[str, date] | None:
    """开幕 was on that day in the older paper, and is on another one now: its name, and the day."""
    former = check.facts.former
    for name, day in former.dates.items() if former and written.day else ():
        is_it = (day.month, day.day) == (written.month, written.day)
        new = check.facts.dates.get(name, day)
        if is_it and new != day and written.year in (None, day.year, new.year):
            return name, new
    return None


def _names_what_moved(check: Check, written: Written) -> bool:
    """视察 in the sentence, which was on that day in the older paper, and now is on another."""
    moved = _new_day(check, written)
    sentence = check.text[slice(*check.paper.sentence(written.start))]
    return moved is not None and len(moved[0]) > 1 and moved[0] in sentence


def _is_moved(check: Check, written: Written) -> bool:
    return _new_day(check, written) is not None


def _moved(check: Check, written: Written, sure: bool = True) -> Finding:
    name, day = _new_day(check, written)
    year = f"{day.year}年" if written.year else ""
    is_same_month = written.form == "day" and written.month == day.month
    right = f"{day.day}日" if is_same_month else f"{year}{day.month}月{day.day}日"
    what = f"这是旧文里{name}的日期，这次是{day.year}年{day.month}月{day.day}日"
    sure = sure and not check.looks_back
    span = written.start, written.end
    return check.found(WORDING, "stale_date", span, what, right, sure)


def _is_past(check: Check, written: Written) -> bool:
    """去年, 镇十九届人大五次会议……: the sentence looks back."""
    start, end = check.paper.sentence(written.start)
    if check.lists.cue("past").search(check.text, start, written.start):
        return True
    return (
        any(
            meeting.session and check.facts.session and meeting.session < check.facts.session
            for meeting in meetings(check)
            if start <= meeting.start < end
        )
        and check.looks_back
    )


def _of_this_meeting(check: Check, written: Written) -> bool:
    """（2025年1月16日……第七次会议通过）, or the day of a meeting with this 届 and 次."""
    if not check.facts.session or not written.day:
        return False
    end = check.paper.sentence(written.start)[1]
    return any(
        meeting.session == check.facts.session
        and meeting.term in (None, check.facts.term)
        and written.end <= meeting.start < min(end, written.end + 12)
        for meeting in meetings(check)
    )


def _is_about_this_meeting(check: Check, written: Written) -> bool:
    """In a sentence that names the meeting, or in the note right under the title."""
    if _is_under_title(check, written):
        return True
    return _names_this_meeting(check, check.paper.sentence(written.start))


def _names_this_meeting(check: Check, span: tuple[int, int]) -> bool:
    start, end = span
    return any(
        meeting.session == check.facts.session
        for meeting in meetings(check)
        if start <= meeting.start < end
    )


def _is_under_title(check: Check, written: Written) -> bool:
    """（2026年1月15日上午）, ——2026年1月15日在……会议上."""
    line = check.paper.line(written.start)
    below = [span for span in check.paper.filled if span[0] >= check.paper.title[1]][:2]
    is_note = check.text[slice(*line)].strip(" \u3000")[:1] in "（(—–-"
    return is_note and any(line[0] <= start < line[1] for start, _ in below)


def _lies_ahead(check: Check, written: Written) -> bool:
    lead = _CLAUSE_END.split(check.paper.before(written.start, 14))[-1]
    if re.search(check.lists.cues["ahead_before"], lead):
        return not check.lists.cue("once").search(lead)
    behind = check.paper.after(written.end, 16)
    return not check.looks_back and bool(re.match(check.lists.cues["ahead_after"], behind))


def _days_of_the_meeting(check: Check) -> Iterator[Finding]:
    """The day with the meeting's own 届次, or under the title, is none of the facts' days."""
    days = sorted(check.facts.days)
    if not days or check.facts.session is None:
        return
    first = check.facts.dates.get("开幕", days[0])
    last = check.facts.dates.get("闭幕", days[-1]) + timedelta(days=MEETING_DAYS)
    for written in check.dates:
        on = written.on
        if not on or not written.day or on.year != check.facts.year:
            continue
        if on in check.facts.days or first <= on <= last:
            continue
        if _is_day_of_this_meeting(check, written):
            what = "会议的日期和事实里的不一样"
            yield check.found(WORDING, "date_other", (written.start, written.end), what, sure=False)


def _is_day_of_this_meeting(check: Check, written: Written) -> bool:
    is_other_body = "主席团" in check.text[slice(*check.paper.clause(written.start))]
    return not is_other_body and (
        _of_this_meeting(check, written)
        or (_is_under_title(check, written) and _names_this_meeting(check, check.paper.title))
    )


def _unexpected_days(check: Check) -> Iterator[Finding]:
    """A day beside the name of one of the facts' days (闭幕) that is none of them."""
    for name, day in check.facts.dates.items():
        for match in re.finditer(re.escape(name), check.text) if len(name) > 1 else ():
            near = [
                one for one in check.dates_between(*check.paper.clause(match.start())) if one.day
            ]
            if len(near) == 1 and _is_another_day(check, near[0], day):
                what = f"“{name}”是{day.year}年{day.month}月{day.day}日，这里写的不一样"
                span = near[0].start, near[0].end
                yield check.found(WORDING, "date_other", span, what, sure=False)


def _is_another_day(check: Check, one: Written, day: date) -> bool:
    if one.on is None or one.on in check.facts.days:
        return False
    return not (_is_past(check, one) or (one.year and one.year < day.year))


def _in_year(day: date, year: int) -> date | None:
    try:
        return day.replace(year=year)
    except ValueError:
        return None
