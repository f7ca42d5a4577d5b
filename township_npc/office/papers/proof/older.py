"""What an older paper was written about: kept when it is issued, and read out of its own words.

Whoever takes its words over later has all of it as ``ProofFacts.former``.
"""

from collections import defaultdict
from dataclasses import replace

from township_npc.office.papers.proof.check import Check
from township_npc.office.papers.proof.facts import Person, ProofFacts
from township_npc.office.papers.proof.figures import said_figures
from township_npc.office.papers.proof.lists import Lists, default_lists
from township_npc.office.papers.proof.meetings import meetings
from township_npc.office.papers.proof.text import ProofText

#: A day of the older paper that no fact has a name for.
UNNAMED = "旧文里的日期"


def kept_facts(text: str, facts: ProofFacts) -> dict[str, object]:
    """As ``facts_from`` reads them. Of the roster only who is named in the paper."""
    held = {
        "term": facts.term,
        "session": facts.session,
        "year": facts.year,
        "dates": {name: day.isoformat() for name, day in facts.dates.items()},
        "numbers": list(facts.numbers),
        "people": [
            {"name": person.name, "posts": list(person.posts)}
            for person in _named_in(text, facts.people)
        ],
        "figures": dict(facts.figures),
    }
    return {key: value for key, value in held.items() if value}


def older_facts(text: str, known: ProofFacts, lists: Lists | None = None) -> ProofFacts:
    """Of an older paper: what is known of it, and the days, figures and 届次 of its own words."""
    lists = lists or default_lists()
    check = Check(ProofText(text, lists.kind_names), known, lists)
    term, session = _ordinals(check)
    return replace(
        known,
        term=term,
        session=session,
        dates={**_days(check), **known.dates},
        people=_named_in(text, known.people),
        figures={**_figures(check), **known.figures},
    )


def _named_in(text: str, people: tuple[Person, ...]) -> tuple[Person, ...]:
    return tuple(person for person in people if person.name in text)


def _ordinals(check: Check) -> tuple[int | None, int | None]:
    """Those of the first meeting that the title names, where nobody kept them."""
    facts = check.facts
    named = [one for one in meetings(check) if check.paper.is_title(one.start)]
    first = next((one for one in named if one.session), None)
    if facts.session or not first:
        return facts.term, facts.session
    return facts.term or first.term, first.session


def _days(check: Check) -> dict:
    """Days of its own year and later; what is before is history in every paper."""
    known, year = check.facts.days, check.facts.year
    days = {
        one.on for one in check.dates if one.on and one.day and (not year or one.on.year >= year)
    }
    return {f"{UNNAMED}{n}": day for n, day in enumerate(sorted(days - known), 1)}


def _figures(check: Check) -> dict[str, int]:
    """What stands in it once, or the same each time."""
    values: dict[str, set[int]] = defaultdict(set)
    for one in said_figures(check):
        values[one.name].add(one.value)
    return {name: held.pop() for name, held in values.items() if len(held) == 1}
