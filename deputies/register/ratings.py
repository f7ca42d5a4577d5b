"""评价 and 重新办理 in the registries. Who reads a single rating in a timeline: the office and the
chairman; a unit and other deputies read nothing of it (D8)."""

from django.urls import reverse

from deputies.register.papers import REWORK_PAPERS
from deputies.selectors.ratings import ratings_visible_to
from deputies.selectors.reworks import reworks_visible_to
from township_npc.office.choices import Role
from township_npc.office.registries import Subject, Verb, register

_OFFICE = frozenset({Role.DIRECTOR, Role.STAFF, Role.CHAIR})
_ALL = _OFFICE | {Role.HANDLER, Role.DEPUTY}

VERBS = {
    "proposal.rated": Verb("代表评价", _OFFICE),
    "proposal.rating_entered": Verb("办公室登记纸质评价", _OFFICE),
    "proposal.rating_corrected": Verb("更正评价", _OFFICE),
    "proposal.rating_taken_back": Verb("更正：撤掉一张纸质评价", _OFFICE),
    "proposal.rework_issued": Verb("发重新办理通知", _ALL),
    "proposal.closed_unsatisfied": Verb("代表不满意，仍办结", _OFFICE),
}


def entries() -> None:
    register(
        Subject(
            "deputies.Rating",
            "代表评价",
            ratings_visible_to,
            lambda rating: reverse("deputies:proposal-detail", args=[rating.reply.proposal_id]),
            lambda rating: f"{rating.deputy}的评价",
        ),
        Subject(
            "deputies.Rework",
            "重新办理通知",
            reworks_visible_to,
            lambda rework: reverse("deputies:proposal-detail", args=[rework.proposal_id]),
            str,
            papers=REWORK_PAPERS,
        ),
    )
