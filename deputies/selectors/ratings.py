"""Reads of 评价 on one proposal: the own one, and for the office who said what in which round."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from deputies.choices import ProposalState as S
from deputies.models import Deputy, Proposal, Rating, Reply
from deputies.permissions.deputies import is_deputy
from deputies.permissions.proposals import is_signer
from deputies.permissions.ratings import (
    able_to_rate,
    may_correct_rating,
    may_enter_rating,
    may_see_ratings,
    raters_of,
    seat_that_rates,
)
from deputies.rules.clocks import feedback_period
from deputies.rules.ratings import RATABLE
from deputies.selectors.proposals import merged_of, proposals_visible_to, rules_in_force
from township_npc.office.rules import Deadline, deadline
from township_npc.office.selectors import work_calendar


def ratings_visible_to(user) -> QuerySet[Rating]:
    """Single ratings: the office and the chairman all, a deputy the own, a unit none (D8)."""
    ratings = Rating.objects.select_related("reply__proposal", "deputy__person", "by__person")
    if may_see_ratings(user):
        return ratings
    own = ratings.filter(deputy__person=user.person_id)
    return own if is_deputy(user) else ratings.none()


def feedback_due(reply: Reply) -> Deadline:
    """By when the signers are asked to rate; a later rating counts all the same (S-08)."""
    return deadline(reply.replied_on, feedback_period(rules_in_force()), work_calendar())


def acted_on(rating: Rating, proposal: Proposal) -> bool:
    """The office has gone on since: the round is closed, returned or opened again."""
    return proposal.moves.filter(at__gt=rating.rated_at, is_undone=False).exists()


def proposals_rated_by(user) -> QuerySet[Proposal]:
    """Those the deputy reads, and the one in which the own is handled (并案): it answers both."""
    is_read = Q(pk__in=proposals_visible_to(user).values("pk"))
    seen = is_read | Q(pk__in=merged_of(user).values("merged_into"))
    return Proposal.objects.filter(seen).select_related("lead__person", "lead_unit")


def page_of_rater(user, proposal: Proposal) -> Proposal:
    """Where the deputy reads of it, and by which name it is called to the deputy: the own one that
    was merged into it, or itself. The main one's title is another deputy's (S-12)."""
    if is_signer(user, proposal):
        return proposal
    return merged_of(user).filter(merged_into=proposal).first() or proposal


def reply_to_rate(proposal: Proposal) -> Reply | None:
    if proposal.state not in RATABLE:
        return None
    return proposal.replies.filter(round=proposal.round, is_withdrawn=False).first()


def unrated_by(proposal: Proposal) -> QuerySet[Deputy]:
    """The signers who have not rated the present round, for the entry from paper."""
    return _not_rated(raters_of(proposal), proposal)


def asked_to_rate(proposal: Proposal) -> QuerySet[Deputy]:
    """Who can still rate the present reply by the own hand, and so is asked to. The days to do it
    in count from the reply (S-08) and 重新办理 begins after 办结 too (S-09): it ends neither.
    """
    if proposal.state not in RATABLE:
        return Deputy.objects.none()
    return _not_rated(able_to_rate(proposal), proposal)


def _not_rated(signers: QuerySet[Deputy], proposal: Proposal) -> QuerySet[Deputy]:
    rated = Rating.objects.now(proposal).values("deputy")
    return signers.exclude(pk__in=rated).select_related("person")


def rated_on(proposal: Proposal, user) -> date | None:
    """The day that stops the clock of the feedback for this person: a signer's own rating, for the
    office the last one when all have rated; never for a unit, which reads of no rating (D8)."""
    if proposal.state != S.REPLIED:
        return None
    ratings = Rating.objects.now(proposal).order_by("-rated_at")
    if may_see_ratings(user):
        last = None if unrated_by(proposal).exists() else ratings.first()
    else:
        last = ratings.filter(deputy__person=user.person_id).first() if is_deputy(user) else None
    return last and (last.signed_on_paper_on or timezone.localdate(last.rated_at))


@dataclass(frozen=True)
class OwnRating:
    """What the deputy reads of the own rating on the phone, newest round first. ``proposal`` is
    the one whose reply is rated."""

    proposal: Proposal
    ratings: list[Rating]
    waits: bool  # the present reply has none yet
    due: Deadline | None
    may_correct: bool
    close_reason: str


def own_rating(proposal: Proposal, user) -> OwnRating | None:
    """None for who is no signer, and as long as there is nothing to rate and nothing rated."""
    if not is_deputy(user):
        return None
    mine = Rating.objects.in_force().filter(deputy__person=user.person_id, reply__proposal=proposal)
    ratings = list(mine.select_related("reply", "deputy__person").order_by("-reply__round"))
    reply = reply_to_rate(proposal) if seat_that_rates(user, proposal) else None
    if reply is None and not ratings:
        return None
    rated_now = bool(reply and ratings and ratings[0].reply_id == reply.pk)
    waits = reply is not None and not rated_now
    return OwnRating(
        proposal=proposal,
        ratings=ratings,
        waits=waits,
        due=feedback_due(reply) if waits else None,
        may_correct=rated_now and not acted_on(ratings[0], proposal),
        close_reason=proposal.unsatisfied_close_reason if ratings else "",
    )


@dataclass(frozen=True)
class Cell:
    """One signer in one round."""

    round: int
    rating: Rating | None
    is_open: bool  # it can still be rated
    may_correct: bool


@dataclass(frozen=True)
class RatingCard:
    """代表评价 as the office and the chairman read it: a row for each signer, a column for each
    round, so that the first and the last stand side by side."""

    rounds: list[int]
    rows: list[tuple[Deputy, list[Cell]]]
    aside: list[Rating]
    due: Deadline | None
    may_enter: bool
    close_reason: str


def rating_card(proposal: Proposal, user) -> RatingCard | None:
    """None for everybody else, and before there is a reply."""
    if not may_see_ratings(user):
        return None
    replies = list(proposal.replies.filter(is_withdrawn=False).order_by("round"))
    if not replies:
        return None
    ratings = _all_of(proposal)
    counting = [one for one in ratings if not (one.is_withdrawn or one.reply.is_withdrawn)]
    signers = _signers(proposal, counting)
    open_reply = reply_to_rate(proposal)
    rounds = [reply.round for reply in replies]
    rows = [(deputy, _cells(deputy, rounds, counting, proposal, user)) for deputy in signers]
    is_whole = not any(cell.is_open for _, cells in rows for cell in cells)
    return RatingCard(
        rounds=rounds,
        rows=rows,
        aside=[one for one in ratings if one not in counting],
        due=feedback_due(open_reply) if open_reply and not is_whole else None,
        may_enter=not is_whole and may_enter_rating(user, proposal),
        close_reason=proposal.unsatisfied_close_reason,
    )


def _all_of(proposal: Proposal) -> list[Rating]:
    ratings = Rating.objects.filter(reply__proposal=proposal)
    return list(ratings.select_related("reply__proposal", "deputy__person", "by__person"))


def _signers(proposal: Proposal, counting: list[Rating]) -> list[Deputy]:
    """Those who may rate, and whoever has rated before."""
    signers = list(raters_of(proposal).select_related("person"))
    return signers + [
        one.deputy for one in counting if one.deputy_id not in {deputy.pk for deputy in signers}
    ]


def _cells(
    deputy: Deputy, rounds: list[int], counting: list[Rating], proposal: Proposal, user
) -> list[Cell]:
    mine = {one.reply.round: one for one in counting if one.deputy_id == deputy.pk}
    return [_cell(number, mine.get(number), proposal, user) for number in rounds]


def _cell(number: int, rating: Rating | None, proposal: Proposal, user) -> Cell:
    is_now = number == proposal.round and proposal.state in RATABLE
    may_correct = (
        is_now
        and rating is not None
        and rating.is_from_paper
        and may_correct_rating(user, rating)
        and not acted_on(rating, proposal)
    )
    return Cell(number, rating, is_now and rating is None, may_correct)
