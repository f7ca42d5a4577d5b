"""公开: which 建议 may be published at all, who does it, who takes it down."""

from deputies.models import Proposal
from deputies.permissions.deputies import is_deputy
from deputies.rules.publication import PUBLISHABLE
from township_npc.office.permissions import is_director


def is_open_to_public(proposal: Proposal) -> bool:
    """Answered or closed (S-10), and nothing that its deputy wants kept (S-12)."""
    return proposal.state in PUBLISHABLE and not proposal.is_confidential


def may_publish(user) -> bool:
    return is_director(user)


def may_publish_it(user, proposal: Proposal) -> bool:
    """The button: not while one stands."""
    return may_publish(user) and not proposal.is_published and is_open_to_public(proposal)


def may_take_down_it(user, proposal: Proposal) -> bool:
    """The button, in whatever state the proposal has come to since."""
    return may_publish(user) and proposal.is_published


def may_read_published(user) -> bool:
    """Another deputy's 建议 leads to what everybody reads; a unit keeps to its own (test 7)."""
    return is_deputy(user)
