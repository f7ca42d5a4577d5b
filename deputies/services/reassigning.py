"""改交: the director takes a 建议 from one unit and gives it to another; the clock starts anew."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from deputies.choices import ProposalState as S
from deputies.models import Assignment, Contest, Proposal, Unit
from deputies.permissions.proposals import may_decide
from deputies.rules.proposals import WITH_THE_UNIT
from deputies.selectors.assignments import assignment_in_force
from deputies.selectors.proposal_page import reply_deadlines
from deputies.services.assignments import handed_to
from deputies.services.assisting import set_assisting
from deputies.services.handling import refuse_day
from deputies.services.moves import move, refuse_unless, too_late
from township_npc.office.models import User
from township_npc.office.permissions import require
from township_npc.office.services.audit import record


@transaction.atomic
def reassign_proposal(
    proposal: Proposal,
    *,
    to: Unit,
    by: User,
    on: date,
    at: datetime,
    reason: str,
    seen: UUID | None = None,
    is_complex: bool = False,
    note: str = "",
    assisting: Iterable[Unit] = (),
) -> None:
    """改交. ``seen``: the assignment that the form was opened on; who comes second is told. The old
    unit loses sight of it at once; what it had asked is answered with this.
    """
    require(may_decide(by))
    refuse_unless(proposal, *WITH_THE_UNIT)
    left = assignment_in_force(proposal)
    if seen not in (None, left.pk):
        raise too_late(proposal)
    if to == left.unit:
        raise ValidationError({"to": f"这件建议现在就在{to}，请选别的单位。"}, code="same")
    if on < left.on:
        raise ValidationError({"on": f"改交不能早于上一次交办（{left.on}）。"}, code="early")
    refuse_day(proposal, on, at)
    due = reply_deadlines(on)[is_complex]
    handed = handed_to(to, due=due, is_complex=is_complex, note=note)
    move(proposal, S.ASSIGNED, by=by, at=at, **handed)
    _answer_contest(left, by=by, at=at, note=reason)
    names = set_assisting(proposal, assisting, on=on, at=at)
    facts = {"from_unit": left.unit.name, "unit": to.name, "on": on.isoformat(), **names}
    record(by, "proposal.reassigned", proposal, note=reason, due=due.due_on.isoformat(), **facts)


def _answer_contest(left: Assignment, *, by: User, at: datetime, note: str) -> None:
    waiting = Contest.objects.filter(assignment=left, decided_at__isnull=True)
    waiting.update(decided_at=at, decided_by=by, is_agreed=True, decision_note=note)
