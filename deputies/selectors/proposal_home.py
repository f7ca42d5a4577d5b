"""What 建议 brings to each person's home page."""

from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone

from deputies.choices import ProposalState as S
from deputies.models import Proposal
from deputies.permissions import proposals as permissions
from deputies.rules.proposals import WITH_THE_UNIT, said_to_deputy
from deputies.selectors.proposal_list import (
    ORDERS,
    ProposalFilter,
    latest_units,
    proposal_counts,
    proposal_rows,
    units_with_work,
    view_conditions,
    waiting_for,
)
from deputies.selectors.proposals import proposals_visible_to
from township_npc.office.registries import Matter
from township_npc.office.rules import due_standing

#: So many rows are read for a home page, so many proposals are listed in a panel of it.
_MOST, _PANEL = 40, 6
_LATE, _SOON, _CHECK, _NEW, _NEXT = 10, 20, 30, 40, 50


def proposal_matters(user, today: date) -> list[Matter]:
    """Overdue ones as one row for each unit, the rest one by one, worst first."""
    presses = permissions.may_decide(user)
    waiting = waiting_for(user, today)
    if presses:
        waiting |= view_conditions(today)["in7"]
    rows = proposals_visible_to(user).filter(waiting).order_by(*ORDERS["due"])
    rows = rows.defer("text").select_related("suggested_unit")[:_MOST]
    single = [row for row in rows if not (presses and _is_late(row, today))]
    late = _late_matters(user, today) if presses else []
    return [*late, *(_matter(row, user, today) for row in single)]


def chair_figures(user, today: date) -> dict | None:
    """The chairman's panel: one sentence, and what is overdue."""
    counts = proposal_counts(user, ProposalFilter(), today)
    late = proposal_rows(user, ProposalFilter(view="late"), today)[:_PANEL]
    return {"counts": counts, "late": late, "today": today} if counts["all"] else None


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


def _is_late(row: Proposal, today: date) -> bool:
    return row.state in WITH_THE_UNIT and row.reply_due_on < today


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


def _matter(row: Proposal, user, today: date) -> Matter:
    title, verb, rank = _wording(row, user)
    chip, tone, icon = _chip(row, today)
    return Matter(
        title=title,
        detail=_detail(row),
        url=reverse("deputies:proposal-detail", args=[row.pk]),
        verb=verb,
        chip=chip,
        tone=tone,
        icon=icon,
        rank=_LATE if tone == "is-late" else rank,
    )


def _wording(row: Proposal, user) -> tuple[str, str, int]:
    decides = permissions.may_decide(user)
    match row.state:
        case S.SUBMITTED:
            return f"新建议：{row.title}", "受理" if decides else "拟办", _NEW
        case S.ACCEPTED:
            return f"交办{row.called}：{row.title}", "交办" if decides else "拟办", _NEXT
        case S.REPLIED:
            return f"核对{row.called}的答复：{row.title}", "核对", _CHECK
        case S.RETURNED:
            return f"修改退回的建议：{row.title}", "修改", _NEW
    if permissions.may_see_all(user):
        return f"{row.called}快到期：{row.title}", "看", _SOON
    verb = "签收" if row.state == S.ASSIGNED else "答复"
    return f"{verb}{row.called}：{row.title}", verb, _SOON


def _chip(row: Proposal, today: date) -> tuple[str, str, str]:
    if row.state in WITH_THE_UNIT:
        standing = due_standing(row.reply_due_on, today=today)
        return standing.text, standing.tone, standing.icon
    if row.state == S.SUBMITTED:
        return _came(row.submitted_at, today), "", "prop"
    return row.standing, "is-soon" if row.state == S.RETURNED else "", "prop"


def _came(at: datetime, today: date) -> str:
    """今天 07:55, 昨天 18:42, 11-20."""
    local = timezone.localtime(at)
    days = (today - local.date()).days
    return f"{('今天', '昨天')[days]} {local:%H:%M}" if days in (0, 1) else f"{local:%m-%d} 送来"


def _detail(row: Proposal) -> str:
    lead = row.lead.person.name
    if row.state == S.RETURNED:
        return row.return_reason
    if row.state == S.SUBMITTED:
        return f"{lead}，{'办公室代为登记' if row.entered_by_id else '从手机提交'}"
    if row.state == S.ACCEPTED and row.suggested_unit:
        return f"{lead}；拟交{row.suggested_unit}"
    return f"{lead}；{row.lead_unit}" if row.lead_unit else lead
