"""To-dos on 建议 that follow a seat: one that is suspended or ended rates nothing any more."""

from datetime import datetime

from django.db.models import Q, QuerySet

from deputies.models import Cosigner, Deputy, Proposal
from deputies.rules.ratings import RATABLE
from township_npc.office.services.todos import reconcile


def follow_seats(seats: QuerySet[Deputy], *, at: datetime) -> None:
    """Called after the entry of the act: the ratings asked of these seats are asked no more, or
    again."""
    signed = Cosigner.objects.signed().filter(deputy__in=seats)
    own = Proposal.objects.filter(Q(lead__in=seats) | Q(pk__in=signed.values("proposal")))
    keys = Q(pk__in=own.values("pk")) | Q(pk__in=own.values("merged_into"))
    for proposal in Proposal.objects.filter(keys, state__in=RATABLE).order_by("pk"):
        reconcile(proposal, at)
