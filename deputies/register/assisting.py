"""协办 in the registries: an opinion's papers follow who may read it."""

from django.urls import reverse

from deputies.selectors.assisting import assistings_visible_to
from township_npc.office.registries import Subject, register


def entries() -> None:
    register(
        Subject(
            "deputies.Assisting",
            "协办意见",
            assistings_visible_to,
            lambda assisting: reverse("deputies:proposal-detail", args=[assisting.proposal_id]),
            str,
        )
    )
