"""Reads of what a deputy writes on the phone."""

import uuid

from django.db.models import QuerySet
from django.http import Http404

from deputies.choices import Level
from deputies.choices import ProposalState as S
from deputies.models import Deputy, Proposal
from deputies.rules.proposals import WITH_THE_DEPUTY
from deputies.selectors.deputies import own_seats


def seat_of(user) -> Deputy:
    """The seat in this town's congress for which the user writes; 404 without one."""
    seat = own_seats(user).filter(level=Level.TOWN).first()
    if seat is None:
        raise Http404("没有本镇的代表席位。")
    return seat


def own_proposals(user) -> QuerySet[Proposal]:
    proposals = Proposal.objects.filter(lead__person__user=user)
    return proposals.select_related("lead__person", "congress_session__term")


def own_drafts(user) -> QuerySet[Proposal]:
    """我的草稿: not yet sent, taken back, or returned by the office; the last written first."""
    return own_proposals(user).filter(state__in=WITH_THE_DEPUTY).order_by("-saved_at")


def own_or_unwritten(user, draft_id: uuid.UUID) -> Proposal | None:
    """The user's proposal, or None for an id nobody has used. Somebody else's does not exist."""
    proposal = own_proposals(user).filter(pk=draft_id).first()
    if proposal is None and Proposal.objects.filter(pk=draft_id).exists():
        raise Http404
    return proposal


def has_left(proposal: Proposal | None) -> bool:
    """It is with the office or further on, out of the deputy's hands."""
    return proposal is not None and proposal.state not in WITH_THE_DEPUTY


def sending_key(draft_id: uuid.UUID, proposal: Proposal | None) -> uuid.UUID:
    """By which this sending counts once: the same on every phone and in every tab, and another
    after the proposal was taken back or returned."""
    sendings = proposal.moves.filter(to_state=S.SUBMITTED).count() if proposal else 0
    return uuid.uuid5(draft_id, str(sendings))
