"""Reads of 建议: who may see which, what happened to one, and how the office's rules stand."""

from django.db.models import Q, QuerySet

from deputies.choices import ProposalState as S
from deputies.models import (
    Assisting,
    Contest,
    Cosigner,
    Extension,
    Proposal,
    ProposalMove,
    Reply,
)
from deputies.permissions import proposals as permissions
from deputies.rules.proposals import HAS_BEEN_ASSIGNED, Rules
from township_npc.office.models import StoredFile
from township_npc.office.registries import subject_kind
from township_npc.office.rulebook import effective
from township_npc.office.selectors import the_office


def rules_in_force() -> Rules:
    """The numbers this office works by: the national minimum and what its preset changes."""
    return effective(the_office().rules_preset)


def proposals_visible_to(user) -> QuerySet[Proposal]:
    """Security B: a deputy the own and the co-signed ones, a unit those it has or assists with
    now, the office and the chairman all but drafts. A draft is its author's alone. A published one
    is read as everybody reads it (``selectors.publication``).
    """
    rows = Q(pk__in=[])
    if permissions.is_deputy(user):
        rows |= Q(lead__person=user.person_id)
        rows |= Q(pk__in=cosigned_by(user)) & ~Q(state=S.DRAFT)
    if permissions.holds_unit_post(user):
        units = user.unit_posts.values("unit")
        assisted = Assisting.objects.in_force().filter(unit__in=units)
        of_units = Q(lead_unit__in=units) | Q(pk__in=assisted.values("proposal"))
        rows |= of_units & Q(state__in=HAS_BEEN_ASSIGNED)
    if permissions.may_see_all(user):
        rows |= ~Q(state=S.DRAFT)
    shown = Proposal.objects.filter(rows)
    return shown.select_related("lead__person", "lead_unit", "congress_session__term")


def cosigned_by(user) -> QuerySet:
    """The keys of what this person has signed beside its lead."""
    return Cosigner.objects.signed().filter(deputy__person=user.person_id).values("proposal")


def last_move(proposal: Proposal) -> ProposalMove | None:
    """The move that gave the proposal its present state."""
    return proposal.moves.filter(is_undone=False).select_related("by__person").last()


def acted_since(proposal: Proposal, step: ProposalMove) -> str:
    """The name of the first other person who has gone on from a move: a contact, a file, a change
    of the text, what a unit asked or gave its opinion on, a publication. Later moves need no
    question here: ``step`` is the last one.
    """
    contact = proposal.contacts.filter(logged_at__gt=step.at).exclude(by=step.by_id)
    file = _files_of(proposal).filter(stored_at__gt=step.at).exclude(stored_by=step.by_id)
    found = [(contact.last(), "by"), (file.first(), "stored_by"), *_units_since(proposal, step)]
    publication = proposal.publications.standing().filter(published_at__gt=step.at)
    found.append((publication.exclude(by=step.by_id).first(), "by"))
    who = next((getattr(row, name) for row, name in found if row is not None), None)
    if who is not None:
        return str(who)
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


def _files_of(proposal: Proposal) -> QuerySet[StoredFile]:
    """The files of a proposal and of its replies."""
    own = Q(subject_kind=subject_kind(proposal), subject_id=proposal.pk)
    replies = Q(subject_kind="deputies.Reply", subject_id__in=proposal.replies.values("pk"))
    return StoredFile.objects.filter(own | replies)


def replies_visible_to(user) -> QuerySet[Reply]:
    """A reply goes with its proposal; one that was taken back stays with those who handle it: the
    office and the lead unit.
    """
    replies = Reply.objects.filter(proposal__in=proposals_visible_to(user).values("pk"))
    if permissions.may_see_all(user):
        return replies
    handled = Q(proposal__lead_unit__in=user.unit_posts.values("unit"))
    in_force = Q(is_withdrawn=False)
    return replies.filter(in_force | handled if permissions.holds_unit_post(user) else in_force)
