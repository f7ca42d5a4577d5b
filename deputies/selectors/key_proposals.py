"""Reads of 重点督办: the list, one with its visits, who may lead one."""

from dataclasses import dataclass

from django.db.models import Count, Max, Q, QuerySet

from deputies.models import Deputy, KeyProposal, KeyVisit, Proposal
from deputies.permissions import proposal_turns as permissions
from deputies.permissions.proposals import may_see_handling
from deputies.selectors.proposals import proposals_visible_to
from township_npc.office.choices import Role
from township_npc.office.models import Person, StoredFile
from township_npc.office.registries import subject_kind

VIEWS = {"running": "正在督办", "ended": "督办过的"}


def keys_visible_to(user) -> QuerySet[KeyProposal]:
    seen = proposals_visible_to(user).values("pk")
    return KeyProposal.objects.filter(proposal__in=seen).select_related("leader")


def visits_visible_to(user) -> QuerySet[KeyVisit]:
    """Who handles the proposal or brought it reads what was seen on the spot."""
    known = proposals_visible_to(user).values("pk")
    visits = KeyVisit.objects.filter(key__proposal__in=known)
    return visits.select_related("key__proposal__lead", "by__person")


def key_rows(user, view: str) -> QuerySet[KeyProposal]:
    """The list, what is due first on top, each with its visits counted."""
    rows = keys_visible_to(user).filter(ended_on__isnull=view == "running")
    rows = rows.select_related("leader", "proposal__lead__person", "proposal__lead_unit")
    counted = rows.annotate(visit_count=Count("visits"), last_visit_on=Max("visits__on"))
    return counted.order_by("proposal__urgency", "proposal__reply_due_on", "proposal__number")


def key_counts(user) -> dict[str, int]:
    running, ended = Q(ended_on=None), Q(ended_on__isnull=False)
    rows = keys_visible_to(user)
    return rows.aggregate(running=Count("pk", filter=running), ended=Count("pk", filter=ended))


def possible_leaders() -> QuerySet[Person]:
    """The chairman, the office, the deputies of the town: whom the office knows."""
    posts = Q(user__role_grants__role__in=(Role.CHAIR, Role.DIRECTOR))
    seats = Deputy.objects.in_office().of_this_term().values("person")
    return Person.objects.filter(posts | Q(pk__in=seats)).distinct().order_by("name", "pk")


@dataclass(frozen=True)
class Visit:
    """One look on the spot, with its files."""

    row: KeyVisit
    files: list[StoredFile]
    may_take_back: bool


@dataclass(frozen=True)
class KeyPanel:
    key: KeyProposal
    visits: list[Visit]
    shows_visits: bool
    may_set: bool
    may_log: bool


def key_panel(proposal: Proposal, user) -> KeyPanel | None:
    """What the page of a proposal says of its 重点督办."""
    key = KeyProposal.objects.select_related("leader").filter(proposal=proposal).first()
    if key is None:
        return None
    shows_visits = may_see_handling(user, proposal)
    return KeyPanel(
        key=key,
        visits=_visits(key, user) if shows_visits else [],
        shows_visits=shows_visits,
        may_set=permissions.may_set_key(user),
        may_log=permissions.may_log_visit(user),
    )


def _visits(key: KeyProposal, user) -> list[Visit]:
    rows = list(key.visits.select_related("by__person"))
    files: dict = {}
    kept = StoredFile.objects.filter(subject_kind=subject_kind(key.visits.model))
    for file in kept.filter(subject_id__in=[row.pk for row in rows]):
        files.setdefault(file.subject_id, []).append(file)
    return [
        Visit(row, files.get(row.pk, []), permissions.may_take_back_visit(user, row))
        for row in rows
    ]
