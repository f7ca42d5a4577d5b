"""纸上的联名: the office enters who signed the sheet, and puts an entry right."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from deputies.choices import CosignerState as C
from deputies.choices import ProposalState as S
from deputies.models import Cosigner, Deputy, Proposal
from deputies.permissions import cosigners as permissions
from deputies.rules.cosigners import OPEN_FOR_SECONDING, text_hash
from deputies.services.cosigner_moves import change, hold, place
from deputies.services.cosigners import ACCEPTED, refuse_who_cannot_sign
from deputies.services.duties import note_cosigners
from deputies.services.seconding import CLOSED
from township_npc.office.models import User
from township_npc.office.permissions import require
from township_npc.office.services.audit import record

#: A sheet is in the office's hands before it is accepted.
_WITH_ITS_SHEET = frozenset({S.SUBMITTED, S.RETURNED})


@transaction.atomic
def enter_signature(
    proposal: Proposal, deputy: Deputy, *, by: User, on: date, at: datetime
) -> Cosigner:
    """登记纸上的联名签名, with the day that stands beside it."""
    require(permissions.may_enter_signature(by))
    held = hold(proposal, _WITH_ITS_SHEET, otherwise=ACCEPTED)
    if on > timezone.localdate(at):
        raise ValidationError({"on": "签名日期不能晚于今天。"}, code="future")
    refuse_who_cannot_sign(held, deputy)
    if held.cosigners.signed().filter(deputy=deputy).exists():
        raise ValidationError(f"{deputy}代表已经签过名了。", code="signed")
    cosigner = place(
        held,
        deputy,
        C.SIGNED,
        answered_at=at,
        signed_on=on,
        text_hash=text_hash(held.title, held.text),
        is_on_paper=True,
        entered_by=by,
    )
    record(by, "proposal.cosigned_on_paper", proposal, note=str(deputy), on=on.isoformat())
    return cosigner


@transaction.atomic
def correct_signature(cosigner: Cosigner, *, by: User, reason: str) -> None:
    """更正: a signature entered from paper, until the office has accepted; a 附议 confirmed in
    error, until it is done. A deputy's own signature is the deputy's."""
    require(permissions.may_enter_signature(by) and cosigner.is_correctable)
    proposal, note = cosigner.proposal, f"{cosigner}：{reason}"
    if cosigner.is_second:
        hold(proposal, OPEN_FOR_SECONDING, otherwise=CLOSED)
        change(cosigner, C.REMOVED)
        note_cosigners(proposal)
    else:
        hold(proposal, _WITH_ITS_SHEET, otherwise=ACCEPTED)
        change(cosigner, C.INVITED if cosigner.invited_at else C.REMOVED)
    record(by, "proposal.cosigner_corrected", proposal, note=note)
