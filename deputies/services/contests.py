"""退件: the unit says that a 建议 is not its business, the director decides (S-05)."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from deputies.choices import ProposalState as S
from deputies.models import Contest, Proposal, Unit
from deputies.permissions import asked as permissions
from deputies.permissions.proposals import may_decide
from deputies.rules.clocks import contest_period
from deputies.selectors.assignments import assignment_in_force
from deputies.selectors.proposals import rules_in_force
from deputies.services.asking import claim, create_waiting, refuse_after, refuse_unless_with_unit
from deputies.services.assignments import WITH_NO_UNIT, open_again
from deputies.services.moves import move
from township_npc.office.models import User
from township_npc.office.permissions import require
from township_npc.office.rules import Deadline, deadline
from township_npc.office.selectors import work_calendar
from township_npc.office.services.audit import record

_NOT_PROPOSED = {"suggested_unit": None, "suggested_category": "", "suggested_by": None}


@transaction.atomic
def contest_assignment(
    proposal: Proposal,
    *,
    by: User,
    reason: str,
    at: datetime,
    suggested_unit: Unit | None = None,
    late_reason: str = "",
) -> Contest:
    """说明不属于本单位职责. Too late asks for a reason, it stops nobody; the clock goes on."""
    require(permissions.may_ask(by, proposal))
    refuse_unless_with_unit(proposal)
    assignment = assignment_in_force(proposal)
    if suggested_unit == assignment.unit:
        raise ValidationError({"suggested_unit": "请选别的单位。"}, code="same")
    due, on = contest_due(proposal), timezone.localdate(at)
    if on > due.due_on and not late_reason:
        sentence = f"退件应当在 {due.due_on} 前提出（{due.period.source}），请写一句为什么晚了。"
        raise ValidationError({"late_reason": sentence}, code="late")
    contest = create_waiting(
        Contest,
        "已经提出过退件，等主任决定。",
        assignment=assignment,
        by=by,
        reason=reason,
        suggested_unit=suggested_unit,
        late_reason=late_reason,
        asked_at=at,
    )
    facts = {"is_late": on > due.due_on, "believed": suggested_unit.name if suggested_unit else ""}
    record(by, "proposal.contested", proposal, note=reason, on=on.isoformat(), **facts)
    return contest


def contest_due(proposal: Proposal) -> Deadline:
    """By when the unit that has it now may say so in time."""
    return deadline(proposal.assigned_on, contest_period(rules_in_force()), work_calendar())


@transaction.atomic
def take_back_contest(contest: Contest, *, by: User, at: datetime) -> None:
    """更正: the unit takes it back while it waits; its words stay in the record."""
    proposal = contest.assignment.proposal
    require(permissions.may_take_back_asked(by, contest))
    if not Contest.objects.filter(pk=contest.pk, decided_at__isnull=True).delete()[0]:
        raise ValidationError("主任已经决定了，不能再撤回。", code="decided")
    on = timezone.localdate(at).isoformat()
    record(by, "proposal.contest_taken_back", proposal, note=contest.reason, on=on)


@transaction.atomic
def suggest_on_contest(
    contest: Contest, *, by: User, agrees: bool, note: str, at: datetime
) -> None:
    """拟办: 工作人员 say what they would decide, the director's form begins with it."""
    proposal = contest.assignment.proposal
    require(permissions.may_suggest_on_contest(by, proposal))
    waiting = Contest.objects.filter(pk=contest.pk, decided_at__isnull=True)
    if not waiting.update(proposed_agree=agrees, proposed_note=note, proposed_by=by):
        raise ValidationError("主任已经决定了，不用再拟。", code="decided")
    on = timezone.localdate(at).isoformat()
    record(by, "proposal.contest_suggested", proposal, note=note, agrees=agrees, on=on)


@transaction.atomic
def agree_contest(contest: Contest, *, by: User, at: datetime, note: str = "") -> None:
    """同意退件: no unit has it any more, the next 交办 starts a new clock and is proposed (拟办)
    anew, since what was proposed before is the unit that has sent it back.
    """
    require(may_decide(by))
    proposal = contest.assignment.proposal
    claim(contest, by=by, at=at, is_agreed=True, note=note)
    left = proposal.lead_unit
    move(proposal, S.ACCEPTED, by=by, at=at, **WITH_NO_UNIT, **_NOT_PROPOSED)
    on = timezone.localdate(at).isoformat()
    record(by, "proposal.contest_agreed", proposal, note=note, from_unit=left.name, on=on)


@transaction.atomic
def refuse_contest(contest: Contest, *, by: User, at: datetime, note: str) -> None:
    """不同意退件: it stays with the unit, and the clock has gone on."""
    require(may_decide(by))
    proposal = contest.assignment.proposal
    claim(contest, by=by, at=at, is_agreed=False, note=note)
    on = timezone.localdate(at).isoformat()
    record(by, "proposal.contest_refused", proposal, note=note, on=on)


@transaction.atomic
def reopen_contest(contest: Contest, *, by: User, reason: str, at: datetime) -> None:
    """更正 of a refusal, until the unit has gone on; an agreement is put right like any move."""
    require(may_decide(by))
    proposal = contest.assignment.proposal
    refuse_unless_with_unit(proposal)
    refuse_after(proposal, contest.decided_at, but=contest.decided_by_id)
    open_again(Contest.objects.filter(pk=contest.pk, is_agreed=False))
    on = timezone.localdate(at).isoformat()
    record(by, "proposal.contest_reopened", proposal, note=reason, on=on)
