"""现场督办: what was seen on the spot."""

from collections.abc import Iterable
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from deputies.models import KeyProposal, KeyVisit
from deputies.permissions import proposal_turns as permissions
from township_npc.office.models import User
from township_npc.office.permissions import require
from township_npc.office.services.audit import record
from township_npc.office.services.files import Prepared, files_of, keep, remove_file


@transaction.atomic
def log_visit(
    key: KeyProposal,
    *,
    by: User,
    on: date,
    came: str,
    found: str,
    at: datetime,
    result: str = "",
    files: Iterable[Prepared] = (),
) -> KeyVisit:
    """记一次现场督办."""
    require(permissions.may_log_visit(by))
    _refuse_visit_day(key, on, at)
    visit = KeyVisit.objects.create(
        key=key, on=on, came=came, found=found, result=result, by=by, logged_at=at
    )
    for file in files:
        keep(file, subject=visit, by=by, at=at)
    record(by, "proposal.key_visited", key.proposal, note=_seen(visit), on=on.isoformat())
    return visit


@transaction.atomic
def take_back_visit(visit: KeyVisit, *, by: User, reason: str) -> None:
    """更正: one written down wrongly goes with its files; its words stay in the timeline."""
    require(permissions.may_take_back_visit(by, visit))
    for file in files_of(visit):
        remove_file(file, by)
    note = f"{_seen(visit)}　撤掉原因：{reason}"
    visit.delete()
    record(by, "proposal.key_visit_taken_back", visit.key.proposal, note=note)


def _refuse_visit_day(key: KeyProposal, on: date, at: datetime) -> None:
    if on > timezone.localdate(at):
        raise ValidationError({"on": "督办日期不能晚于今天。"}, code="future")
    if on < key.set_on:
        raise ValidationError({"on": f"督办不能早于确定（{key.set_on}）。"}, code="early")


def _seen(visit: KeyVisit) -> str:
    result = f"　定了：{visit.result}" if visit.result else ""
    return f"{visit.came}：{visit.found}{result}"
