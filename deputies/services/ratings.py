"""评价: by the deputy's own hand or from paper, put right until the office has acted on it."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from deputies.models import Deputy, Proposal, Rating, Reply
from deputies.permissions.ratings import (
    may_correct_rating,
    may_enter_rating,
    raters_of,
    seat_that_rates,
)
from deputies.rules.ratings import RATABLE, is_unsatisfied
from deputies.selectors.ratings import acted_on
from deputies.services.moves import hold
from township_npc.office.models import User
from township_npc.office.permissions import require
from township_npc.office.services.audit import record


@transaction.atomic
def rate_reply(
    proposal: Proposal,
    *,
    by: User,
    round: int,
    process: str,
    result: str,
    at: datetime,
    reason: str = "",
) -> Rating:
    """评价 by the signer, once for each round. ``round`` is the one the deputy has read."""
    seat = seat_that_rates(by, proposal)
    require(seat is not None)
    reply = _reply_held(proposal, round)
    rating = _write(reply, seat, by=by, process=process, result=result, reason=reason, at=at)
    _record(by, "proposal.rated", rating, rating.reason)
    return rating


@transaction.atomic
def enter_rating(
    proposal: Proposal,
    *,
    deputy: Deputy,
    by: User,
    process: str,
    result: str,
    signed_on: date,
    at: datetime,
    reason: str = "",
) -> Rating:
    """登记纸质评价: what a deputy without a phone wrote and signed."""
    require(may_enter_rating(by, proposal) and raters_of(proposal).filter(pk=deputy.pk).exists())
    reply = _reply_held(proposal, proposal.round)
    _refuse_day(reply, signed_on, at)
    answer = {"process": process, "result": result, "reason": reason}
    rating = _write(reply, deputy, by=by, at=at, signed_on_paper_on=signed_on, **answer)
    _record(by, "proposal.rating_entered", rating, f"{deputy}在纸上签名。{reason}")
    return rating


@transaction.atomic
def correct_rating(
    rating: Rating,
    *,
    by: User,
    why: str,
    process: str,
    result: str,
    at: datetime,
    reason: str = "",
    round: int | None = None,
    signed_on: date | None = None,
) -> Rating:
    """更正: the earlier answer stays as a withdrawn row. ``round`` is the one a phone has shown,
    ``signed_on`` the day on the sheet where the office puts it right."""
    require(may_correct_rating(by, rating))
    reply = _reply_held(rating.reply.proposal, round or rating.reply.round)
    is_own = by.person_id == rating.deputy.person_id
    signed_on = None if is_own else signed_on or rating.signed_on_paper_on
    if signed_on:
        _refuse_day(reply, signed_on, at)
    _set_aside(rating, why)
    answer = {"process": process, "result": result, "reason": reason}
    new = _write(reply, rating.deputy, by=by, at=at, signed_on_paper_on=signed_on, **answer)
    _record(by, "proposal.rating_corrected", new, f"{why}{reason}")
    return new


@transaction.atomic
def take_back_rating(rating: Rating, *, by: User) -> None:
    """撤掉 a sheet that was entered for the wrong proposal or deputy."""
    require(rating.is_from_paper and may_enter_rating(by, rating.reply.proposal))
    _set_aside(rating, "登错了，办公室撤掉。")
    _record(by, "proposal.rating_taken_back", rating, f"{rating.deputy}的评价。")


def _reply_held(proposal: Proposal, round: int) -> Reply:
    """The reply to rate, held so that nobody returns it or closes the round meanwhile."""
    hold(proposal)
    if proposal.state not in RATABLE or proposal.round != round:
        raise ValidationError("这件建议又有了变化，请看现在的答复再评价。", code="stale")
    return proposal.replies.get(round=round, is_withdrawn=False)


def _write(reply: Reply, deputy: Deputy, *, by: User, at: datetime, **answer) -> Rating:
    if is_unsatisfied(answer["process"], answer["result"]) and not answer["reason"]:
        raise ValidationError({"ready": "不满意的，请选一条原因，或者写一句。"}, code="required")
    rating = Rating(reply=reply, deputy=deputy, by=by, rated_at=at, **answer)
    try:
        with transaction.atomic():
            rating.save(force_insert=True)
    except IntegrityError:
        raise ValidationError("这次答复已经评价过了。要改，请点“更正”。", code="rated") from None
    return rating


def _set_aside(rating: Rating, why: str) -> None:
    """Only what nobody has acted on; of two corrections at once the first counts."""
    hold(rating.reply.proposal)
    if acted_on(rating, rating.reply.proposal):
        raise ValidationError("办公室已经按这次评价办了，不能再更正。", code="acted")
    as_we_saw_it = Rating.objects.filter(pk=rating.pk, is_withdrawn=False)
    if not as_we_saw_it.update(is_withdrawn=True, withdrawn_reason=why):
        raise ValidationError("这次评价刚刚更正过，请刷新后重试。", code="stale")


def _refuse_day(reply: Reply, signed_on: date, at: datetime) -> None:
    if signed_on > timezone.localdate(at):
        raise ValidationError({"signed_on": "签名日期不能晚于今天。"}, code="future")
    if signed_on < reply.replied_on:
        sentence = f"签名不能早于答复（{reply.replied_on}）。"
        raise ValidationError({"signed_on": sentence}, code="early")


def _record(by: User, verb: str, rating: Rating, note: str) -> None:
    """On the proposal; who reads it there is the office and the chairman alone."""
    facts = {
        "round": rating.reply.round,
        "process_verdict": rating.process,
        "result_verdict": rating.result,
        "on": timezone.localdate(rating.rated_at).isoformat(),
    }
    said = f"办理过程{rating.get_process_display()}，办理结果{rating.get_result_display()}。{note}"
    record(by, verb, rating.reply.proposal, note=said, **facts)
