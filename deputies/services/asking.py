"""What 退件 and 延期 have in common: one decision, and when it can still be put right."""

from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from deputies.models import Contest, Extension, Proposal
from deputies.rules.proposals import WITH_THE_UNIT
from township_npc.office.models import User


def refuse_unless_with_unit(proposal: Proposal) -> None:
    """Not before the unit has it, not after it has replied."""
    if proposal.state not in WITH_THE_UNIT:
        sentence = f"这件建议现在是“{proposal.standing}”，不能再这样办。"
        raise ValidationError(sentence, code="wrong_state")


def create_waiting(kind: type[Contest] | type[Extension], sentence: str, **values):
    """One waits at a time, also of two who ask at the same moment."""
    try:
        with transaction.atomic():
            return kind.objects.create(**values)
    except IntegrityError:
        raise ValidationError(sentence, code="waiting") from None


def claim(
    asked: Contest | Extension, *, by: User, at: datetime, is_agreed: bool, note: str, **more
) -> None:
    """Decide it, once: the second of two who decide is told."""
    refuse_unless_with_unit(asked.assignment.proposal)
    waiting = type(asked).objects.waiting().filter(pk=asked.pk)
    decision = {"decided_at": at, "decided_by": by, "is_agreed": is_agreed, "decision_note": note}
    if not waiting.update(**decision, **more):
        raise ValidationError("刚有人决定过了，请刷新后再看。", code="stale")
    asked.refresh_from_db()


def refuse_after(proposal: Proposal, moment: datetime, *, but: UUID | None) -> None:
    """Somebody else has gone on since: a move, a contact."""
    steps = proposal.moves.filter(at__gt=moment, is_undone=False).exclude(by=but)
    contacts = proposal.contacts.filter(logged_at__gt=moment).exclude(by=but)
    for row in (steps.first(), contacts.last()):
        if row is not None:
            raise ValidationError(f"{row.by}已经接着办了，不能再更正。", code="acted")
