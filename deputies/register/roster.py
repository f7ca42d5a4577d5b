"""The import of the roster as a subject of the audit record."""

from django.urls import reverse

from deputies.selectors.roster import imports_visible_to
from township_npc.office.choices import Role
from township_npc.office.registries import Subject, Verb, register

_OFFICE = frozenset({Role.DIRECTOR, Role.STAFF, Role.CHAIR})


def entries() -> None:
    register(
        Subject(
            "deputies.RosterImport",
            "名册导入",
            imports_visible_to,
            lambda batch: reverse("deputies:roster-preview", args=[batch.pk]),
            lambda batch: batch.file_name,
            {
                "roster.read": Verb("读了名册", _OFFICE),
                "roster.dropped": Verb("没有导入", _OFFICE),
                "roster.imported": Verb("导入名册", _OFFICE),
                "roster.undone": Verb("撤销导入", _OFFICE),
            },
        )
    )
