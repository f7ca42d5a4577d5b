"""相近的建议: what a deputy who writes a new one may know of the others."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from deputies.choices import Level
from deputies.models import Proposal
from deputies.rules.cosigners import COMPARABLE, OPEN_FOR_SECONDING
from deputies.rules.likeness import alike
from deputies.rules.proposals import STANDING

#: The newest of the term; a town has a few hundred in five years.
_MOST_TITLES = 1000


@dataclass(frozen=True)
class Hint:
    """Number, title and state; never text or files (security B, likeness hints)."""

    pk: UUID
    number: int
    title: str
    state: str

    @property
    def standing(self) -> str:
        return STANDING[self.state]

    @property
    def is_open(self) -> bool:
        """It can still be seconded."""
        return self.state in OPEN_FOR_SECONDING


def comparable() -> QuerySet[Proposal]:
    """Accepted ones of this term that are no secret (S-12)."""
    this_term = {
        "is_confidential": False,
        "congress_session__term__level": Level.TOWN,
        "congress_session__term__ends_on__isnull": True,
    }
    return Proposal.objects.filter(state__in=COMPARABLE, **this_term)


def alike_titles(user, title: str) -> list[Hint]:
    """Up to three whose titles are like this one, the own ones left out."""
    others = comparable().exclude(lead__person=user.person_id).order_by("-submitted_at")
    shown = others.values_list("pk", "number", "title", "state")[:_MOST_TITLES]
    hints = [Hint(*row) for row in shown]
    return [hints[n] for n in alike(title, [hint.title for hint in hints])]
