"""What the gates of proof-reading take for wrong: the program's lists, the office's own words."""

from dataclasses import replace
from uuid import UUID

from django.db.models import QuerySet

from township_npc.office.choices import PhraseKind
from township_npc.office.models import PhraseRule
from township_npc.office.papers.proof import (
    Builtin,
    Lists,
    Phrase,
    builtins,
    default_lists,
    without,
)
from township_npc.office.papers.proof.finding import POLICY, WORDING
from township_npc.office.selectors.papers import all_templates
from township_npc.office.selectors.wordings import wording_in_force

_GATE_AND_CODE = {
    PhraseKind.TERM: (POLICY, "term"),
    PhraseKind.BANNED: (POLICY, "term"),
    PhraseKind.TYPO: (WORDING, "typo"),
    PhraseKind.LAW: (POLICY, "law_title"),
}


def phrases_in_force() -> list[PhraseRule]:
    """The newest row of every line, those switched off too."""
    newest = {row.line: row for row in PhraseRule.objects.select_related("by__person")}
    return list(newest.values())


def own_phrases() -> list[PhraseRule]:
    """The office's own words, by what they replace."""
    own = [row for row in phrases_in_force() if not row.builtin]
    return sorted(own, key=lambda row: (not row.is_on, row.wrong))


def versions_of(line: UUID) -> QuerySet[PhraseRule]:
    """Every version of one line, newest first."""
    return PhraseRule.objects.filter(line=line).select_related("by__person").order_by("-number")


def lists_in_force() -> Lists:
    rows = phrases_in_force()
    off = {row.builtin for row in rows if row.builtin and not row.is_on}
    lists = without(default_lists(), off) if off else default_lists()
    own = tuple(phrase_of(row) for row in rows if not row.builtin and row.is_on)
    return replace(lists, phrases=own) if own else lists


def phrase_of(row: PhraseRule) -> Phrase:
    gate, code = _GATE_AND_CODE[PhraseKind(row.kind)]
    return Phrase(row.wrong, row.right, row.reason, row.exceptions, gate, code, row.is_sure)


def builtin_rows(text: str = "") -> list[tuple[Builtin, PhraseRule | None]]:
    """The program's entries that have these words in them, each with what the office decided."""
    decided = {row.builtin: row for row in phrases_in_force() if row.builtin}
    return [
        (entry, decided.get(entry.key))
        for entry in builtins(default_lists())
        if text in f"{entry.wrong} {entry.right} {entry.reason}"
    ]


def standing_words() -> str:
    """What the templates in force say: no paper may be found wrong in that."""
    wordings = [wording_in_force(template) for _, template in all_templates()]
    return "\n".join(wording.in_one() for wording in wordings)
