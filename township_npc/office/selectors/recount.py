"""Which open deadlines another calendar or another rule would move, before anything is written."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from township_npc.office.registries import Recount, subject_kind, subjects
from township_npc.office.rulebook import Rule
from township_npc.office.rules import WorkCalendar

#: So many are listed; the rest is counted.
SHOWN = 50


@dataclass(frozen=True)
class Foreseen:
    """What a change would do to open deadlines: those that move, and how many keep their day."""

    moved: list[Recount]
    same_day: int

    @property
    def shown(self) -> list[Recount]:
        return self.moved[:SHOWN]

    @property
    def more(self) -> int:
        return len(self.moved) - len(self.shown)

    @property
    def told(self) -> str:
        """会改动 3 件建议的期限; a record with several deadlines is one."""
        kinds = Counter(kind for kind, _ in records_of(self.moved))
        said = "、".join(f" {count} 件{subjects[kind].label}" for kind, count in kinds.items())
        return f"会改动{said}的期限" if said else "不会改动任何期限"


def recounts(calendar: WorkCalendar, changed: Mapping[str, Rule]) -> list[Recount]:
    """All of them, room by room. ``changed``: the rules by which open deadlines count anew."""
    rooms = [subject.recount for subject in subjects.values() if subject.recount]
    return [one for recount in rooms for one in recount(calendar, changed)]


def foresee(calendar: WorkCalendar, changed: Mapping[str, Rule] | None = None) -> Foreseen:
    found = recounts(calendar, changed or {})
    moved = [one for one in found if one.moves]
    return Foreseen(moved, len(records_of(found) - records_of(moved)))


def records_of(found: list[Recount]) -> set[tuple]:
    return {(subject_kind(one.subject), one.subject.pk) for one in found}
