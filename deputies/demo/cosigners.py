"""The demo's 联名 and 附议: each of their states once, brought there by the services."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from deputies.demo.town import Town
from deputies.models import Cosigner, Proposal
from deputies.rules.cosigners import text_hash
from deputies.services.cosigners import (
    cosign_proposal,
    decline_cosigning,
    invite_cosigner,
    mark_seen,
)
from deputies.services.paper_signatures import enter_signature
from deputies.services.seconding import confirm_second, second_proposal

#: Number → who signed on a phone before it was accepted.
_SIGNED = {18: ("陈桂兰", "罗水根"), 31: ("章文俊",), 46: ("陈桂兰",)}
_MANY = 24  # the long one, which twelve deputies stand behind
_ON_PAPER = {18: "邓小英", 46: "邓小英"}


def gather(town: Town, number: int, proposal: Proposal, at: datetime) -> None:
    """The signatures of one that the office has not accepted yet."""
    names = _SIGNED.get(number, ())
    signers = town.deputies[40:52] if number == _MANY else [town.deputy(name) for name in names]
    for deputy in signers:
        _sign(_invite(proposal, deputy, at), at)
    if number in _ON_PAPER:
        deputy = town.deputy(_ON_PAPER[number])
        enter_signature(proposal, deputy, by=town.staff, on=timezone.localdate(at), at=at)


def load(town: Town) -> None:
    """Called after the proposals: questions that wait for an answer, and 附议."""
    at = _at(town.today - timedelta(days=1))
    _questions(town, at)
    _seconds(town, at)


def _questions(town: Town, at: datetime) -> None:
    """万秋生 is asked by 陈桂兰, and asks two others about a draft."""
    on_paper = Proposal.objects.get(lead=town.deputy("陈桂兰"), state="submitted")
    _invite(on_paper, town.deputy("万秋生"), at)
    _sign(_invite(on_paper, town.deputy("邓小英"), at), at)
    refused = _invite(on_paper, town.deputy("罗水根"), at)
    decline_cosigning(refused, by=refused.deputy.person.user, at=at)
    draft = Proposal.objects.get(lead=town.deputy("万秋生"), state="draft")
    mark_seen(_invite(draft, town.deputy("罗水根"), at), at=at)
    _invite(draft, town.deputy("邓小英"), at)


def _seconds(town: Town, at: datetime) -> None:
    _second(town, 18, "刘小燕", at)
    confirmed = _second(town, 31, "胡金莲", at)
    confirm_second(confirmed, by=confirmed.proposal.lead.person.user)


def _invite(proposal: Proposal, deputy, at: datetime) -> Cosigner:
    return invite_cosigner(proposal, deputy, by=proposal.lead.person.user, at=at)


def _sign(row: Cosigner, at: datetime) -> None:
    shown = text_hash(row.proposal.title, row.proposal.text)
    cosign_proposal(row, by=row.deputy.person.user, shown=shown, at=at)


def _second(town: Town, number: int, name: str, at: datetime) -> Cosigner:
    proposal, seat = Proposal.objects.get(number=number), town.deputy(name)
    return second_proposal(proposal, seat=seat, by=seat.person.user, at=at)


def _at(on: date) -> datetime:
    return timezone.make_aware(datetime.combine(on, time(17, 5)))
