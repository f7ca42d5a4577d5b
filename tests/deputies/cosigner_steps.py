"""联名 as its people do it, in June 2026."""

from datetime import datetime

from deputies.models import Cosigner, Deputy, Proposal
from deputies.rules.cosigners import text_hash
from deputies.services.cosigners import cosign_proposal, invite_cosigner
from tests.factories import make_deputy, moment

INVITED = moment(2026, 6, 11, 10)
SIGNED = moment(2026, 6, 11, 11)


def invite(proposal: Proposal, deputy: Deputy, at: datetime = INVITED) -> Cosigner:
    return invite_cosigner(proposal, deputy, by=proposal.lead.person.user, at=at)


def sign(row: Cosigner, at: datetime = SIGNED) -> Cosigner:
    """The deputy has read the text as it stands now."""
    proposal = Proposal.objects.get(pk=row.proposal_id)
    shown = text_hash(proposal.title, proposal.text)
    cosign_proposal(row, by=row.deputy.person.user, shown=shown, at=at)
    return row


def cosigned(proposal: Proposal, *names: str) -> list[Cosigner]:
    """Signed by new deputies of these names."""
    return [sign(invite(proposal, make_deputy(name))) for name in names]
