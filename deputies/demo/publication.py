"""The demo of 公开: some closed proposals that everybody reads, and one taken down again."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from deputies.demo.town import Town
from deputies.models import Proposal
from deputies.selectors.publication import answer_in_force, wording_of
from deputies.services.publication import publish_proposal, take_down

_PUBLISHED = (1, 2, 3, 5, 6, 8, 10, 11, 13, 15, 17, 20)
_TAKEN_DOWN = 11


def load(town: Town) -> None:
    """Called after the proposals stand in the database."""
    for number in _PUBLISHED:
        _publish(town, Proposal.objects.get(number=number))
    reason = "公开的文字有错，改好再公开。"
    proposal, at = Proposal.objects.get(number=_TAKEN_DOWN), _yesterday(town, time(17, 20))
    take_down(proposal, by=town.director, reason=reason, at=at)


def _publish(town: Town, proposal: Proposal) -> None:
    """Two days after it was closed."""
    words = wording_of(proposal, answer_in_force(proposal))
    at = timezone.make_aware(datetime.combine(proposal.closed_on, time(15))) + timedelta(days=2)
    publish_proposal(
        proposal,
        by=town.director,
        title=words.title,
        text=words.text,
        reply=words.reply,
        at=min(at, _yesterday(town, time(15))),
    )


def _yesterday(town: Town, clock: time) -> datetime:
    return timezone.make_aware(datetime.combine(town.today - timedelta(days=1), clock))
