"""What the office does with a 建议: return, accept, propose, assign, close."""

from collections.abc import Iterable
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from deputies.choices import ProposalState as S
from deputies.models import Proposal, Rating, Reply, Unit
from deputies.permissions import proposals as permissions
from deputies.selectors.proposal_page import reply_deadlines
from deputies.selectors.terms import session_at
from deputies.services.assignments import handed_to
from deputies.services.assisting import set_assisting
from deputies.services.duties import note_cosigners, note_proposal
from deputies.services.moves import hold, move, refuse_unless
from deputies.services.numbers import next_number
from deputies.services.promises import follow_replies
from township_npc.office.models import User
from township_npc.office.permissions import require
from township_npc.office.rules import Deadline
from township_npc.office.services.audit import record
from township_npc.office.workbook import Export


@transaction.atomic
def return_proposal(proposal: Proposal, *, by: User, reason: str, at: datetime) -> None:
    """退回代表, with what has to be mended."""
    require(permissions.may_return(by))
    move(proposal, S.RETURNED, by=by, at=at, return_reason=reason)
    record(by, "proposal.returned", proposal, note=reason, on=_day(at))


@transaction.atomic
def accept_proposal(proposal: Proposal, *, by: User, at: datetime, category: str = "") -> None:
    """受理 and number it. A number once given stays with its proposal, also through a 更正."""
    require(permissions.may_decide(by))
    refuse_unless(proposal, S.SUBMITTED)
    if proposal.number is None:
        _give_number(proposal)
    move(proposal, S.ACCEPTED, by=by, at=at, category=category or proposal.category)
    note_proposal(proposal)
    note_cosigners(proposal)
    record(by, "proposal.accepted", proposal, number=proposal.number, on=_day(at))


@transaction.atomic
def suggest_handling(
    proposal: Proposal, *, by: User, category: str, unit: Unit | None, at: datetime
) -> None:
    """拟办: 工作人员 propose, the director's forms begin with it."""
    require(permissions.may_suggest(by))
    undecided = Proposal.objects.filter(pk=proposal.pk, state__in=(S.SUBMITTED, S.ACCEPTED))
    if not undecided.update(suggested_category=category, suggested_unit=unit, suggested_by=by):
        raise ValidationError("这件建议已经交办或者退回，不用再拟办。", code="stale")
    proposal.refresh_from_db()
    record(by, "proposal.suggested", proposal, suggested_unit=str(unit or ""), on=_day(at))


@transaction.atomic
def assign_proposal(
    proposal: Proposal,
    *,
    to: Unit,
    by: User,
    on: date,
    at: datetime,
    is_complex: bool = False,
    note: str = "",
    assisting: Iterable[Unit] = (),
) -> None:
    """交办: the legal clock starts on the day of assignment (《代表法》第五十一条第二款, S-01)."""
    require(permissions.may_decide(by))
    due = reply_deadlines(on)[is_complex]
    hand_to_unit(
        proposal,
        to=to,
        by=by,
        due=due,
        at=at,
        is_complex=is_complex,
        note=note,
        assisting=assisting,
    )


def hand_to_unit(
    proposal: Proposal,
    *,
    to: Unit,
    by: User,
    due: Deadline,
    at: datetime,
    is_complex: bool = False,
    note: str = "",
    assisting: Iterable[Unit] = (),
) -> None:
    """The one way to a unit, alone or in a batch, once the director has decided; the deadline
    counts from the day of assignment."""
    on = due.start
    refuse_unless(proposal, S.ACCEPTED)
    refuse_day(proposal, on, at)
    move(
        proposal,
        S.ASSIGNED,
        by=by,
        at=at,
        **handed_to(to, due=due, is_complex=is_complex, note=note),
    )
    names = set_assisting(proposal, assisting, on=on, at=at)
    facts = {"unit": to.name, "due": proposal.reply_due_on.isoformat(), "on": on.isoformat()}
    record(by, "proposal.assigned", proposal, note=note, **facts, **names)


