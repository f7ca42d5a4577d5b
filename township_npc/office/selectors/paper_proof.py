"""The three gates of one paper: what was found, what was let stand, what a person has ticked."""

from dataclasses import dataclass
from datetime import date

from township_npc.office.models import FindingAnswer, GateTick, OfficialPaper, PaperVersion
from township_npc.office.papers.proof import GATES, Finding, ProofFacts, check_sheet, proofread
from township_npc.office.papers.proof.sheet import SheetItem
from township_npc.office.papers.wording import paper_date
from township_npc.office.selectors.paper_facts import proof_facts
from township_npc.office.selectors.papers import newest_version, template_of


@dataclass(frozen=True)
class Found:
    """A finding in one part of a paper; ``around`` is its line before and behind the words."""

    finding: Finding
    part: str
    before: str
    behind: str
    answer: FindingAnswer | None = None

    @property
    def key(self) -> str:
        return f"{self.finding.code}.{self.finding.start}"


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
    waiting: list[Found]
    stands: list[Found]
    gates: list[tuple[str, list[Line]]]

    @property
    def sure(self) -> int:
        """Faults that no person has looked at."""
        return sum(found.finding.sure for found in self.waiting)

    @property
    def unticked(self) -> int:
        return sum(line.tick is None for _, lines in self.gates for line in lines)


def dated_line(paper: OfficialPaper, today: date) -> str:
    """The 成文日期 as the paper will bear it; nothing where the format has none."""
    needs = template_of(paper.template)[1].needs
    return paper_date(paper.dated_on or today) if "dated_on" in needs else ""


def findings_of(
    version: PaperVersion, facts: ProofFacts, dated: str
) -> list[tuple[str, int, Finding]]:
    """Each finding with its part of the paper and its place in that part."""
    text = version.text()
    spans = text.spans(dated)
    placed = []
    for finding in proofread(text.in_one(dated), facts):
        part, start = next(
            ((name, start) for name, start, end in spans if start <= finding.start <= end),
            ("body", 0),
        )
        placed.append((part, finding.start - start, finding))
    return placed


def proof_of(paper: OfficialPaper, today: date) -> Proof:
    version = newest_version(paper)
    dated = dated_line(paper, today)
    text = version.text().in_one(dated)
    answers = {(a.code, a.what): a for a in paper.finding_answers.select_related("by__person")}
    found = [
        _found(part, finding, text, answers.get((finding.code, finding.what[:200])))
        for part, _, finding in findings_of(version, proof_facts(paper, today), dated)
    ]
    waiting = [one for one in found if one.answer is None]
    ticks = {tick.item: tick for tick in paper.ticks.select_related("by__person")}
    return Proof(
        version,
        waiting,
        [one for one in found if one.answer is not None],
        _gates(paper, waiting, ticks),
    )


def _gates(
    paper: OfficialPaper, waiting: list[Found], ticks: dict[str, GateTick]
) -> list[tuple[str, list[Line]]]:
    findings = [one.finding for one in waiting]
    lines = [
        Line(item, item.text[:40], len(item.concerns(findings)), ticks.get(item.text[:40]))
        for item in check_sheet(template_of(paper.template)[1].label)
    ]
    return [(f"{gate}关", [line for line in lines if line.item.gate == gate]) for gate in GATES]


def _found(part: str, finding: Finding, text: str, answer: FindingAnswer | None) -> Found:
    begin = max(text.rfind("\n", 0, finding.start) + 1, finding.start - 24)
    line_end = text.find("\n", finding.end)
    end = min(len(text) if line_end < 0 else line_end, finding.end + 24)
    return Found(finding, part, text[begin : finding.start], text[finding.end : end], answer)
