"""集中交办: after a meeting the accepted 建议 go to their units in one act (rules S-04, 3.11)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from deputies.choices import ProposalState as S
from deputies.models import CongressSession, HandoverBatch, HandoverLine, Proposal, Unit
from deputies.permissions.proposals import may_decide
from deputies.rules.handover import MOST
from deputies.selectors.proposal_page import reply_deadlines
from deputies.services.handling import hand_to_unit
from township_npc.office.models import User
from township_npc.office.permissions import require
from township_npc.office.rules import Deadline
from township_npc.office.services.audit import record


@dataclass(frozen=True)
class Choice:
    """One row of the page: which proposal goes to which unit."""

    pk: UUID
    unit: Unit
    is_complex: bool = False


@transaction.atomic
def hand_over(
    congress_session: CongressSession,
    choices: Sequence[Choice],
    *,
    by: User,
    on: date,
    at: datetime,
) -> HandoverBatch:
    """All of them or none; only what somebody else has changed meanwhile is left out and named."""
    require(may_decide(by))
    _refuse_size(choices)
    batch = HandoverBatch.objects.create(congress_session=congress_session, on=on, by=by, at=at)
    held = _hold(congress_session, choices)
    deadlines = reply_deadlines(on)
    lines = [_hand_one(batch, one, held, deadlines) for one in choices]
    HandoverLine.objects.bulk_create(lines)
    skipped = [line for line in lines if line.skipped]
    if len(skipped) == len(lines):
        raise ValidationError([_named(line) for line in skipped], code="stale")
    facts = {"on": on.isoformat(), "handed": len(lines) - len(skipped), "skipped": len(skipped)}
    record(by, "proposals.handed_over", batch, **facts)
    return batch


def _refuse_size(choices: Sequence[Choice]) -> None:
    if not choices:
        raise ValidationError("还没有给哪一件选单位。", code="required")
    if len(choices) > MOST:
        raise ValidationError(f"一次最多交办 {MOST} 件。", code="too_many")


def _hold(congress_session: CongressSession, choices: Sequence[Choice]) -> dict[UUID, Proposal]:
    rows = Proposal.objects.select_for_update().order_by("pk")
    return rows.filter(congress_session=congress_session).in_bulk([one.pk for one in choices])


def _hand_one(
    batch: HandoverBatch, one: Choice, held: Mapping[UUID, Proposal], deadlines: list[Deadline]
) -> HandoverLine:
    proposal, due = held[one.pk], deadlines[one.is_complex]
    line = HandoverLine(batch=batch, proposal=proposal, unit=one.unit)
    if proposal.state != S.ACCEPTED:
        line.skipped = f"现在是“{proposal.standing}”，没有再交办。"
        return line
    hand_to_unit(
        proposal, to=one.unit, by=batch.by, due=due, at=batch.at, is_complex=one.is_complex
    )
    line.reply_due_on = due.due_on
    return line


def _named(line: HandoverLine) -> str:
    return f"{line.proposal.called}{line.skipped}"
