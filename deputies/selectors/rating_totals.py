"""评价合计: how many said what, in the first round and in the end, always as counts with a base."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from deputies.choices import ProposalState as S
from deputies.choices import ReplyClass, Verdict
from deputies.models import CongressTerm, Proposal, Rating, Reply, Unit
from deputies.rules.ratings import share, shown_to_unit

ASPECTS = {"process": "办理过程", "result": "办理结果"}
#: 首次: the first round; 最后: what each signer said last, whichever round that was, so that a
#: dissatisfied one does not drop out because the second reply was never rated.
ROUNDS = {"first": Q(reply__round=1), "final": Q(is_final=True)}
_CLASSES = {"first": Q(round=1), "final": Q(is_final=True)}


@dataclass(frozen=True)
class Count3:
    """满意, 基本满意, 不满意 of one aspect and one round."""

    satisfied: int
    mostly: int
    unsatisfied: int

    @property
    def base(self) -> int:
        return self.satisfied + self.mostly + self.unsatisfied

    def __str__(self) -> str:
        """``12 · 5 · 3``."""
        return f"{self.satisfied} · {self.mostly} · {self.unsatisfied}"

    @property
    def shares(self) -> list[tuple[str, str]]:
        return [(Verdict(key).label, share(count, self.base)) for key, count in vars(self).items()]


@dataclass(frozen=True)
class Totals:
    """``process`` and ``result``, each for ``first`` and ``final``."""

    process: dict[str, Count3]
    result: dict[str, Count3]

    @property
    def is_empty(self) -> bool:
        return not self.process["final"].base


@dataclass(frozen=True)
class Solved:
    """办成率: the replies of class A among all, first and last."""

    first: str
    final: str


def ratings_of_term(term: CongressTerm | None) -> QuerySet[Rating]:
    """Every rating in force of proposals of the term."""
    return Rating.objects.in_force().filter(reply__proposal__congress_session__term=term)


def totals_of(ratings: QuerySet[Rating]) -> Totals:
    """One aggregate query."""
    return _read(_with_final(ratings).aggregate(**_counts()))


def totals_by_unit(ratings: QuerySet[Rating]) -> dict[UUID, Totals]:
    """For each unit that replied; one aggregate query, for the office."""
    rows = _with_final(ratings).order_by().values("reply__unit").annotate(**_counts())
    return {row["reply__unit"]: _read(row) for row in rows}


def totals_for_unit(unit: Unit, term: CongressTerm | None) -> Totals | None:
    """What the unit reads: closed proposals only, in whole groups of three, the earliest closed
    first; None below three. Of these it reads what was said last: beside the first round's numbers
    the one proposal that was handled twice would stand out (D8).
    """
    shown = _shown_to(unit, term)
    if not shown:
        return None
    ratings = ratings_of_term(term).filter(reply__unit=unit, reply__proposal__in=shown)
    return totals_of(ratings)


def solved(replies: QuerySet[Reply]) -> Solved:
    """One aggregate query."""
    counted = _replies_with_final(replies).aggregate(**_class_counts())
    return _read_solved(counted)


def solved_by_unit(replies: QuerySet[Reply]) -> dict[UUID, Solved]:
    rows = _replies_with_final(replies).order_by().values("unit").annotate(**_class_counts())
    return {row["unit"]: _read_solved(row) for row in rows}


def replies_of_term(term: CongressTerm | None) -> QuerySet[Reply]:
    replies = Reply.objects.filter(is_withdrawn=False)
    return replies.filter(proposal__congress_session__term=term)


def _shown_to(unit: Unit, term: CongressTerm | None) -> list[UUID]:
    rated = Proposal.objects.filter(
        state=S.CLOSED,
        congress_session__term=term,
        replies__unit=unit,
        replies__is_withdrawn=False,
        replies__ratings__is_withdrawn=False,
    )
    keys = list(rated.order_by("closed_on", "pk").distinct().values_list("pk", flat=True))
    return keys[: shown_to_unit(len(keys))]


def _with_final(ratings: QuerySet[Rating]) -> QuerySet[Rating]:
    later = Rating.objects.in_force().filter(
        reply__proposal=OuterRef("reply__proposal"),
        deputy=OuterRef("deputy"),
        reply__round__gt=OuterRef("reply__round"),
    )
    return ratings.annotate(is_final=~Exists(later))


def _replies_with_final(replies: QuerySet[Reply]) -> QuerySet[Reply]:
    later = Reply.objects.filter(
        proposal=OuterRef("proposal"), round__gt=OuterRef("round"), is_withdrawn=False
    )
    return replies.annotate(is_final=~Exists(later))


def _counts() -> dict[str, Count]:
    return {
        f"{which}_{aspect}_{verdict}": Count("pk", filter=condition & Q(**{aspect: verdict}))
        for which, condition in ROUNDS.items()
        for aspect in ASPECTS
        for verdict in Verdict.values
    }


def _read(row: dict) -> Totals:
    return Totals(**{aspect: _read_aspect(row, aspect) for aspect in ASPECTS})


def _read_aspect(row: dict, aspect: str) -> dict[str, Count3]:
    return {
        which: Count3(*(row[f"{which}_{aspect}_{verdict}"] for verdict in Verdict.values))
        for which in ROUNDS
    }


def _class_counts() -> dict[str, Count]:
    counts = {}
    for which, condition in _CLASSES.items():
        counts[f"{which}_all"] = Count("pk", filter=condition)
        counts[f"{which}_solved"] = Count("pk", filter=condition & Q(result=ReplyClass.A))
    return counts


def _read_solved(row: dict) -> Solved:
    return Solved(**{
        which: share(row[f"{which}_solved"], row[f"{which}_all"]) for which in _CLASSES
    })  # fmt: skip
