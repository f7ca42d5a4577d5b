"""拟并案: 工作人员 say what they would handle together, the director decides (security B)."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from deputies.models import MergeSuggestion, Proposal
from deputies.permissions import proposal_turns as permissions
from deputies.selectors.proposal_page import label_of
from deputies.services.merging import refuse_as_main, refuse_under
from deputies.services.moves import hold
from township_npc.office.models import User
from township_npc.office.permissions import require
from township_npc.office.services.audit import record

_NOTHING = "现在没有等决定的拟并案。"


@transaction.atomic
def suggest_merge(
    main: Proposal, others: Sequence[Proposal], *, by: User, at: datetime, reason: str = ""
) -> None:
    """What could not be merged now is not proposed either. All or none."""
    require(permissions.may_suggest_merge(by))
    hold(main, *others)
    if not others:
        raise ValidationError({"others": "请选要并进来的建议。"}, code="required")
    refuse_as_main(main)
    for one in others:
        refuse_under(main, one)
        _refuse_second(one)
    MergeSuggestion.objects.bulk_create(
        MergeSuggestion(main=main, other=one, reason=reason, by=by, at=at) for one in others
    )
    facts = {"others": _labels(others), "on": timezone.localdate(at).isoformat()}
    record(by, "proposal.merge_suggested", main, note=reason, **facts)


@transaction.atomic
def take_back_merge(main: Proposal, *, by: User, at: datetime) -> None:
    """更正: 工作人员 take back what they proposed, until it is decided."""
    require(permissions.may_suggest_merge(by))
    others = _settle(main, MergeSuggestion.objects.filter(main=main, by=by))
    on = timezone.localdate(at).isoformat()
    record(by, "proposal.merge_suggestion_taken_back", main, others=others, on=on)


@transaction.atomic
def decline_merge(main: Proposal, *, by: User, reason: str, at: datetime) -> None:
    """不并案: each goes on by itself, and who proposed it reads why."""
    require(permissions.may_merge(by))
    others = _settle(main, MergeSuggestion.objects.filter(main=main))
    on = timezone.localdate(at).isoformat()
    record(by, "proposal.merge_declined", main, note=reason, others=others, on=on)


def _settle(main: Proposal, rows) -> str:
    """They wait no more; the labels of what was to come under the main one."""
    hold(main)
    others = [row.other for row in rows.select_related("other")]
    if not rows.delete()[0]:
        raise ValidationError(_NOTHING, code="decided")
    return _labels(others)


def _labels(others: Sequence[Proposal]) -> str:
    return "、".join(label_of(one) for one in others)


def _refuse_second(one: Proposal) -> None:
    waiting = MergeSuggestion.objects.filter(other=one).select_related("main").first()
    if waiting is not None:
        sentence = f"已经拟把{one.called}并入{waiting.main.called}，等主任决定。"
        raise ValidationError({"others": sentence}, code="suggested")
