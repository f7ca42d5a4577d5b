"""What 建议 brings to each person's home page."""

from datetime import date

from django.urls import reverse

from deputies.choices import ProposalState as S
from deputies.models import Proposal
from deputies.rules.proposals import said_to_deputy
from deputies.selectors.proposal_list import (
    ORDERS,
    ProposalFilter,
    latest_units,
    proposal_counts,
    units_with_work,
    view_conditions,
)
from deputies.selectors.proposals import proposals_visible_to
from township_npc.office.registries import Matter
from township_npc.office.rules import due_standing

#: So many rows are read for a home page, so many proposals are listed in a panel of it.
_MOST, _PANEL = 40, 6
_LATE, _SOON = 10, 20


def proposal_matters(user, today: date) -> list[Matter]:
    """What the director presses for: overdue ones as one row for each unit, then those due soon."""
    due_soon = view_conditions(today)["in7"]
    rows = proposals_visible_to(user).filter(due_soon).order_by(*ORDERS["due"])
    rows = rows.defer("text")[:_MOST]
    return [*_late_matters(user, today), *(_soon_matter(row, today) for row in rows)]


def late_panel(user, today: date) -> dict:
    """What is overdue, row by row, for the chairman's home page."""
    late = proposals_visible_to(user).filter(view_conditions(today)["late"])
    late = list(late.order_by(*ORDERS["due"]).defer("text")[: _PANEL + 1])
    return {"late": late[:_PANEL], "has_more": len(late) > _PANEL, "today": today}


def unit_panel(user, today: date) -> dict | None:
    """The unit's own work in numbers, each opening to its rows; what to do stands in the to-dos."""
    counts = proposal_counts(user, ProposalFilter(), today)
    return {"counts": counts} if counts["all"] else None


def own_proposals_panel(user, today: date) -> dict | None:
    """我的建议: each with its state in one word."""
    own = proposals_visible_to(user).filter(lead__person=user.person_id).exclude(state=S.DRAFT)
    rows = own.defer("text").order_by("-submitted_at")
    mine = with_said(rows[:_PANEL], today)
    return {"mine": mine, "has_more": len(mine) == _PANEL} if mine else None


def with_said(rows, today: date) -> list[Proposal]:
    """The rows, each with what the phone says of its state."""
    rows = list(rows)
    for row in rows:
        row.said = said_to_deputy(row.state, row.reply_due_on, today)
    return rows


def _late_matters(user, today: date) -> list[Matter]:
    units = latest_units(units_with_work(user, today))
    total = sum(unit.late for unit in units)
    return [
        Matter(
            title=f"{unit.name}有 {unit.late} 件建议超期没有答复",
            detail="点开看是哪几件、经办人的电话",
            url=f"{reverse('deputies:proposal-list')}?view=late&unit={unit.pk}",
            verb="看",
            chip=f"超期 {unit.late} 件",
            tone="is-late",
            icon="warn",
            rank=_LATE,
            urge=f"先催超期的 {total} 件建议",
        )
        for unit in units
    ]


def _soon_matter(row: Proposal, today: date) -> Matter:
    standing = due_standing(row.reply_due_on, today=today)
    return Matter(
        title=f"{row.called}快到期：{row.title}",
        detail=f"{row.lead.person.name}；{row.lead_unit}",
        url=reverse("deputies:proposal-detail", args=[row.pk]),
        verb="看",
        chip=standing.text,
        tone=standing.tone,
        icon=standing.icon,
        rank=_SOON,
    )
