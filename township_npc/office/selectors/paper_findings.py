"""What the gates find in a paper, each in its part, and one slip in many places folded."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from township_npc.office.models import OfficialPaper, PaperVersion
from township_npc.office.papers.proof import (
    Finding,
    in_order,
    outside_quotes,
    proofread,
    unequal_with_others,
)
from township_npc.office.papers.text import DATED
from township_npc.office.papers.wording import paper_date
from township_npc.office.selectors.paper_facts import proof_facts
from township_npc.office.selectors.paper_sets import papers_beside
from township_npc.office.selectors.papers import template_of
from township_npc.office.selectors.phrases import lists_in_force

MARK_WIDTH = "mark_width"


def dated_line(paper: OfficialPaper, today: date) -> str:
    """The 成文日期 as the paper will bear it; nothing where the format has none."""
    needs = template_of(paper.template)[1].needs
    return paper_date(paper.dated_on or today) if "dated_on" in needs else ""


@dataclass(frozen=True)
class Placed:
    """A finding with its part of the paper and its place in that part."""

    part: str
    at: int
    finding: Finding

    @property
    def has_suggestion(self) -> bool:
        """The 成文日期 is no words of anybody: it is set where the dates are."""
        return bool(self.finding.suggestion) and self.part != DATED

    @property
    def is_mendable(self) -> bool:
        return self.finding.sure and self.has_suggestion


def findings_of(paper: OfficialPaper, version: PaperVersion, today: date) -> list[Placed]:
    """What the gates find in it, and beside the other papers of its meeting, by place."""
    text, dated = version.text(), dated_line(paper, today)
    facts, whole = proof_facts(paper, today), text.in_one(dated)
    beside = papers_beside(paper, version, facts)
    lists = lists_in_force()
    unequal = unequal_with_others(whole, beside, facts, lists)
    found = [*proofread(whole, facts, lists), *outside_quotes(unequal, whole, facts.quotes)]
    spans = text.spans(dated)
    return [_placed(finding, spans) for finding in in_order(found)]


def _placed(finding: Finding, spans: list[tuple[str, int, int]]) -> Placed:
    part, start = next(
        ((name, start) for name, start, end in spans if start <= finding.start <= end),
        ("body", 0),
    )
    return Placed(part, finding.start - start, finding)


def folded(places: Iterable[Placed]) -> list[list[Placed]]:
    """What is one and the same slip, again and again, is one; half-width marks all together."""
    groups: dict[tuple[str, ...], list[Placed]] = defaultdict(list)
    for place in places:
        groups[_slip(place.finding)].append(place)
    return list(groups.values())


def _slip(finding: Finding) -> tuple[str, ...]:
    if finding.code == MARK_WIDTH:
        return (MARK_WIDTH,)
    if not finding.quoted:
        return (finding.code, finding.what, str(finding.start))
    return (finding.code, finding.quoted, finding.what, finding.suggestion)


def answer_key(finding: Finding) -> tuple[str, str, str]:
    """By these an answer knows its finding in a later version."""
    return finding.code, finding.quoted[:200], finding.what[:200]
