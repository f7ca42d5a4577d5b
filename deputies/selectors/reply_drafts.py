"""答复草稿, for the unit that writes it."""

from deputies.models import Proposal, ReplyDraft


def draft_of(proposal: Proposal) -> ReplyDraft | None:
    """The paper of the unit that has the proposal now."""
    drafts = ReplyDraft.objects.filter(assignment__in=proposal.assignments.in_force())
    return drafts.select_related("saved_by__person").first()
