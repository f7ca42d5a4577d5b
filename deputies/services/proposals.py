"""The deputy's side of a 建议: write, send, take back; and the office's entry for one on paper."""

import uuid
from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from deputies.choices import ProposalState as S
from deputies.models import Deputy, Proposal
from deputies.permissions import proposals as permissions
from deputies.rules.proposals import WITH_THE_DEPUTY, occasion_on
from deputies.selectors.terms import session_at
from deputies.services.cosigners import void_signatures
from deputies.services.moves import move
from township_npc.office.models import User
from township_npc.office.permissions import require
from township_npc.office.services.audit import record
from township_npc.office.services.files import files_of, remove_file

#: What its author writes; nothing else of a form reaches a draft (security B, test 5).
DRAFT_FIELDS = (
    "category", "title", "text", "place", "is_plain", "unfit_reason", "is_confidential", "step",
)  # fmt: skip


@transaction.atomic
def save_draft(lead: Deputy, *, by: User, id: uuid.UUID, fields: dict, at: datetime) -> Proposal:
    """Store what is written so far under the key the phone made, new or again. A draft is its
    author's own paper: nothing about it is recorded.
    """
    require(permissions.may_write_for(by, lead))
    values = {name: fields[name] for name in DRAFT_FIELDS if name in fields} | {"saved_at": at}
    draft, is_new = Proposal.objects.select_related("lead").get_or_create(
        pk=id, defaults={**values, "lead": lead, "written_at": at}
    )
    if is_new:
        return draft
    require(draft.lead_id == lead.pk)
    _refuse_after_sending(draft)
    if draft.state == S.RETURNED:
        _refuse_gaps(draft, values)
    if not Proposal.objects.filter(pk=id, state=draft.state).update(**values):
        raise ValidationError("这件建议刚被处理过，请刷新后重试。", code="stale")
    draft.refresh_from_db()
    void_signatures(draft, by=by, at=at)
    return draft


@transaction.atomic
def begin_draft(lead: Deputy, *, by: User, id: uuid.UUID, at: datetime) -> Proposal:
    """A draft without a word, for the photo that came first. One that is there stays as it was
    saved: the phone goes on from that copy."""
    require(permissions.may_write_for(by, lead))
    draft, _ = Proposal.objects.select_related("lead").get_or_create(
        pk=id, defaults={"lead": lead, "written_at": at, "saved_at": at}
    )
    require(draft.lead_id == lead.pk)
    return draft


@transaction.atomic
def delete_draft(proposal: Proposal, *, by: User) -> None:
    """Throw a draft away. One that has a number keeps it, so that no number is missing."""
    require(permissions.may_write_for(by, proposal.lead))
    if proposal.number is not None:
        raise ValidationError("这件建议已经编了号，不能删掉。", code="numbered")
    mine = Proposal.objects.select_for_update()  # the other tab may be sending it
    gone = mine.filter(pk=proposal.pk, state=S.DRAFT, number__isnull=True)
    if not gone.exists():
        raise ValidationError("已经送出的建议不能删掉，可以撤回。", code="sent")
    for file in files_of(proposal):
        remove_file(file, by)
    gone.delete()
    record(by, "proposal.deleted", proposal)  # after it: whom it asked to sign, it asks no more


@transaction.atomic
def submit_proposal(proposal: Proposal, *, by: User, at: datetime) -> None:
    """送给人大办, the first time or after it was returned."""
    require(permissions.may_write_for(by, proposal.lead))
    _send(proposal, by=by, at=at, on=timezone.localdate(at))
    record(by, "proposal.submitted", proposal, on=timezone.localdate(at).isoformat())


@transaction.atomic
def withdraw_proposal(proposal: Proposal, *, by: User, at: datetime) -> None:
    """撤回, until the office has accepted it: it is a draft again (山东建议办理条例第九条)."""
    require(permissions.may_write_for(by, proposal.lead))
    move(proposal, S.DRAFT, by=by, at=at, submitted_at=None)
    record(by, "proposal.withdrawn", proposal, on=timezone.localdate(at).isoformat())


@transaction.atomic
def enter_proposal(
    lead: Deputy, *, by: User, fields: dict, signed_on_paper_on: date, at: datetime
) -> Proposal:
    """代为登记: a deputy brought it on paper, with the own signature (山东建议办理条例第八条)."""
    require(permissions.may_enter(by))
    if signed_on_paper_on > timezone.localdate(at):
        raise ValidationError({"signed_on_paper_on": "签名日期不能晚于今天。"}, code="future")
    values = {name: fields[name] for name in DRAFT_FIELDS if name in fields}
    proposal = Proposal.objects.create(
        lead=lead,
        entered_by=by,
        signed_on_paper_on=signed_on_paper_on,
        written_at=at,
        saved_at=at,
        **values,
    )
    _send(proposal, by=by, at=at, on=signed_on_paper_on)
    record(by, "proposal.entered", proposal, on=timezone.localdate(at).isoformat())
    return proposal


def _send(proposal: Proposal, *, by: User, at: datetime, on: date) -> None:
    """``on`` places it in the year: the day of the signature, where that is on paper."""
    _refuse_gaps(proposal, {})
    if proposal.is_plain is None:
        raise ValidationError({"is_plain": "请看一遍有没有这些情况。"}, code="unchecked")
    if not proposal.is_plain and not proposal.unfit_reason:
        raise ValidationError({"unfit_reason": "请写一句理由。"}, code="required")
    move(proposal, S.SUBMITTED, by=by, at=at, submitted_at=at, **_place_in_year(proposal, on))


def _place_in_year(proposal: Proposal, on: date) -> dict:
    """The meeting it belongs to and whether that was on; one that has a number keeps its place."""
    if proposal.number is not None:
        return {}
    meeting = session_at(on)
    occasion = occasion_on(on, meeting.starts_on, meeting.ends_on) if meeting else ""
    return {"congress_session": meeting, "occasion": occasion}


def _refuse_after_sending(proposal: Proposal) -> None:
    if proposal.state == S.SUBMITTED:
        raise ValidationError("这件建议已经送出。要改，请先撤回。", code="sent")
    if proposal.state not in WITH_THE_DEPUTY:
        raise PermissionDenied


def _refuse_gaps(proposal: Proposal, values: dict) -> None:
    asked = {"category": "请选一类。", "title": "请写标题。", "text": "请写是什么事。"}
    missing = {
        name: sentence
        for name, sentence in asked.items()
        if not values.get(name, getattr(proposal, name))
    }
    if missing:
        raise ValidationError(missing, code="required")
