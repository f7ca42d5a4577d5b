"""What is true of a paper, and of the older one whose words it took over."""

import re
from dataclasses import replace
from datetime import date

from township_npc.office.choices import WordingOrigin
from township_npc.office.models import OfficialPaper
from township_npc.office.papers.proof import (
    ProofFacts,
    facts_from,
    kept_facts,
    meeting_named,
    older_facts,
)
from township_npc.office.registries import slots
from township_npc.office.selectors import the_office
from township_npc.office.selectors.papers import newest_version, template_of

#: The place where rooms say what is true of every paper: names, posts, 届次, days, figures.
PROOF_FACTS = "paper-proof"
#: The name of the day a meeting opens, among the dates of the facts.
OPENING = "开幕"
#: What a paper of a series has from 印发 on.
_NUMBERED = frozenset({"期号"})
_CLAUSE_ENDS = re.compile("[，。；：\n]")
_UNFILLED = re.compile("[{}]")


def proof_facts(paper: OfficialPaper, today: date) -> ProofFacts:
    """What is true of this paper, from the office and from each room."""
    facts = _of_the_paper(paper, today)
    dates = dict(facts.dates)
    for slot in slots.values():
        if slot.key == PROOF_FACTS:
            given = dict(slot.build(today))
            dates |= given.pop("dates", {})
            facts = replace(facts, **given)
    former = former_facts(paper.follows) if paper.follows_id else None
    facts = replace(facts, dates=dates, former=former)
    return replace(facts, year=_year_of_meeting(paper, facts) or facts.year)


def facts_to_keep(paper: OfficialPaper, dated_on: date) -> dict[str, object]:
    """What is true of it on the day it is issued, to be compared with years later."""
    text = newest_version(paper).text().in_one()
    return kept_facts(text, replace(proof_facts(paper, dated_on), former=None))


def former_facts(older: OfficialPaper) -> ProofFacts:
    """Of an issued paper. Where nothing was kept at 印发, what its number and its words tell."""
    known = facts_from(older.issued_facts)
    number = (older.number.shown,) if older.number_id else ()
    known = replace(
        known,
        town=the_office().town_on_paper,
        kind=template_of(older.template)[1].label,
        year=known.year or older.dated_on.year,
        numbers=number or known.numbers,
        dates={**known.dates, "成文日期": older.dated_on},
    )
    return older_facts(newest_version(older).text().in_one(), known)


def _year_of_meeting(paper: OfficialPaper, facts: ProofFacts) -> int | None:
    """A paper of January's meeting is drafted in December, and speaks of the year to come. Its
    title may still name the meeting of the older paper."""
    opens = facts.dates.get(OPENING)
    sessions = {facts.session, facts.former.session if facts.former else None} - {None}
    named = meeting_named(paper.title, facts)
    return opens.year if opens and named and named[1] in sessions else None


def _of_the_paper(paper: OfficialPaper, today: date) -> ProofFacts:
    _, template = template_of(paper.template)
    dated_on = paper.dated_on or today
    return ProofFacts(
        town=the_office().town_on_paper,
        kind=template.label,
        year=dated_on.year,
        numbers=(paper.number.shown,) if paper.number_id else (),
        dates={"成文日期": paper.dated_on} if paper.dated_on else {},
        given=_NUMBERED if paper.series else frozenset(),
        quotes=tuple(_said_by_the_record(paper)),
    )


def _said_by_the_record(paper: OfficialPaper) -> set[str]:
    """What the record that a paper is about put into its first draft, line by line and clause by
    clause: the 届次 in which a 建议 was brought is not this session's, and its text is its
    deputy's. Read from the draft, since the record may have moved on."""
    first = paper.versions.order_by("number").first() if paper.subject_kind else None
    if first is None or first.origin != WordingOrigin.TEMPLATE:
        return set()
    words = first.text().in_one()
    said = {part.strip() for part in (*words.split("\n"), *_CLAUSE_ENDS.split(words))}
    return {one for one in said if not _UNFILLED.search(one)}
