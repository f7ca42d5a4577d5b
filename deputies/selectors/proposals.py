"""Reads of 建议: who may see which, what happened to one, and how the office's rules stand."""

from django.db.models import Prefetch, Q, QuerySet

from deputies.choices import ProposalState as S
from deputies.models import (
    Assisting,
    Contest,
    Cosigner,
    Extension,
    Promise,
    Proposal,
    ProposalMove,
    Rating,
    Reply,
)
from deputies.permissions import proposals as permissions
from deputies.rules.proposals import HAS_BEEN_ASSIGNED, Rules
from township_npc.office.models import StoredFile
from township_npc.office.registries import subject_kind
from township_npc.office.selectors import rulebook


def rules_in_force() -> Rules:
    """The numbers this office works by, what 本会 has set included."""
    return rulebook.rules_in_force()


def proposals_visible_to(user) -> QuerySet[Proposal]:
    """Security B: a deputy the own and the co-signed ones, a unit those it has or assists with
    now and what was merged into its own, the office and the chairman all but drafts. A draft is its
    author's alone. A published one is read as everybody reads it (``selectors.publication``).
    """
    shown = Proposal.objects.filter(_known_to(user))
    return shown.select_related("lead__person", "lead_unit", "congress_session__term")


def _known_to(user) -> Q:
    rows = Q(pk__in=[])
    if permissions.is_deputy(user):
        rows |= Q(lead__person=user.person_id)
        rows |= Q(pk__in=cosigned_by(user)) & ~Q(state=S.DRAFT)
    if permissions.holds_unit_post(user):
        units = user.unit_posts.values("unit")
        assisted = Assisting.objects.in_force().filter(unit__in=units)
        of_units = Q(lead_unit__in=units) | Q(pk__in=assisted.values("proposal"))
        rows |= of_units & Q(state__in=HAS_BEEN_ASSIGNED)
        rows |= Q(merged_into__lead_unit__in=units, merged_into__state__in=HAS_BEEN_ASSIGNED)
    if permissions.may_see_all(user):
        rows |= ~Q(state=S.DRAFT)
    return rows


def cosigned_by(user) -> QuerySet:
    """The keys of what this person has signed beside its lead."""
    return Cosigner.objects.signed().filter(deputy__person=user.person_id).values("proposal")


def last_move(proposal: Proposal) -> ProposalMove | None:
    """The move that gave the proposal its present state."""
    return proposal.moves.filter(is_undone=False).select_related("by__person").last()


def acted_since(proposal: Proposal, step: ProposalMove) -> str:
    """The name of the first other person who has gone on from a move: a contact, a file, a wish to
    withdraw, a change of the text, what a unit asked or wrote, a publication. Later moves need no
    question here: ``step`` is the last one.
    """
    contact = proposal.contacts.filter(logged_at__gt=step.at).exclude(by=step.by_id)
    file = _files_of(proposal).filter(stored_at__gt=step.at).exclude(stored_by=step.by_id)
    asked = proposal.withdrawals.filter(asked_at__gt=step.at).exclude(asked_by=step.by_id)
    found = [
        (contact.last(), "by"),
        (file.first(), "stored_by"),
        (asked.first(), "asked_by"),
        *_units_since(proposal, step),
    ]
    publication = proposal.publications.standing().filter(published_at__gt=step.at)
    found.append((publication.exclude(by=step.by_id).first(), "by"))
    who = next((getattr(row, name) for row, name in found if row is not None), None)
    if who is not None:
        return str(who)
    if step.to_state == S.REPLIED and has_been_answered(proposal):
        return "别人"
    return str(proposal.lead) if proposal.saved_at > step.at else ""


def _units_since(proposal: Proposal, step: ProposalMove) -> list[tuple]:
    """What units have asked for, been granted and written since, each with who did it."""
    contests = Contest.objects.filter(assignment__proposal=proposal, asked_at__gt=step.at)
    extensions = Extension.objects.filter(assignment__proposal=proposal)
    asked = extensions.filter(asked_at__gt=step.at, asked_by__isnull=False)
    granted = extensions.filter(decided_at__gt=step.at)
    opinions = proposal.assistings.filter(given_at__gt=step.at)
    return [
        (contests.exclude(by=step.by_id).first(), "by"),
        (asked.exclude(asked_by=step.by_id).first(), "asked_by"),
        (granted.exclude(decided_by=step.by_id).first(), "decided_by"),
        (opinions.exclude(by=step.by_id).first(), "by"),
    ]


def has_been_answered(proposal: Proposal) -> bool:
    """The reply of the present round was rated, or its promise settled. Who did is not said: the
    unit asks this too (D8).
    """
    settled = Promise.objects.filter(
        reply__proposal=proposal, reply__round=proposal.round, settled_on__isnull=False
    )
    return Rating.objects.now(proposal).exists() or settled.standing().exists()


def _files_of(proposal: Proposal) -> QuerySet[StoredFile]:
    """The files of a proposal and of its replies."""
    own = Q(subject_kind=subject_kind(proposal), subject_id=proposal.pk)
    replies = Q(subject_kind="deputies.Reply", subject_id__in=proposal.replies.values("pk"))
    return StoredFile.objects.filter(own | replies)


def replies_visible_to(user) -> QuerySet[Reply]:
    """A reply goes with its proposal and answers those merged into it; one that was taken back
    stays with those who handle it: the office and the lead unit.
    """
    if permissions.may_see_all(user):
        return Reply.objects.filter(proposal__in=proposals_visible_to(user).values("pk"))
    shown = Q(is_withdrawn=False)
    if permissions.holds_unit_post(user):
        shown |= Q(proposal__lead_unit__in=user.unit_posts.values("unit"))
    seen = shown & Q(proposal__in=proposals_visible_to(user).values("pk"))
    seen |= Q(proposal__in=merged_of(user).values("merged_into"), is_withdrawn=False)
    return Reply.objects.filter(seen)


def merged_of(user) -> QuerySet[Proposal]:
    """Those this person brought or signed that are handled in another one (并案)."""
    own = Q(lead__person=user.person_id) | Q(pk__in=cosigned_by(user))
    return Proposal.objects.filter(own, merged_into__isnull=False)


def proposals_to_take(user) -> QuerySet[Proposal]:
    """For 全部资料: each with its replies that stand, in the order of the rounds."""
    answers = Reply.objects.filter(is_withdrawn=False).order_by("round")
    return proposals_visible_to(user).prefetch_related(
        Prefetch("replies", answers, to_attr="answers")
    )


def replies_to_take(user) -> QuerySet[Reply]:
    return replies_visible_to(user).select_related("proposal__congress_session__term")
