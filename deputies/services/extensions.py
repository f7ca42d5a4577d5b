"""延期: asked by the unit, decided by the director, or granted at once (S-01, S-02)."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from deputies.models import Extension, Proposal
from deputies.permissions import asked as permissions
from deputies.permissions.proposals import may_decide
from deputies.rules.extensions import extended, extension_limit, is_asked_late
from deputies.rules.proposals import WITH_THE_UNIT
from deputies.selectors.assignments import assignment_in_force
from deputies.selectors.proposals import rules_in_force
from deputies.services.asking import claim, create_waiting, refuse_unless_with_unit
from deputies.services.moves import too_late
from township_npc.office.models import User
from township_npc.office.permissions import require
from township_npc.office.rules import Deadline, Extended
from township_npc.office.selectors import work_calendar
from township_npc.office.services.audit import record


@transaction.atomic
def ask_extension(
    proposal: Proposal, *, by: User, reason: str, at: datetime, wanted_until: date | None = None
) -> Extension:
    """申请延期, in time or not: late is recorded, not refused."""
    require(permissions.may_ask(by, proposal))
    refuse_unless_with_unit(proposal)
    assignment = assignment_in_force(proposal)
    _refuse_earlier(proposal, wanted_until, "wanted_until")
    _refuse_later(limit_of(proposal), wanted_until)
    extension = create_waiting(
        Extension,
        "已经申请过延期，等主任决定。",
        assignment=assignment,
        asked_by=by,
        wanted_until=wanted_until,
        **_begun(proposal, reason=reason, at=at),
    )
    on = timezone.localdate(at)
    facts = {"is_late": is_asked_late(proposal.reply_due_on, on), "on": on.isoformat()}
    record(by, "proposal.extension_asked", proposal, note=reason, **facts)
    return extension


@transaction.atomic
def take_back_extension(extension: Extension, *, by: User, at: datetime) -> None:
    """更正: the unit takes the request back while it waits; its words stay in the record."""
    proposal = extension.assignment.proposal
    require(permissions.may_take_back_asked(by, extension))
    if not Extension.objects.filter(pk=extension.pk, decided_at__isnull=True).delete()[0]:
        raise ValidationError("主任已经决定了，不能再撤回。", code="decided")
    on = timezone.localdate(at).isoformat()
    record(by, "proposal.extension_taken_back", proposal, note=extension.reason, on=on)


@transaction.atomic
def agree_extension(
    extension: Extension,
    *,
    by: User,
    at: datetime,
    until: date | None = None,
    note: str = "",
    beyond_reason: str = "",
) -> None:
    """同意延期, to the day agreed on or as far as the rules allow."""
    require(may_decide(by))
    _put_off(extension, by=by, at=at, note=note, until=until, beyond_reason=beyond_reason)


@transaction.atomic
def grant_extension(
    proposal: Proposal,
    *,
    by: User,
    reason: str,
    at: datetime,
    until: date | None = None,
    beyond_reason: str = "",
) -> Extension:
    """The director grants it without a request: 口头同意, and whom. One that waits is answered."""
    require(may_decide(by))
    refuse_unless_with_unit(proposal)
    assignment = assignment_in_force(proposal)
    extension = Extension.objects.filter(assignment=assignment, decided_at__isnull=True).first()
    if extension is None:
        begun = _begun(proposal, reason=reason, at=at)
        extension = Extension.objects.create(assignment=assignment, **begun)
    extension.assignment.proposal = proposal
    _put_off(extension, by=by, at=at, note=reason, until=until, beyond_reason=beyond_reason)
    return extension


@transaction.atomic
def refuse_extension(extension: Extension, *, by: User, at: datetime, note: str) -> None:
    """不同意延期: the deadline stays."""
    require(may_decide(by))
    claim(extension, by=by, at=at, is_agreed=False, note=note)
    on = timezone.localdate(at).isoformat()
    proposal = extension.assignment.proposal
    record(by, "proposal.extension_refused", proposal, note=note, on=on)


@transaction.atomic
def correct_extension(extension: Extension, *, by: User, reason: str, at: datetime) -> None:
    """更正 of the last decision, until the reply: the old deadline counts again, a request waits
    again, and what the director granted without one is gone; its words stay in the record.
    """
    require(may_decide(by))
    proposal = extension.assignment.proposal
    refuse_unless_with_unit(proposal)
    later = extension.assignment.extensions.filter(decided_at__gt=extension.decided_at)
    if later.exists():
        raise ValidationError("后面又决定过延期，请先更正后面的。", code="acted")
    if extension.is_agreed:
        _set_due(proposal, extension.old_due_on, extension.old_due_sum)
    rows = Extension.objects.filter(pk=extension.pk)
    if extension.asked_by_id is None:
        rows.delete()
    else:
        rows.update(new_due_on=None, due_sum=None, is_agreed=None, beyond_reason="",
                    decided_at=None, decided_by=None, decision_note="")  # fmt: skip
    facts = {"due": proposal.reply_due_on.isoformat(), "on": timezone.localdate(at).isoformat()}
    record(by, "proposal.extension_corrected", proposal, note=reason, **facts)


def limit_of(proposal: Proposal) -> Deadline:
    """How far the rules let it be put off."""
    return extension_limit(proposal.assigned_on, work_calendar(), rules_in_force())


def _begun(proposal: Proposal, *, reason: str, at: datetime) -> dict:
    due = {"old_due_on": proposal.reply_due_on, "old_due_sum": proposal.due_sum}
    return {"reason": reason, "asked_at": at, **due}


def _put_off(
    extension: Extension,
    *,
    by: User,
    at: datetime,
    note: str,
    until: date | None,
    beyond_reason: str,
) -> None:
    proposal, on = extension.assignment.proposal, timezone.localdate(at)
    calendar, limit = work_calendar(), limit_of(proposal)
    found = extended(proposal.reply_due_on, limit, calendar, until=until, agreed_on=on)
    _refuse_earlier(proposal, found.due_on, "until")
    _refuse_beyond(found, beyond_reason)
    was = {"old_due_on": proposal.reply_due_on, "old_due_sum": proposal.due_sum}
    new = {"new_due_on": found.due_on, "due_sum": found.as_json(), "beyond_reason": beyond_reason}
    claim(extension, by=by, at=at, is_agreed=True, note=note, **was, **new)
    _set_due(proposal, found.due_on, found.as_json())
    facts = {"due": found.due_on.isoformat(), "was_due": found.was_due_on.isoformat()}
    note = "；".join(words for words in (note or extension.reason, beyond_reason) if words)
    record(by, "proposal.extended", proposal, note=note, on=on.isoformat(), **facts)


def _refuse_beyond(found: Extended, reason: str) -> None:
    if found.is_beyond and not reason:
        sentence = f"最长到 {found.limit}（{found.period.source}）；再往后，请写明理由。"
        raise ValidationError({"beyond_reason": sentence}, code="beyond")


def _refuse_later(limit: Deadline, wanted_until: date | None) -> None:
    """The unit asks within the rules; only the director goes beyond them, with a reason (S-01)."""
    if wanted_until is not None and wanted_until > limit.due_on:
        sentence = f"最晚到 {limit.due_on}（{limit.period.source}），请写这天或者更早的一天。"
        raise ValidationError({"wanted_until": sentence}, code="beyond")


def _refuse_earlier(proposal: Proposal, until: date | None, field: str) -> None:
    if until is not None and until <= proposal.reply_due_on:
        sentence = f"要晚于现在的期限（{proposal.reply_due_on}）。"
        raise ValidationError({field: sentence}, code="early")


def _set_due(proposal: Proposal, due_on: date, due_sum: dict) -> None:
    """The deadline of the proposal and of the assignment that it has now, together."""
    as_we_saw_it = Proposal.objects.filter(
        pk=proposal.pk,
        state__in=WITH_THE_UNIT,
        lead_unit=proposal.lead_unit_id,
        reply_due_on=proposal.reply_due_on,
    )
    if not as_we_saw_it.update(reply_due_on=due_on, due_sum=due_sum):
        raise too_late(proposal)
    proposal.assignments.in_force().update(due_on=due_on)
    proposal.refresh_from_db()
