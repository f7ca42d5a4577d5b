"""The three gates of one paper: what was found, what was let stand, what a person has ticked."""

from dataclasses import dataclass
from datetime import date

from township_npc.office.models import FindingAnswer, GateTick, OfficialPaper, PaperVersion
from township_npc.office.papers.proof import GATES, Finding, check_sheet
from township_npc.office.papers.proof.sheet import SheetItem
from township_npc.office.selectors.paper_findings import (
    MARK_WIDTH,
    Placed,
    answer_key,
    dated_line,
    findings_of,
    folded,
)
from township_npc.office.selectors.papers import newest_version, template_of


@dataclass(frozen=True)
class Found:
    """A finding, with its line before and behind the words; ``is_mendable``: one tap may do it,
    together with all others of which the program is sure."""

    finding: Finding
    has_suggestion: bool
    is_mendable: bool
    before: str
    behind: str
    answer: FindingAnswer | None = None

    @property
    def key(self) -> str:
        return f"{self.finding.code}.{self.finding.start}"


@dataclass(frozen=True)
class Group:
    """One slip in all its places."""

    places: list[Found]

    @property
    def first(self) -> Found:
        return self.places[0]

    @property
    def others(self) -> list[Found]:
        return self.places[1:]

    @property
    def finding(self) -> Finding:
        return self.first.finding

    @property
    def count(self) -> int:
        return len(self.places)

    @property
    def what(self) -> str:
        if self.count > 1 and self.finding.code == MARK_WIDTH:
            return "半角标点，应用全角"
        return self.finding.what


@dataclass(frozen=True)
class Line:
    """A line of the check sheet: what the program says of it, and who has ticked it."""

    item: SheetItem
    key: str
    faults: int
    tick: GateTick | None


@dataclass(frozen=True)
class Proof:
    version: PaperVersion
    waiting: list[Group]
    stands: list[Found]
    gates: list[tuple[str, list[Line]]]

    @property
    def sure(self) -> int:
        """Faults that no person has looked at."""
        return sum(found.finding.sure for group in self.waiting for found in group.places)

    @property
    def places(self) -> int:
        return sum(group.count for group in self.waiting)

    @property
    def mendable(self) -> int:
        """Places that are surely wrong, with what should stand there."""
        return sum(found.is_mendable for group in self.waiting for found in group.places)

    @property
    def unticked(self) -> int:
        return sum(line.tick is None for _, lines in self.gates for line in lines)


def proof_of(paper: OfficialPaper, today: date) -> Proof:
    version = newest_version(paper)
    text = version.text().in_one(dated_line(paper, today))
    answers = {
        (a.code, a.quoted, a.what): a for a in paper.finding_answers.select_related("by__person")
    }
    waiting, stands = [], []
    for group in folded(findings_of(paper, version, today)):
        found = [_found(place, text, answers.get(answer_key(place.finding))) for place in group]
        open_ones = [one for one in found if one.answer is None]
        waiting += [Group(open_ones)] if open_ones else []
        stands += [one for one in found if one.answer is not None]
    ticks = {tick.item: tick for tick in paper.ticks.select_related("by__person")}
    return Proof(version, waiting, stands, _gates(paper, waiting, ticks))


def _gates(
    paper: OfficialPaper, waiting: list[Group], ticks: dict[str, GateTick]
) -> list[tuple[str, list[Line]]]:
    findings = [found.finding for group in waiting for found in group.places]
    lines = [
        Line(item, item.text[:40], len(item.concerns(findings)), ticks.get(item.text[:40]))
        for item in check_sheet(template_of(paper.template)[1].label)
    ]
    return [(f"{gate}关", [line for line in lines if line.item.gate == gate]) for gate in GATES]


def _found(place: Placed, text: str, answer: FindingAnswer | None) -> Found:
    finding = place.finding
    begin = max(text.rfind("\n", 0, finding.start) + 1, finding.start - 24)
    line_end = text.find("\n", finding.end)
    end = min(len(text) if line_end < 0 else line_end, finding.end + 24)
    before, behind = text[begin : finding.start], text[finding.end : end]
    return Found(finding, place.has_suggestion, place.is_mendable, before, behind, answer)
