"""Reads of 建议: who may see which, what happened to one, and how the office's rules stand."""

from django.db.models import Q, QuerySet

from deputies.choices import ProposalState as S
from deputies.models import Proposal, ProposalMove, Reply
from deputies.permissions import proposals as permissions
from deputies.rules.proposals import HAS_BEEN_ASSIGNED, Rules
from township_npc.office.models import StoredFile
from township_npc.office.registries import subject_kind
from township_npc.office.selectors import rulebook


def rules_in_force() -> Rules:
    """The numbers this office works by, what 本会 has set included."""
    return rulebook.rules_in_force()


def proposals_visible_to(user) -> QuerySet[Proposal]:
    """Security B: a deputy the own and the published ones, a unit those it has now, the office and
    the chairman all but drafts. A draft is its author's alone.
    """
    rows = Q(pk__in=[])
    if permissions.is_deputy(user):
        rows |= Q(lead__person=user.person_id) | Q(is_published=True, state__in=HAS_BEEN_ASSIGNED)
    if permissions.holds_unit_post(user):
        units = user.unit_posts.values("unit")
        rows |= Q(lead_unit__in=units, state__in=HAS_BEEN_ASSIGNED)
    if permissions.may_see_all(user):
        rows |= ~Q(state=S.DRAFT)
    shown = Proposal.objects.filter(rows)
    return shown.select_related("lead__person", "lead_unit", "congress_session__term")


def last_move(proposal: Proposal) -> ProposalMove | None:
    """The move that gave the proposal its present state."""
    return proposal.moves.filter(is_undone=False).select_related("by__person").last()


def acted_since(proposal: Proposal, step: ProposalMove) -> str:
    """The name of the first other person who has gone on from a move: a contact, a file, a change
    of the text. Later moves need no question here: ``step`` is the last one.
    """
    contact = proposal.contacts.filter(logged_at__gt=step.at).exclude(by=step.by_id)
    file = _files_of(proposal).filter(stored_at__gt=step.at).exclude(stored_by=step.by_id)
    for row in (contact.last(), file.first()):
        if row is not None:
            return str(getattr(row, "by", None) or row.stored_by)
    return str(proposal.lead) if proposal.saved_at > step.at else ""


def _files_of(proposal: Proposal) -> QuerySet[StoredFile]:
    """The files of a proposal and of its replies."""
    own = Q(subject_kind=subject_kind(proposal), subject_id=proposal.pk)
    replies = Q(subject_kind="deputies.Reply", subject_id__in=proposal.replies.values("pk"))
    return StoredFile.objects.filter(own | replies)


def replies_visible_to(user) -> QuerySet[Reply]:
    """A reply goes with its proposal; one that was taken back stays with those who handle it."""
    replies = Reply.objects.filter(proposal__in=proposals_visible_to(user).values("pk"))
    if permissions.may_see_list(user):
        return replies
    return replies.filter(is_withdrawn=False)
