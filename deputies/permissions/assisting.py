"""协办: who chooses the assisting units, who gives an opinion."""

from deputies.models import Assisting, Proposal
from deputies.permissions.proposals import (
    holds_unit_post,
    is_assisting,
    may_decide,
)
from deputies.rules.proposals import HAS_BEEN_ASSIGNED


def may_choose_assisting(user) -> bool:
    return may_decide(user)


def may_give_opinion(user, assisting: Assisting) -> bool:
    """Whoever holds a post of the assisting unit, while it assists."""
    return (
        assisting.ended_at is None
        and assisting.proposal.state in HAS_BEEN_ASSIGNED
        and holds_unit_post(user)
        and user.unit_posts.filter(unit=assisting.unit_id).exists()
    )


def awaits_opinion(user, proposal: Proposal) -> bool:
    """This person's unit assists and has not written yet."""
    return is_assisting(user, proposal, has_to_write=True)
