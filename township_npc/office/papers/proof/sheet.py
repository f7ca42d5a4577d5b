"""The check sheet of a paper: what the program answers, and what a person ticks."""

from collections.abc import Iterable
from dataclasses import dataclass

from township_npc.office.papers.proof.finding import Finding
from township_npc.office.papers.proof.lists import Lists, default_lists


@dataclass(frozen=True)
class SheetItem:
    """``codes``: the findings that answer the item; none where only a person can."""

    gate: str
    text: str
    codes: tuple[str, ...] = ()

    @property
    def is_answered(self) -> bool:
        return bool(self.codes)

    def concerns(self, findings: Iterable[Finding]) -> list[Finding]:
        """What was found against this item."""
        return [finding for finding in findings if finding.code in self.codes]


def check_sheet(kind: str = "", lists: Lists | None = None) -> list[SheetItem]:
    """The items for a kind of paper, gate by gate; without a kind those for all papers."""
    lists = lists or default_lists()
    known = lists.kind(kind)
    name = known["name"] if known else ""
    return [
        SheetItem(item["gate"], item["text"], tuple(item.get("codes", ())))
        for item in lists.sheet
        if not item.get("kinds") or name in item["kinds"]
    ]
