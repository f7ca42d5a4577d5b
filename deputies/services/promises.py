"""承诺事项: the unit reports what came of its promise, the office settles it."""

from collections.abc import Iterable
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from deputies.choices import PromiseState, ReplyClass
from deputies.models import Promise, Proposal, Reply
from deputies.permissions.promises import may_put_back, may_report, may_settle
from deputies.permissions.proposals import may_see_list
from deputies.selectors.promises import suggestion_for
from deputies.services.moves import hold
from township_npc.office.models import User
from township_npc.office.permissions import require
from township_npc.office.services.audit import record
from township_npc.office.services.files import Prepared, files_of, keep, remove_file
from township_npc.office.workbook import Export

_NO_REPORT = {"done_on": None, "proof": "", "reported_at": None, "by": None}
_UNSETTLED = {
    "state": PromiseState.OPEN,
    "kept_on": None,
    "settled_on": None,
    "checked_by": None,
    "note": "",
}


def make_promise(reply: Reply) -> None:
    """A reply of class B promises something by a day, in place of what was promised before and is
    still open; the reply records the act."""
    if reply.result == ReplyClass.B:
        Promise.objects.create(reply=reply)
        follow_replies(reply.proposal)


def follow_replies(proposal: Proposal) -> None:
    """An open promise is replaced by the next one of a later reply, and stands again when that
    reply is taken back. Any other reply leaves it open: the office is asked to settle it."""
    rows = Promise.objects.filter(reply__proposal=proposal).select_related("reply")
    promises = list(rows.order_by("reply__round", "reply__written_at"))
    for promise in promises:
        if promise.is_settled:
            continue
        later = (one for one in promises if one.reply.round > promise.reply.round)
        replaced_by = next((one for one in later if not one.reply.is_withdrawn), None)
        state = PromiseState.REPLACED if replaced_by else PromiseState.OPEN
        Promise.objects.filter(pk=promise.pk).update(state=state, replaced_by=replaced_by)


@transaction.atomic
def report_promise(
    promise: Promise,
    *,
    by: User,
    done_on: date | None,
    proof: str,
    at: datetime,
    attachments: Iterable[Prepared] = (),
) -> None:
    """报告兑现情况 with proof; without ``done_on`` it was given up."""
    require(may_report(by, promise))
    _refuse_day(promise, "done_on", done_on, at)
    report = {"done_on": done_on, "proof": proof, "reported_at": at, "by": by}
    _write(promise, report, state=PromiseState.OPEN, reported_at__isnull=True)
    for file in attachments:
        keep(file, subject=promise, by=by, at=at)
    told, on = f"{done_on} 办完。" if done_on else "办不了。", timezone.localdate(at).isoformat()
    record(by, "proposal.promise_reported", promise.reply.proposal, note=f"{told}{proof}", on=on)


@transaction.atomic
def settle_promise(
    promise: Promise, *, by: User, outcome: str, kept_on: date | None, at: datetime, note: str = ""
) -> None:
    """核定: kept, late or broken. A person decides; other than the report says takes a reason."""
    require(may_settle(by, promise) and outcome in PromiseState.outcomes())
    if outcome == PromiseState.BROKEN:
        kept_on = None
    elif kept_on is None:
        raise ValidationError({"kept_on": "兑现了的要写哪天办完。"}, code="required")
    _refuse_day(promise, "kept_on", kept_on, at)
    _refuse_without_reason(promise, outcome, kept_on, note)
    settled = {
        "state": outcome,
        "kept_on": kept_on,
        "settled_on": timezone.localdate(at),
        "checked_by": by,
        "note": note,
    }
    _write(promise, settled, state=PromiseState.OPEN, reported_at=promise.reported_at)
    said = f"{PromiseState(outcome).label}。{note}"
    facts = {"outcome": outcome, "on": promise.settled_on.isoformat()}
    record(by, "proposal.promise_settled", promise.reply.proposal, note=said, **facts)


@transaction.atomic
def put_back_promise(promise: Promise, *, by: User, reason: str) -> None:
    """更正 of the last act: a settlement is taken back, or a report, by the unit or the office."""
    require(may_put_back(by, promise))
    if promise.is_settled:
        _write(promise, _UNSETTLED, state=promise.state)
        follow_replies(promise.reply.proposal)
        promise.refresh_from_db()
        verb = "proposal.promise_unsettled"
    elif may_report(by, promise):
        _drop_report(promise)
        for file in files_of(promise):
            remove_file(file, by)
        verb = "proposal.promise_report_taken_back"
    else:
        _drop_report(promise)
        verb = "proposal.promise_report_returned"
    record(by, verb, promise.reply.proposal, note=reason)


@transaction.atomic
def hand_out_promises(export: Export, *, by: User, chosen: dict) -> None:
    """Log the list before it is given out (C.20)."""
    require(may_see_list(by))
    facts = {"rows": export.rows, "sha256": export.sha256, "filter": chosen}
    record(by, "promises.exported", **facts)


def _drop_report(promise: Promise) -> None:
    _write(promise, _NO_REPORT, state=PromiseState.OPEN, reported_at__isnull=False)


def _write(promise: Promise, changes: dict, **as_we_saw_it) -> None:
    """Only over what this person has seen, and only while the promise counts."""
    hold(promise.reply.proposal)
    counts = Promise.objects.in_force().filter(pk=promise.pk).exists()
    seen = Promise.objects.filter(pk=promise.pk, **as_we_saw_it)
    if not counts or not seen.update(**changes):
        raise ValidationError("这项承诺刚被他人办过，请刷新后重试。", code="stale")
    promise.refresh_from_db()


def _refuse_day(promise: Promise, field: str, on: date | None, at: datetime) -> None:
    if on is None:
        return
    if on > timezone.localdate(at):
        raise ValidationError({field: "办完的日期不能晚于今天。"}, code="future")
    if on < promise.reply.replied_on:
        sentence = f"办完的日期不能早于答复（{promise.reply.replied_on}）。"
        raise ValidationError({field: sentence}, code="early")


def _refuse_without_reason(promise: Promise, outcome: str, kept_on: date | None, note: str) -> None:
    if note or (outcome == suggestion_for(promise) and kept_on == promise.done_on):
        return
    sentence = "和单位报告的不一样，请写一句为什么。"
    if not promise.is_reported:
        sentence = "单位还没有报告，请写一句是怎么核实的。"
    raise ValidationError({"note": sentence}, code="required")
