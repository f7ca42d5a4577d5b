"""提建议 on a deputy's phone: the word at its foot, the button on the home page."""

from deputies.permissions.proposals import may_write
from deputies.selectors.drafts import own_drafts
from township_npc.office.choices import Role
from township_npc.office.permissions import is_only_deputy
from township_npc.office.registries import HomeCard, Room, register


def entries() -> None:
    register(
        Room(
            "propose",
            "提建议",
            "prop",
            "deputies:proposal-new",
            30,
            lambda user: is_only_deputy(user) and may_write(user),
            on_phone=True,
        ),
        HomeCard(
            "propose",
            "quick",
            10,
            frozenset({Role.DEPUTY}),
            _propose,
            "deputies/_draft_card.html",
        ),
    )


def _propose(user, today) -> dict | None:
    return {"draft_count": own_drafts(user).count()} if may_write(user) else None
