"""What the desk puts into the registries: its room, the chairman's cards, the director's look."""

from datetime import date

from deputies.selectors.proposal_home import late_panel
from desk.permissions import may_see_dashboard
from desk.selectors import dashboard
from township_npc.office.choices import Role
from township_npc.office.registries import HomeCard, Room, register

_CHAIR = frozenset({Role.CHAIR})
_DIRECTOR = frozenset({Role.DIRECTOR})


def entries() -> None:
    register(
        Room("dashboard", "主席看板", "plan", "desk:dashboard", 80, may_see_dashboard),
        HomeCard("dashboard", "main", 10, _CHAIR, _board, "desk/_home_card.html"),
        HomeCard("dashboard-look", "quick", 90, _DIRECTOR, _look, "desk/_look_card.html"),
    )


def _board(user, today: date) -> dict:
    return {"board": dashboard(user, today), **late_panel(user, today)}


def _look(user, today: date) -> dict:
    return {}
