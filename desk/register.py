"""What the desk puts into the registries: its room, the chairman's cards, the director's look, and
the notice on personal data for everybody."""

from datetime import date

from django.urls import reverse

from deputies.selectors.proposal_home import late_panel
from desk.permissions import may_see_dashboard
from desk.selectors import dashboard
from township_npc.office.choices import Role
from township_npc.office.manual import PLACE, ManualPage
from township_npc.office.policy import PUBLIC, SIGNED_IN
from township_npc.office.registries import HomeCard, Room, Slot, register

_CHAIR = frozenset({Role.CHAIR})
_DIRECTOR = frozenset({Role.DIRECTOR})
_PAGES = [
    ManualPage(
        "dashboard",
        "看主席看板",
        "desk",
        120,
        _CHAIR | _DIRECTOR,
        (("主席看板", "desk:dashboard"),),
        "主席看板：点任何一个数，看是哪几件。",
    )
]


def entries() -> None:
    register(
        Room("dashboard", "主席看板", "chart", "desk:dashboard", 80, may_see_dashboard),
        HomeCard(
            "dashboard",
            "main",
            10,
            _CHAIR,
            _board,
            "desk/_home_card.html",
            below="desk/_home_figures.html",
        ),
        HomeCard("dashboard-look", "quick", 90, _DIRECTOR, _look, "desk/_look_card.html"),
        Slot(PLACE, 20, SIGNED_IN, lambda user: _PAGES),
        Slot("open", 30, PUBLIC, lambda user: ("个人信息怎么用", reverse("desk:privacy"))),
    )


def _board(user, today: date) -> dict:
    return {"board": dashboard(user, today), **late_panel(user, today)}


def _look(user, today: date) -> dict:
    return {}
