"""Reads of 联名: who could sign, who has, and what a deputy is asked."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from deputies.choices import CosignerState as C
from deputies.choices import DeputyState, Level
from deputies.models import Cosigner, Deputy, Proposal
from deputies.permissions.proposals import is_lead
from deputies.rules.cosigners import OPEN_FOR_SIGNING

#: So many names are offered at once; who wants another one writes one more character.
MOST_NAMES = 10
_LEADS_ORDER = (C.ASKED, C.SIGNED, C.INVITED, C.DECLINED)


@dataclass(frozen=True)
class Cosigning:
    """How it stands with the signatures of one proposal, for its lead."""

    signed: int
    waiting: int
    seconds: int

    @property
    def asked(self) -> int:
        return self.signed + self.waiting + self.seconds

    @property
    def words(self) -> str:
        told = {"人已签名": self.signed, "人还没答复": self.waiting, "人附议等确认": self.seconds}
        return "，".join(f"{count} {what}" for what, count in told.items() if count)


def able_to_sign() -> QuerySet[Deputy]:
    """Seats of this town and term, in office and not suspended."""
    seats = Deputy.objects.at(Level.TOWN).filter(term__ends_on__isnull=True)
    return seats.filter(state=DeputyState.ACTIVE).select_related("person", "district")


def found_by_name(proposal: Proposal, name: str) -> QuerySet[Deputy]:
    """Whom the lead may ask, one more than is shown."""
    found = able_to_sign().filter(person__name__icontains=name)
    others = found.exclude(person=proposal.lead.person_id)
    return others.order_by("person__name", "pk")[: MOST_NAMES + 1]


def signers_of(proposal: Proposal) -> list[Cosigner]:
    """Who has signed, in that order."""
    return list(proposal.cosigners.signed().with_names())


def seconds_waiting(proposal: Proposal) -> list[Cosigner]:
    """附议 that nobody has confirmed yet."""
    return list(proposal.cosigners.filter(state=C.ASKED).with_names())


def cosigners_of(proposal: Proposal) -> list[Cosigner]:
    """Everybody the lead has asked, and who asked to join: nothing is hidden from the lead. First
    what waits for the lead."""
    rows = proposal.cosigners.exclude(state=C.REMOVED).with_names()
    return sorted(rows, key=lambda row: _LEADS_ORDER.index(row.state))


def kept_by(user, proposal: Proposal) -> QuerySet[Cosigner]:
    """The rows this person acts on: the office knows no invitation (security B)."""
    rows = proposal.cosigners.with_names()
    return rows if is_lead(user, proposal) else rows.filter(state__in=(C.SIGNED, C.ASKED))


def cosigning_of(proposal: Proposal) -> Cosigning:
    states = {"signed": C.SIGNED, "waiting": C.INVITED, "seconds": C.ASKED}
    counts = {name: Count("pk", filter=Q(state=state)) for name, state in states.items()}
    return Cosigning(**proposal.cosigners.aggregate(**counts))


def rows_of(user) -> QuerySet[Cosigner]:
    """All of this deputy's own rows, also those that are over."""
    rows = Cosigner.objects.filter(deputy__person=user.person_id)
    return rows.select_related("deputy__person", "proposal__lead__person")


def asked_of(user) -> QuerySet[Cosigner]:
    """Those with a page: a declined one is over (security B, co-sign invitation)."""
    return rows_of(user).filter(state__in=(C.INVITED, C.SIGNED, C.ASKED))


def invitations_to(user) -> QuerySet[Cosigner]:
    """Questions that wait for this deputy's answer."""
    waiting = asked_of(user).filter(state=C.INVITED, proposal__state__in=OPEN_FOR_SIGNING)
    return waiting.order_by("-invited_at")
