"""附议: a deputy joins an accepted 建议 of somebody else, and its lead says yes."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from deputies.choices import CosignerState as C
from deputies.models import Cosigner, Deputy, Proposal
from deputies.permissions import cosigners as permissions
from deputies.rules.cosigners import OPEN_FOR_SECONDING, text_hash
from deputies.selectors.cosigners import able_to_sign
from deputies.selectors.likeness import comparable
from deputies.services.cosigner_moves import change, hold, place
from deputies.services.cosigners import refuse_who_cannot_sign
from deputies.services.duties import note_cosigners
from township_npc.office.models import User
from township_npc.office.permissions import require
from township_npc.office.services.audit import record

CLOSED = "这件建议已经办结，不能再附议了。"


@transaction.atomic
def second_proposal(proposal: Proposal, *, seat: Deputy, by: User, at: datetime) -> Cosigner:
    """附议, the PIN asked before. It counts, and opens the text, when it is confirmed."""
    require(permissions.may_second(by, seat) and comparable().filter(pk=proposal.pk).exists())
    held = hold(proposal, OPEN_FOR_SECONDING, otherwise=CLOSED)
    refuse_who_cannot_sign(held, seat)
    _refuse_twice(held, seat)
    cosigner = place(
        held,
        seat,
        C.ASKED,
        is_second=True,
        answered_at=at,
        signed_on=timezone.localdate(at),
        text_hash=text_hash(held.title, held.text),
    )
    record(by, "proposal.seconded", proposal, on=cosigner.signed_on.isoformat())
    return cosigner


@transaction.atomic
def confirm_second(cosigner: Cosigner, *, by: User) -> None:
    """确认附议: from now on the seconder has a co-signer's rights."""
    proposal = cosigner.proposal
    require(permissions.may_confirm_second(by, proposal))
    hold(proposal, OPEN_FOR_SECONDING, otherwise=CLOSED)
    if not able_to_sign().filter(pk=cosigner.deputy_id).exists():
        raise ValidationError(f"{cosigner}现在不是在任的镇代表，不能确认。", code="no_seat")
    if cosigner.state != C.ASKED:
        raise ValidationError(f"{cosigner}代表的附议已经处理过了。", code="stale")
    kept = ("is_second", "answered_at", "signed_on", "text_hash")
    change(cosigner, C.SIGNED, **{name: getattr(cosigner, name) for name in kept})
    note_cosigners(proposal)
    record(by, "proposal.second_confirmed", proposal, note=str(cosigner))


@transaction.atomic
def drop_second(cosigner: Cosigner, *, by: User) -> None:
    """The seconder takes it back, or the lead does not want it."""
    proposal = cosigner.proposal
    is_own = permissions.may_answer(by, cosigner)
    require(is_own or permissions.may_confirm_second(by, proposal))
    if cosigner.state != C.ASKED:
        raise ValidationError(f"{cosigner}代表的附议已经处理过了。", code="stale")
    change(cosigner, C.REMOVED)
    record(by, "proposal.second_dropped", proposal, note=str(cosigner))


def _refuse_twice(proposal: Proposal, seat: Deputy) -> None:
    mine = Cosigner.objects.filter(proposal=proposal, deputy=seat)
    if mine.filter(state=C.ASKED).exists():
        raise ValidationError("您已经附议了，等领衔代表确认。", code="asked")
    if mine.filter(state=C.SIGNED).exists():
        raise ValidationError("您已经在这件建议上签名了。", code="signed")
