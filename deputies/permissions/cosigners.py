"""Who may ask for a signature beside the lead's, give one, enter one from paper (security B)."""

from deputies.models import Cosigner, Deputy, Proposal
from deputies.permissions.deputies import acts_in_seat
from deputies.permissions.proposals import is_lead
from township_npc.office.permissions import in_office


def may_see_cosigners(user, proposal: Proposal) -> bool:
    """The page on which they are kept: the lead's, and the office's without the unanswered."""
    return is_lead(user, proposal) or in_office(user)


def may_keep_cosigners(user, proposal: Proposal) -> bool:
    """邀请、不再邀请: the lead alone."""
    return acts_in_seat(user, proposal.lead)


def may_answer(user, cosigner: Cosigner) -> bool:
    """签名、不联名、收回附议: for oneself alone (test 4)."""
    return acts_in_seat(user, cosigner.deputy)


def may_second(user, seat: Deputy) -> bool:
    return acts_in_seat(user, seat)


def may_confirm_second(user, proposal: Proposal) -> bool:
    """确认附议: the lead, or the office for a lead who cannot."""
    return may_keep_cosigners(user, proposal) or in_office(user)


def may_enter_signature(user) -> bool:
    """登记纸上的签名, and put right what was entered."""
    return in_office(user)
