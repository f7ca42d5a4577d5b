"""Reads of 协办: which units assist, and what they wrote."""

from dataclasses import dataclass

from django.db.models import QuerySet

from deputies.models import Assisting, Proposal
from deputies.permissions.proposals import holds_unit_post, may_see_all
from deputies.selectors.proposals import proposals_visible_to
from township_npc.office.models import StoredFile


def assistings_visible_to(user) -> QuerySet[Assisting]:
    """An opinion is read by the office, by the lead unit, and by who wrote it while it assists."""
    seen = Assisting.objects.filter(proposal__in=proposals_visible_to(user).values("pk"))
    if may_see_all(user):
        return seen
    if not holds_unit_post(user):
        return seen.none()
    units = user.unit_posts.values("unit")
    in_force = seen.filter(ended_at__isnull=True)
    return in_force.filter(unit__in=units) | in_force.filter(proposal__lead_unit__in=units)


@dataclass(frozen=True)
class Opinion:
    """What one assisting unit wrote, with its papers; ``is_own``: this person may write it."""

    assisting: Assisting
    files: list[StoredFile]
    is_own: bool


def opinions_on(proposal: Proposal, user) -> list[Opinion]:
    """The assisting units that this person may read about, each with its opinion; three queries
    for any number of them.
    """
    rows = assistings_visible_to(user).filter(proposal=proposal, ended_at__isnull=True)
    found = list(rows.select_related("unit", "by__person"))
    own = set(user.unit_posts.values_list("unit", flat=True)) if found else set()
    papers = _papers_of(found)
    return [Opinion(row, papers[row.pk], row.unit_id in own) for row in found]


def _papers_of(rows: list[Assisting]) -> dict:
    papers = {row.pk: [] for row in rows}
    kind = Assisting._meta.label
    for file in StoredFile.objects.filter(subject_kind=kind, subject_id__in=papers):
        papers[file.subject_id].append(file)
    return papers


def own_assisting(proposal: Proposal, user) -> Assisting | None:
    """The part this person's unit has in it."""
    own = Assisting.objects.in_force().filter(
        proposal=proposal, unit__in=user.unit_posts.values("unit")
    )
    return own.select_related("unit", "proposal__lead_unit", "by__person").first()


def without_opinion(opinions: list[Opinion]) -> list[str]:
    """The units that have not written yet: it warns the lead unit, it stops nobody (S-06)."""
    return [opinion.assisting.unit.name for opinion in opinions if not opinion.assisting.given_at]


def assisting_units(proposal: Proposal) -> list:
    """The units that assist now, for the form that changes them."""
    return list(proposal.assistings.in_force().values_list("unit", flat=True))