@transaction.atomic
def return_reply(proposal: Proposal, *, by: User, reason: str, at: datetime) -> None:
    """把答复退回承办单位: it is handled again under the same deadline. Whoever rated it rates the
    next one; a reply that somebody is 不满意 with goes another way (S-09)."""
    require(permissions.may_return(by))
    refuse_unless(proposal, S.REPLIED)
    hold(proposal)
    if Rating.objects.now(proposal).unsatisfied().exists():
        sentence = "有代表不满意，不能当作退回答复：请主任发重新办理通知，期限另算。"
        raise ValidationError(sentence, code="unsatisfied")
    move(proposal, S.SIGNED, by=by, at=at)
    replies = Reply.objects.filter(proposal=proposal, round=proposal.round, is_withdrawn=False)
    replies.update(is_withdrawn=True)
    follow_replies(proposal)
    record(by, "proposal.reply_returned", proposal, note=reason, on=_day(at))


@transaction.atomic
def close_proposal(
    proposal: Proposal,
    *,
    by: User,
    on: date,
    at: datetime,
    note: str = "",
    unsatisfied_reason: str = "",
) -> None:
    """办结; where somebody is 不满意, with a reason that the unit does not read (S-09, D8)."""
    require(permissions.may_decide(by))
    hold(proposal)
    reply = proposal.replies.filter(is_withdrawn=False, round=proposal.round).first()
    if on > timezone.localdate(at):
        raise ValidationError({"on": "办结日期不能晚于今天。"}, code="future")
    if reply and on < reply.replied_on:
        raise ValidationError({"on": f"办结不能早于答复（{reply.replied_on}）。"}, code="early")
    is_unsatisfied = Rating.objects.now(proposal).unsatisfied().exists()
    if is_unsatisfied and not unsatisfied_reason:
        raise ValidationError("有代表不满意。仍要办结，请写明理由。", code="unsatisfied")
    reason = unsatisfied_reason if is_unsatisfied else ""
    changes = {"closed_on": on, "close_note": note, "unsatisfied_close_reason": reason}
    move(proposal, S.CLOSED, by=by, at=at, **changes)
    if reason:
        record(by, "proposal.closed_unsatisfied", proposal, note=reason, on=on.isoformat())
    record(by, "proposal.closed", proposal, note=note, on=on.isoformat())


@transaction.atomic
def show_phone(proposal: Proposal, *, by: User) -> str:
    """The lead's phone in clear; each look leaves a line (C.19)."""
    require(permissions.may_see_phone(by, proposal))
    record(by, "proposal.phone_seen", proposal)
    return proposal.lead.person.phone


@transaction.atomic
def hand_out_list(export: Export, *, by: User, chosen: dict) -> None:
    """Log a list before it is given out (C.20); it holds names and titles, no phone and no ID.
    What was searched for may be a name: it stands in the note.
    """
    require(permissions.may_see_list(by))
    narrowed = {key: value for key, value in chosen.items() if key != "text"}
    note = f"搜“{chosen['text']}”" if "text" in chosen else ""
    facts = {"rows": export.rows, "sha256": export.sha256, "filter": narrowed}
    record(by, "proposals.exported", note=note, **facts)


def _give_number(proposal: Proposal) -> None:
    """Written before the move, whose UPDATE must find it; a stale accept rolls both back."""
    submitted_on = timezone.localdate(proposal.submitted_at)
    meeting = proposal.congress_session or session_at(submitted_on)
    if meeting is None:
        raise ValidationError("还没有登记开过的次会议，编不了号。请先登记届次。", code="no_session")
    Proposal.objects.filter(pk=proposal.pk, number__isnull=True).update(
        congress_session=meeting, number=next_number(meeting)
    )


def refuse_day(proposal: Proposal, on: date, at: datetime) -> None:
    """交办 lies between the day it was brought, or left the unit that had it before, and today."""
    if on > timezone.localdate(at):
        raise ValidationError({"on": "交办日期不能晚于今天。"}, code="future")
    submitted_on = timezone.localdate(proposal.submitted_at)
    if on < submitted_on:
        raise ValidationError({"on": f"交办不能早于提出（{submitted_on}）。"}, code="early")
    before = proposal.assignments.filter(ended_at__isnull=False, is_undone=False).last()
    if before and on < timezone.localdate(before.ended_at):
        left_on = timezone.localdate(before.ended_at)
        raise ValidationError({"on": f"交办不能早于上一个单位退回（{left_on}）。"}, code="early")


def _day(at: datetime) -> str:
    return timezone.localdate(at).isoformat()
