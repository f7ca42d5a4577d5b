"""重点督办: the office records who leads it, since when, and how it ended."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from deputies.models import KeyProposal, Proposal
from deputies.permissions import proposal_turns as permissions
from deputies.rules.proposals import CAN_BE_KEY
from deputies.services.moves import hold
from township_npc.office.models import Person, User
from township_npc.office.permissions import require
from township_npc.office.services.audit import record


@transaction.atomic
def set_key(
    proposal: Proposal,
    *,
    by: User,
    leader: Person | None,
    leader_name: str,
    leader_post: str,
    on: date,
    reason: str,
    at: datetime,
) -> KeyProposal:
    """确定为重点督办, the first time or again (《代表法》第五十二条, S-13)."""
    require(permissions.may_set_key(by))
    hold(proposal)
    _refuse_state(proposal)
    _refuse_day(proposal, on, at)
    if KeyProposal.objects.filter(proposal=proposal, ended_on=None).exists():
        raise ValidationError("这件建议已经在重点督办。", code="stale")
    values = _leader(leader, leader_name, leader_post) | {"set_on": on, "reason": reason}
    key, _ = KeyProposal.objects.update_or_create(
        proposal=proposal, defaults={**values, "ended_on": None, "end_note": ""}
    )
    record(by, "proposal.key_set", proposal, note=_said(key, reason), on=on.isoformat())
    return key


@transaction.atomic
def change_key(
    key: KeyProposal,
    *,
    by: User,
    leader: Person | None,
    leader_name: str,
    leader_post: str,
    on: date,
    reason: str,
    why: str,
    at: datetime,
) -> None:
    """更正: another leader, day or reason; what stood there stays in the timeline."""
    require(permissions.may_set_key(by))
    _refuse_day(key.proposal, on, at)
    before = f"{_said(key, key.reason)}改正原因：{why}"
    values = _leader(leader, leader_name, leader_post) | {"set_on": on, "reason": reason}
    _write(key, running=True, **values)
    record(by, "proposal.key_changed", key.proposal, note=before, on=on.isoformat())


@transaction.atomic
def end_key(key: KeyProposal, *, by: User, on: date, note: str, at: datetime) -> None:
    """结束重点督办."""
    require(permissions.may_set_key(by))
    if on > timezone.localdate(at):
        raise ValidationError({"on": "结束日期不能晚于今天。"}, code="future")
    if on < key.set_on:
        raise ValidationError({"on": f"结束不能早于确定（{key.set_on}）。"}, code="early")
    _write(key, running=True, ended_on=on, end_note=note)
    record(by, "proposal.key_ended", key.proposal, note=note, on=on.isoformat())


@transaction.atomic
def take_back_key(key: KeyProposal, *, by: User, reason: str) -> None:
    """更正 of the last act: ended by mistake, it runs again; set by mistake, it goes, as long as
    nobody has been on the spot."""
    require(permissions.may_set_key(by))
    if key.ended_on is not None:
        _write(key, running=False, ended_on=None, end_note="")
    else:
        _refuse_visited(key)
        key.delete()
    record(by, "proposal.key_taken_back", key.proposal, note=reason)


def _leader(leader: Person | None, name: str, post: str) -> dict:
    """A person of the office's, or a name; exactly one of them."""
    if bool(leader) == bool(name):
        sentence = "督办领导从名单里选，或者写姓名，二选一。"
        raise ValidationError({"leader_name": sentence}, code="one_leader")
    return {"leader": leader, "leader_name": name, "leader_post": post}


def _write(key: KeyProposal, *, running: bool, **changes) -> None:
    as_we_saw_it = KeyProposal.objects.filter(pk=key.pk, ended_on__isnull=running)
    if not as_we_saw_it.update(**changes):
        raise ValidationError("这件的重点督办刚有变化，请刷新后再看。", code="stale")
    key.refresh_from_db()


def _refuse_state(proposal: Proposal) -> None:
    if proposal.state not in CAN_BE_KEY:
        raise ValidationError(
            f"这件建议现在是“{proposal.standing}”，不能确定为重点督办。", code="wrong_state"
        )


def _refuse_day(proposal: Proposal, on: date, at: datetime) -> None:
    if on > timezone.localdate(at):
        raise ValidationError({"on": "确定日期不能晚于今天。"}, code="future")
    submitted_on = timezone.localdate(proposal.submitted_at)
    if on < submitted_on:
        raise ValidationError({"on": f"确定不能早于提出（{submitted_on}）。"}, code="early")


def _refuse_visited(key: KeyProposal) -> None:
    if key.visits.exists():
        raise ValidationError("已经去看过了，不能撤掉；可以结束督办。", code="visited")


def _said(key: KeyProposal, reason: str) -> str:
    return f"{key.led_by}。{reason}"
