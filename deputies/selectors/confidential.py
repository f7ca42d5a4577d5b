"""What may be said of a 建议 that is to be kept confidential, and to whom (S-12)."""

from collections.abc import Callable

from deputies.models import Proposal
from deputies.permissions.proposals import may_see_all
from deputies.rules.titles import HIDDEN
from deputies.selectors.proposals import proposals_visible_to


def title_shown_to(user) -> Callable[[Proposal], str]:
    """The title to who may read the proposal itself, or that it is confidential; one query for a
    whole list."""
    if may_see_all(user):
        return lambda proposal: proposal.title
    readable = proposals_visible_to(user).filter(is_confidential=True)
    keys = frozenset(readable.values_list("pk", flat=True))

    def shown(proposal: Proposal) -> str:
        is_hidden = proposal.is_confidential and proposal.pk not in keys
        return HIDDEN if is_hidden else proposal.title

    return shown
