"""The meetings of the own congress that a text names: 镇十九届人大六次会议, 第七次会议."""

import re
from dataclasses import dataclass
from functools import lru_cache

from township_npc.office.numerals import number_in
from township_npc.office.papers.proof.check import Check
from township_npc.office.papers.proof.facts import ProofFacts
from township_npc.office.papers.proof.towns import is_named, is_slip_of, other_town

_N = r"[零一二三四五六七八九十]{1,3}|\d{1,2}"
_MEETING = re.compile(
    rf"(?:第?[ ]*(?P<term>{_N})[ ]*届(?P<body>全国)?[ ]*"
    r"(?:[镇乡]?(?:人民代表大会|人大代表大会|人大|大会))?\s*)?"
    rf"(?P<nth>第?[ ]*(?P<session>{_N})[ ]*次)(?=会议|大会|人民代表大会|人代会)"
)
_TERM = re.compile(rf"第?[ ]*(?P<term>{_N})[ ]*届(?=[ ]*(?:镇|乡)?(?:人民代表大会|人大)(?!常))")
_OTHER_LEVEL = re.compile(
    r"(?:全国|[省市县区州旗盟]|党的?|中共|中国共产党[^，。；]{0,10}|团|妇联|工会|村民?|社区|居民)$"
)
_OTHER_BODY = re.compile(
    r"(?:主席团|常委会|常务委员会|委员会|党委|党组|小组|办公会|座谈会|工会|团委|全体|村民|党员|联席|"
    r"理事会|成员|支部|班子)[^，。；：\n]{0,6}$"
)


@dataclass(frozen=True)
class Meeting:
    """A mention: where its numbers stand and what they are."""

    start: int
    end: int
    term: int | None
    term_span: tuple[int, int] | None
    session: int | None
    session_span: tuple[int, int] | None


@lru_cache(maxsize=4)
def meetings(check: Check) -> tuple[Meeting, ...]:
    """The town's own meetings the text names."""
    found = [
        Meeting(
            match.start(),
            match.end(),
            number_in(match["term"]) if match["term"] else None,
            match.span("term") if match["term"] else None,
            number_in(match["session"]),
            match.span("session"),
        )
        for match in _MEETING.finditer(check.text)
        if not match["body"] and _is_ours(check, match)
    ]
    taken = {meeting.term_span for meeting in found}
    for match in _TERM.finditer(check.text):
        if match.span("term") not in taken and _is_ours_at(check, match.start()):
            span = match.span("term")
            found.append(
                Meeting(match.start(), match.end(), number_in(match["term"]), span, None, None)
            )
    return tuple(sorted(found, key=lambda meeting: meeting.start))


def _is_ours(check: Check, match: re.Match) -> bool:
    if match["term"]:
        return _is_ours_at(check, match.start())
    # 第七次会议 alone, with its 第: of no other body, and no 第一次会议 in general.
    before = re.sub(r"(?:人民代表大会|人大)\s*$", "", check.paper.before(match.start(), 14))
    facts, session = check.facts, number_in(match["session"])
    behind = check.paper.after(match.end(), 24).removeprefix("会议")
    is_now = check.lists.cue("ordinal_now").match(behind)
    is_earlier = session <= (facts.session or 0) and not is_now
    is_general = session == 1 or is_earlier
    is_other = _OTHER_BODY.search(before) or _OTHER_LEVEL.search(before)
    at_hand = session in _sessions_at_hand(facts)
    return match["nth"].startswith("第") and not is_other and (at_hand or not is_general)


def _sessions_at_hand(facts: ProofFacts) -> tuple[int | None, ...]:
    return facts.session, facts.former.session if facts.former else None


def _is_ours_at(check: Check, at: int) -> bool:
    before = re.split(r"[，。；：、“”《》（）\n]", check.paper.before(at, 16))[-1]
    town = check.facts.town
    if town and before.endswith(town):
        return True
    if _OTHER_LEVEL.search(before):
        return False
    other = other_town(check, before)
    named = other and is_named(check.text, at - len(other), other)
    return not named or is_slip_of(other, town)
