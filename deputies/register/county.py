"""县代表建议 in the registries."""

from django.urls import reverse

from deputies.selectors.county import county_visible_to, wanted_todos
from township_npc.office.choices import Role
from township_npc.office.registries import Subject, Verb, register

_ALL = frozenset({Role.DIRECTOR, Role.STAFF, Role.CHAIR, Role.DEPUTY})


def entries() -> None:
    register(
        Subject(
            "deputies.CountyProposal",
            "县代表建议",
            county_visible_to,
            lambda proposal: reverse("deputies:county-detail", args=[proposal.pk]),
            str,
            {
                "county.collected": Verb("收下", _ALL),
                "county.changed": Verb("更正内容", _ALL),
                "county.printed": Verb("打印", _ALL),
                "county.handed_over": Verb("上交，接收人", _ALL),
                "county.corrected": Verb("更正", _ALL),
                "county.answered": Verb("县里答复", _ALL),
            },
            todos=wanted_todos,
        )
    )
