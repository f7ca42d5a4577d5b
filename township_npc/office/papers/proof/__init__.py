"""Proof-reading of official papers: 行文关, 政策关, 文字关.

``proofread(text, facts)`` returns the findings by place. Pure: no database, no clock, no model; the
facts come from the room, the phrase lists from ``data/`` or from whoever hands in others.
"""

from collections.abc import Callable, Iterable, Iterator

from township_npc.office.papers.proof import (
    figures,
    forms,
    laws,
    leftovers,
    marks,
    near_names,
    ordinals,
    parts,
    phrases,
    posts,
    stale,
    sums,
    terms,
    towns,
    weekdays,
    years,
)
from township_npc.office.papers.proof.check import Check
from township_npc.office.papers.proof.facts import Law, Person, ProofFacts
from township_npc.office.papers.proof.facts_json import facts_from, unknown_keys
from township_npc.office.papers.proof.figures_of_set import (
    meeting_named,
    unequal_figures,
    unequal_with_others,
)
from township_npc.office.papers.proof.finding import GATES, Finding, accept, in_order, place_of
from township_npc.office.papers.proof.lists import Lists, default_lists
from township_npc.office.papers.proof.older import kept_facts, older_facts
from township_npc.office.papers.proof.phrases import (
    Builtin,
    Phrase,
    builtins,
    check_phrase,
    without,
)
from township_npc.office.papers.proof.quotes import outside_quotes
from township_npc.office.papers.proof.sheet import SheetItem, check_sheet
from township_npc.office.papers.proof.text import ProofText

GATE_CHECKS: tuple[Callable[[Check], Iterable[Finding]], ...] = (
    parts.findings,
    forms.findings,
    ordinals.findings,
    terms.findings,
    phrases.findings,
    laws.findings,
    posts.findings,
    near_names.findings,
    weekdays.findings,
    stale.findings,
    years.findings,
    towns.findings,
    figures.findings,
    sums.findings,
    marks.findings,
    leftovers.findings,
)


def proofread(text: str, facts: ProofFacts, lists: Lists | None = None) -> list[Finding]:
    """Everything the three gates find, by place."""
    lists = lists or default_lists()
    check = Check(ProofText(text, lists.kind_names), facts, lists)
    return in_order(outside_quotes(_all(check), text, facts.quotes))


def _all(check: Check) -> Iterator[Finding]:
    for findings in GATE_CHECKS:
        yield from findings(check)


__all__ = [
    "GATES",
    "Builtin",
    "Finding",
    "Law",
    "Lists",
    "Person",
    "Phrase",
    "ProofFacts",
    "SheetItem",
    "accept",
    "builtins",
    "check_phrase",
    "check_sheet",
    "default_lists",
    "facts_from",
    "in_order",
    "kept_facts",
    "meeting_named",
    "older_facts",
    "outside_quotes",
    "place_of",
    "proofread",
    "unequal_figures",
    "unequal_with_others",
    "unknown_keys",
    "without",
]
