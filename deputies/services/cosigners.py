"""联名: the lead asks deputies by name; each of them signs or declines for oneself."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from deputies.choices import CosignerState as C
from deputies.models import Cosigner, Deputy, Proposal
from deputies.permissions import cosigners as permissions
from deputies.rules.cosigners import OPEN_FOR_SIGNING, text_hash
from deputies.selectors.cosigners import able_to_sign
from deputies.services.cosigner_moves import change, change_all, hold, place
from township_npc.office.models import User
from township_npc.office.permissions import require
from township_npc.office.services.audit import record

ACCEPTED = "人大办已经受理这件建议，不能再联名了。"


@transaction.atomic
def invite_cosigner(proposal: Proposal, deputy: Deputy, *, by: User, at: datetime) -> Cosigner:
    """请一名代表联名. Who declined or was no longer asked can be asked again."""
    require(permissions.may_keep_cosigners(by, proposal))
    held = hold(proposal, OPEN_FOR_SIGNING, otherwise=ACCEPTED)
    if not held.text:
        raise ValidationError("先写是什么事，再请人联名。", code="no_text")
    refuse_who_cannot_sign(held, deputy)
    _refuse_second_invitation(held, deputy)
    cosigner = place(held, deputy, C.INVITED, invited_at=at, seen_at=None)
    record(by, "proposal.cosigner_invited", proposal, note=str(deputy))
    return cosigner


@transaction.atomic
def take_back_invitation(cosigner: Cosigner, *, by: User) -> None:
    """不再邀请, as long as there is no answer."""
    require(permissions.may_keep_cosigners(by, cosigner.proposal))
    if cosigner.state != C.INVITED:
        raise ValidationError(f"{cosigner}代表已经答复了。", code="answered")
    change(cosigner, C.REMOVED)
    record(by, "proposal.cosigner_removed", cosigner.proposal, note=str(cosigner))


@transaction.atomic
def cosign_proposal(cosigner: Cosigner, *, by: User, shown: str, at: datetime) -> None:
    """联名签名, the PIN asked before; ``shown`` is the hash of the text that was read."""
    require(permissions.may_answer(by, cosigner))
    held = hold(cosigner.proposal, OPEN_FOR_SIGNING, otherwise=ACCEPTED)
    _refuse_without_invitation(cosigner)
    if shown != text_hash(held.title, held.text):
        raise ValidationError("标题或者内容刚改过，请再看一遍再签。", code="changed")
    on = timezone.localdate(at)
    change(cosigner, C.SIGNED, answered_at=at, signed_on=on, text_hash=shown)
    record(by, "proposal.cosigned", cosigner.proposal, on=on.isoformat())


@transaction.atomic
def decline_cosigning(cosigner: Cosigner, *, by: User, at: datetime) -> None:
    """不联名, without a reason; also after having signed, until the office has accepted."""
    require(permissions.may_answer(by, cosigner))
    hold(cosigner.proposal, OPEN_FOR_SIGNING, otherwise=ACCEPTED)
    change(cosigner, C.DECLINED, answered_at=at)
    record(by, "proposal.cosigning_declined", cosigner.proposal)


def mark_seen(cosigner: Cosigner, *, at: datetime) -> None:
    """The invited deputy has opened the page: the lead reads when."""
    Cosigner.objects.filter(pk=cosigner.pk, state=C.INVITED, seen_at=None).update(seen_at=at)


def void_signatures(proposal: Proposal, *, by: User, at: datetime) -> None:
    """标题或者内容改了: who signed the old words is asked again, who wants to join is not in."""
    now = text_hash(proposal.title, proposal.text)
    of_old_words = Cosigner.objects.filter(proposal=proposal).exclude(text_hash__in=("", now))
    change_all(of_old_words, C.ASKED, C.REMOVED)
    if fallen := change_all(of_old_words, C.SIGNED, C.INVITED, invited_at=at, seen_at=None):
        record(by, "proposal.signatures_void", proposal, count=fallen)


def refuse_who_cannot_sign(proposal: Proposal, deputy: Deputy) -> None:
    """The lead is never the own co-signer; a seat has to be of this term and in office."""
    if deputy.person_id == proposal.lead.person_id:
        raise ValidationError("领衔代表自己不用联名。", code="lead")
    if not able_to_sign().filter(pk=deputy.pk).exists():
        raise ValidationError(f"{deputy}不是本届在任的镇代表，不能联名。", code="no_seat")


def _refuse_without_invitation(cosigner: Cosigner) -> None:
    """Asked of the database: the page may be older than what has happened since."""
    cosigner.refresh_from_db(fields=["state"])
    if cosigner.state == C.SIGNED:
        raise ValidationError("您已经签过名了。", code="signed")
    if cosigner.state != C.INVITED:
        raise ValidationError("这个邀请已经收回了。", code="removed")


def _refuse_second_invitation(proposal: Proposal, deputy: Deputy) -> None:
    asked = Cosigner.objects.filter(proposal=proposal, deputy=deputy)
    if asked.filter(state__in=(C.INVITED, C.SIGNED)).exists():
        raise ValidationError(f"已经请过{deputy}代表了。", code="invited")
