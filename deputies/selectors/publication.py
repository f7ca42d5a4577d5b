"""Reads of 公开的建议: what everybody may read, and what one may be published with."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from deputies.models import Deputy, Proposal, Publication, Reply, Unit
from deputies.rules.personal import Taken, strip_personal
from deputies.rules.publication import published_reply


@dataclass(frozen=True)
class PublicFilter:
    """What the public list is narrowed to: the year in which it was brought, the unit, words."""

    year: str = ""
    unit: str = ""
    text: str = ""

    def apply(self, rows: QuerySet[Publication]) -> QuerySet[Publication]:
        if self.year:
            rows = rows.filter(proposal__submitted_at__year=self.year)
        if self.unit:
            rows = rows.filter(answer__unit=self.unit)
        if self.text:
            names = ("title", "text", "reply", "proposal__lead__person__name")
            words = [Q(**{f"{name}__icontains": self.text}) for name in names]
            rows = rows.filter(words[0] | words[1] | words[2] | words[3])
        return rows


@dataclass(frozen=True)
class Wording:
    """What the office begins with: the words without personal data, and what was taken out."""

    title: str
    text: str
    reply: str
    taken: tuple[Taken, ...]


def published() -> QuerySet[Publication]:
    """For everybody, the newest first; what the row does not show stays in the database."""
    shown = Publication.objects.shown().order_by("-published_on", "id")
    return shown.select_related(
        "proposal__lead__person", "proposal__lead__district", "answer__unit"
    ).only(
        "title", "text", "reply", "published_on", "proposal__category", "proposal__submitted_at",
        "proposal__closed_on", "proposal__lead__person__name", "proposal__lead__district__name",
        "answer__unit__name", "answer__result", "answer__replied_on",
    )  # fmt: skip


def published_years() -> list[int]:
    """The years in which they were brought, newest first."""
    zone = timezone.get_current_timezone()
    moments = Publication.objects.shown().datetimes(
        "proposal__submitted_at", "year", order="DESC", tzinfo=zone
    )
    return [at.year for at in moments]


def published_units() -> list[Unit]:
    answers = Publication.objects.shown().values("answer__unit")
    return list(Unit.objects.filter(pk__in=answers).order_by("name"))


def published_of(deputy: Deputy) -> QuerySet[Publication]:
    return published().filter(proposal__lead=deputy)


def standing_publication(proposal: Proposal) -> Publication | None:
    """What the office has not taken down; ``is_shown``: the public reads it now."""
    shown = Exists(Publication.objects.shown().filter(pk=OuterRef("pk")))
    rows = proposal.publications.standing().annotate(is_shown=shown)
    return rows.select_related("by__person").first()


def answer_in_force(proposal: Proposal) -> Reply | None:
    """The reply of this round of handling."""
    replies = proposal.replies.filter(is_withdrawn=False, round=proposal.round)
    return replies.select_related("unit").first()


def wording_of(proposal: Proposal, answer: Reply) -> Wording:
    """The deputy's own words and the unit's reply, without personal data."""
    reply = published_reply(answer.result, answer.text, answer.essence, answer.promised_by)
    parts = [strip_personal(words) for words in (proposal.title, proposal.text, reply)]
    taken = tuple(one for part in parts for one in part.taken)
    return Wording(*(part.text for part in parts), taken=taken)


def names_standing_in(text: str, proposal: Proposal) -> list[str]:
    """Deputies other than the lead whose names stand in the text, so that a person looks."""
    others = Deputy.objects.exclude(person=proposal.lead.person_id)
    names = others.order_by("person__name").values_list("person__name", flat=True).distinct()
    return [name for name in names if len(name) > 1 and name in text]
