"""What a list may say of a 建议 that is to be kept confidential."""

from collections.abc import Callable

from deputies.models import Proposal
from deputies.permissions import proposals as permissions
from deputies.rules.proposals import HAS_BEEN_ASSIGNED

HIDDEN = "（要求保密）"


def title_shown_to(user) -> Callable[[Proposal], str]:
    """The title, or that it is confidential; one query for a whole list."""
    if permissions.may_see_all(user):
        return lambda proposal: proposal.title
    units = frozenset(user.unit_posts.values_list("unit", flat=True))

    def shown(proposal: Proposal) -> str:
        has_it = permissions.is_lead(user, proposal) or _is_with(units, proposal.handled_in)
        return proposal.title if has_it or not proposal.is_confidential else HIDDEN

    return shown


def _is_with(units: frozenset, proposal: Proposal) -> bool:
    return proposal.state in HAS_BEEN_ASSIGNED and proposal.lead_unit_id in units
