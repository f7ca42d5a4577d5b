"""What every gate is given: the text, the facts, the lists, and what is read out of them once."""

import re
from dataclasses import dataclass
from functools import cached_property

from township_npc.office.papers.proof.dates import Written, written_dates
from township_npc.office.papers.proof.facts import ProofFacts
from township_npc.office.papers.proof.finding import Finding
from township_npc.office.papers.proof.lists import Lists
from township_npc.office.papers.proof.text import ProofText


@dataclass(frozen=True, eq=False)
class Check:
    paper: ProofText
    facts: ProofFacts
    lists: Lists

    @property
    def text(self) -> str:
        return self.paper.text

    @cached_property
    def kind(self):
        """The kind the facts name, else the one the title ends with; None when neither is known."""
        return self.lists.kind(self.facts.kind) or self.lists.kind(self.paper.kind)

    @cached_property
    def looks_back(self) -> bool:
        """A paper that speaks of the past year in the nature of its kind; any unknown one."""
        return self.kind is None or bool(self.kind.get("looks_back"))

    @cached_property
    def dates(self) -> list[Written]:
        """With no year in the facts, that of the last full date: it is mostly the 成文日期."""
        year = self.facts.year
        if year is None:
            full = [one.year for one in written_dates(self.text) if one.year and one.day]
            year = full[-1] if full else None
        return written_dates(self.text, year, self.facts.days)

    def dates_between(self, start: int, end: int) -> list[Written]:
        return [one for one in self.dates if start <= one.start and one.end <= end]

    @cached_property
    def issued(self) -> Written | None:
        """The 成文日期: the last date that stands on a line of its own, or before 印发."""
        for one in reversed(self.dates):
            line = self.text[slice(*self.paper.line(one.start))]
            if one.form == "full" and _IS_DATE_LINE.fullmatch(line):
                return one
        return None

    def found(self, gate, code, span, what, suggestion="", sure=True) -> Finding:
        start, end = span
        return Finding(start, end, gate, code, self.paper.raw[start:end], what, suggestion, sure)


_IS_DATE_LINE = re.compile(
    r"[\s\u3000]*[^，。；：\n]{0,24}?[\d〇○Oo零一二三四五六七八九]{4}\s*年[^，。；：\n]{3,9}[日号](?:印发)?[\s\u3000]*"
)
