"""What the unit does with a 建议: sign for it, talk with the deputy, reply."""

from collections.abc import Iterable
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from deputies.choices import ProposalState as S
from deputies.choices import ReplyClass
from deputies.models import ContactLog, Proposal, Reply
from deputies.permissions import proposals as permissions
from deputies.rules.proposals import ESSENCE, contact_is_missing
from deputies.selectors.assignments import assignment_in_force, contest_waiting
from deputies.selectors.reworks import round_began_on
from deputies.services.moves import move, refuse_unless
from deputies.services.promises import make_promise
from deputies.services.reply_drafts import use_up_draft
from township_npc.office.models import User
from township_npc.office.permissions import require
from township_npc.office.services.audit import record
from township_npc.office.services.files import Prepared, keep


@transaction.atomic
def sign_for(proposal: Proposal, *, by: User, at: datetime) -> None:
    """签收."""
    require(permissions.may_handle(by, proposal))
    refuse_unless(proposal, S.ASSIGNED)
    on = timezone.localdate(at)
    move(proposal, S.SIGNED, by=by, at=at, signed_on=on, signed_by=by)
    record(by, "proposal.signed", proposal, on=on.isoformat())


@transaction.atomic
def log_contact(
    proposal: Proposal, *, by: User, phase: str, way: str, on: date, text: str, at: datetime
) -> ContactLog:
    """记一次联系: 办前、办中、办后 (《代表法》第五十一条第二款, S-03)."""
    require(permissions.may_log_contact(by, proposal))
    if proposal.assigned_on is None:
        raise ValidationError("这件建议还没有交办，不用记联系。", code="not_assigned")
    if on > timezone.localdate(at):
        raise ValidationError({"on": "联系日期不能晚于今天。"}, code="future")
    contact = ContactLog.objects.create(
        proposal=proposal, phase=phase, way=way, on=on, text=text, by=by, logged_at=at
    )
    record(by, "proposal.contacted", proposal, note=_said(contact), on=on.isoformat())
    return contact


@transaction.atomic
def take_back_contact(contact: ContactLog, *, by: User) -> None:
    """更正: a contact written down wrongly goes, until the proposal has moved on; its words stay in
    the record of what happened."""
    require(permissions.may_take_back_contact(by, contact))
    proposal = contact.proposal
    if proposal.moves.filter(at__gt=contact.logged_at, is_undone=False).exists():
        raise ValidationError("这件建议已经接着办了，这次联系不能再撤掉。", code="acted")
    record(by, "proposal.contact_taken_back", proposal, note=_said(contact))
    contact.delete()


@transaction.atomic
def reply_proposal(
    proposal: Proposal,
    *,
    by: User,
    result: str,
    text: str,
    at: datetime,
    number: str = "",
    essence: str = "",
    promised_by: date | None = None,
    no_contact_reason: str = "",
    attachments: Iterable[Prepared] = (),
    draft: int | None = None,
) -> Reply:
    """书面答复 with its class; without a contact it takes a reason (S-03 warns, never stops). Of
    the paper it was drafted on, ``draft`` is the version seen last.
    """
    require(permissions.may_reply(by, proposal))
    _refuse_without_essence(result, essence, promised_by)
    _refuse_silence(proposal, no_contact_reason)
    _refuse_while_contested(proposal)
    move(proposal, S.REPLIED, by=by, at=at)
    reply = Reply.objects.create(
        proposal=proposal,
        unit=proposal.lead_unit,
        round=proposal.round,
        due_on=proposal.reply_due_on,
        result=result,
        number=number,
        text=text,
        essence=essence,
        promised_by=promised_by,
        no_contact_reason=no_contact_reason,
        replied_on=timezone.localdate(at),
        written_at=at,
        by=by,
    )
    for file in attachments:
        keep(file, subject=reply, by=by, at=at)
    use_up_draft(assignment_in_force(proposal), seen=draft)
    make_promise(reply)
    record(by, "proposal.replied", proposal, result=result, on=reply.replied_on.isoformat())
    return reply


def _said(contact: ContactLog) -> str:
    return f"{contact.get_phase_display()}，{contact.get_way_display()}：{contact.text}"


def _refuse_without_essence(result: str, essence: str, promised_by: date | None) -> None:
    """What each class has to say (重庆建议条例第二十二条, S-07)."""
    if result in ESSENCE and not essence:
        raise ValidationError({"essence": f"{result} 类要写{ESSENCE[result]}。"}, code="required")
    if result == ReplyClass.B and promised_by is None:
        raise ValidationError({"promised_by": "B 类要写哪天办完。"}, code="required")


def _refuse_while_contested(proposal: Proposal) -> None:
    if contest_waiting(proposal) is not None:
        sentence = "您单位提出的退件还没有决定。要答复，请先撤回退件。"
        raise ValidationError(sentence, code="contested")


def _refuse_silence(proposal: Proposal, reason: str) -> None:
    dates = list(proposal.contacts.values_list("on", flat=True))
    if not reason and contact_is_missing(dates, round_began_on(proposal)):
        sentence = "交办以后还没有和代表联系过。先记一次联系，或者写明没有联系的原因。"
        raise ValidationError({"no_contact_reason": sentence}, code="no_contact")
