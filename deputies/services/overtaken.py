"""What was proposed about a 建议 and cannot come about any more goes with the act that overtook
it."""

from django.db.models import Q

from deputies.models import MergeSuggestion, Proposal
from deputies.rules.proposals import BEFORE_THE_REPLY
from deputies.selectors.proposal_page import label_of
from township_npc.office.models import User
from township_npc.office.services.audit import record


def drop_overtaken(proposal: Proposal, *, by: User) -> None:
    """Called when its state has changed: out of these states nothing is merged (拟并案). The other
    main one is told, so that nobody waits there; the act itself is recorded by its service."""
    if proposal.state in BEFORE_THE_REPLY:
        return
    of_it = MergeSuggestion.objects.filter(Q(main=proposal) | Q(other=proposal))
    for row in of_it.select_related("main"):
        row.delete()
        if row.main_id != proposal.pk:
            record(by, "proposal.merge_overtaken", row.main, others=label_of(proposal))
