"""Reads for 集中交办: what waits of a meeting, and what a batch handed to whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count, Exists, OuterRef, QuerySet

from deputies.choices import ProposalState as S
from deputies.choices import WithdrawalState
from deputies.models import (
    CongressSession,
    HandoverBatch,
    HandoverLine,
    Proposal,
    Unit,
    WithdrawalRequest,
)
from deputies.permissions.proposals import may_see_all
from deputies.rules.handover import MOST


def meetings_waiting() -> list[CongressSession]:
    """Meetings with accepted proposals that nobody has assigned, each with their number."""
    waiting = Proposal.objects.filter(state=S.ACCEPTED).values_list("congress_session")
    counts = dict(waiting.annotate(Count("pk")).order_by())
    meetings = CongressSession.objects.filter(pk__in=counts).select_related("term")
    for meeting in meetings:
        meeting.waiting = counts[meeting.pk]
    return list(meetings)


def waiting_in(meeting: CongressSession) -> list[Proposal]:
    """The accepted ones in the order of their numbers, as many as one batch takes."""
    return list(_of_meeting(meeting).filter(state=S.ACCEPTED)[:MOST])


def chosen_in(meeting: CongressSession, numbers: Iterable[int]) -> list[Proposal]:
    """The ones a sent table speaks of, whatever has become of them meanwhile."""
    return list(_of_meeting(meeting).filter(number__in=numbers))


def _of_meeting(meeting: CongressSession) -> QuerySet[Proposal]:
    asked = WithdrawalRequest.objects.filter(proposal=OuterRef("pk"), state=WithdrawalState.OPEN)
    rows = meeting.proposals.select_related(
        "lead__person", "suggested_unit", "suggested_by__person"
    )
    return rows.annotate(asks_back=Exists(asked)).order_by("number")


def batches_visible_to(user) -> QuerySet[HandoverBatch]:
    batches = HandoverBatch.objects.select_related("congress_session__term", "by__person")
    return batches if may_see_all(user) else batches.none()


def earlier_batches(user) -> QuerySet[HandoverBatch]:
    return batches_visible_to(user).annotate(size=Count("lines"))[:10]


@dataclass(frozen=True)
class UnitLines:
    """What one unit has to sign for."""

    unit: Unit
    lines: list[HandoverLine]


def lines_of(batch: HandoverBatch) -> list[HandoverLine]:
    lines = batch.lines.select_related("proposal__lead__person", "unit")
    return list(lines.order_by("unit__name", "proposal__number"))


def handed_to_units(lines: list[HandoverLine], unit: str = "") -> list[UnitLines]:
    """By unit, without what was skipped or has been put right since."""
    handed = [line for line in lines if line.proposal.lead_unit_id == line.unit_id]
    handed = [line for line in handed if not line.skipped and unit in ("", str(line.unit_id))]
    grouped = groupby(handed, key=lambda line: line.unit)
    return [UnitLines(key, list(of_unit)) for key, of_unit in grouped]
