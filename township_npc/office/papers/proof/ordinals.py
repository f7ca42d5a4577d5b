"""政策关: 届 and 次 of the meeting at hand.

Another meeting may well be named (镇十九届人大六次会议以来); whether it is, the words around tell.
"""

import re
from collections.abc import Iterator

from township_npc.office.numerals import chinese_ordinal
from township_npc.office.papers.proof.check import Check
from township_npc.office.papers.proof.dates import Written
from township_npc.office.papers.proof.finding import POLICY, Finding
from township_npc.office.papers.proof.meetings import Meeting, meetings


def findings(check: Check) -> Iterator[Finding]:
    facts = check.facts
    for meeting in meetings(check):
        wrong_term = facts.term and meeting.term not in (None, facts.term)
        wrong_session = facts.session and meeting.session not in (None, facts.session)
        if not (wrong_term or wrong_session):
            continue
        sure = _verdict(check, meeting)
        if sure is not None and wrong_term:
            yield _wrong(check, meeting.term_span, meeting.term, facts.term, "届", sure)
        elif sure is not None:
            span = meeting.session_span
            yield _wrong(check, span, meeting.session, facts.session, "次", sure)


def _verdict(check: Check, meeting: Meeting) -> bool | None:
    """True: wrong. False: to be looked at. None: another meeting is rightly named."""
    behind = check.paper.after(meeting.end, 24).lstrip("\n\u3000 ")
    behind = re.sub(r"^(?:[镇乡]?(?:人民代表大会|人大))?(?:会议|大会|人代会)?\s*", "", behind)
    dates = _linked_dates(check, meeting)
    if _passed_here(check, meeting) or any(one.on in check.facts.days for one in dates):
        return True
    is_former = _is_former(check, meeting)
    if _speaks_of_the_past(check, meeting, behind, dates):
        return False if _has_the_term_of_none(check, meeting) else None
    if not _is_earlier(check, meeting) and _lies_ahead(check, meeting):
        return None
    in_title = check.paper.is_title(meeting.start)
    if _starts(check, "ordinal_weak", behind) and _is_earlier(check, meeting):
        if _is_this_session(check, meeting):
            return False
        if check.looks_back and not (is_former and in_title):
            return None
        if not is_former and not in_title:
            return None
    if in_title or _starts(check, "ordinal_now", behind):
        return True
    return is_former or not _is_earlier(check, meeting)


def _is_this_session(check: Check, meeting: Meeting) -> bool:
    """第十八届……第七次会议: the 次 is that of the meeting at hand, so the 届 should be too."""
    return meeting.session is not None and meeting.session == check.facts.session


def _has_the_term_of_none(check: Check, meeting: Meeting) -> bool:
    """镇十八届人大五次会议以来, where the older paper's fifth meeting was one of this 届; or a 届
    gone by beside a date since that meeting.
    """
    former, facts = check.facts.former, check.facts
    if not former or meeting.term in (None, facts.term) or former.term != facts.term:
        return False
    if meeting.session == former.session:
        return True
    start, end = check.paper.sentence(meeting.start)
    since = min(former.days, default=None)
    return bool(since) and any(
        one.on and one.year and one.on >= since for one in check.dates_between(start, end)
    )


def _linked_dates(check: Check, meeting: Meeting) -> list[Written]:
    """Dates that stand close by, in the same sentence and not across a comma."""
    start, end = check.paper.sentence(meeting.start)
    near = check.dates_between(max(start, meeting.start - 30), min(end, meeting.end + 30))
    return [one for one in near if not re.search(r"[，；]", _between(check, one, meeting))]


def _between(check: Check, one: Written, meeting: Meeting) -> str:
    if one.end <= meeting.start:
        return check.text[one.end : meeting.start]
    return check.text[meeting.end : one.start]


def _passed_here(check: Check, meeting: Meeting) -> bool:
    """（……第七次会议通过）: the note under a title speaks of the meeting at hand."""
    return bool(re.match(r"(?:会议)?\s*(?:通过|批准)\s*[）)]", check.paper.after(meeting.end, 12)))


def _speaks_of_the_past(check: Check, meeting, behind: str, dates: list[Written]) -> bool:
    start, end = check.paper.sentence(meeting.start)
    if _starts(check, "ordinal_strong", behind):
        return True
    if check.lists.cue("past").search(check.text, start, meeting.start):
        return True
    year, former = check.facts.year, check.facts.former
    older = [
        one
        for one in check.dates_between(start, min(end, meeting.end + 20))
        if one.year and year and one.year < year
    ]
    stale = former and not check.looks_back and any(one.on in former.days for one in dates)
    return bool(older) and not stale


def _lies_ahead(check: Check, meeting: Meeting) -> bool:
    start, end = check.paper.sentence(meeting.start)
    return bool(check.lists.cue("later").search(check.text, start, end))


def _is_former(check: Check, meeting: Meeting) -> bool:
    former = check.facts.former
    if not former:
        return False
    if meeting.session is None:
        return meeting.term == former.term
    return meeting.session == former.session or (
        meeting.term is not None and meeting.term == former.term != check.facts.term
    )


def _is_earlier(check: Check, meeting: Meeting) -> bool:
    term, session = check.facts.term, check.facts.session
    if term and meeting.term and meeting.term != term:
        return meeting.term < term
    return bool(session and meeting.session and meeting.session < session)


def _starts(check: Check, cue: str, behind: str) -> bool:
    return bool(check.lists.cue(cue).match(behind))


def _wrong(check: Check, span, said: int, right: int, unit: str, sure: bool) -> Finding:
    written = check.text[slice(*span)]
    suggestion = str(right) if written.isdecimal() else chinese_ordinal(right)
    former = check.facts.former
    old = former and said in ((former.term,) if unit == "届" else (former.session,))
    trace = "，这是旧文的" if old else ""
    what = f"{unit}不对：本次是第{chinese_ordinal(right)}{unit}，这里写的是第{written}{unit}{trace}"
    return check.found(POLICY, "ordinal", span, what, suggestion, sure)
