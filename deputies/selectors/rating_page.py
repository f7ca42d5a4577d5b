"""What stands around a reply on its proposal's page, and the page 评价合计, as each reader may read
it."""

from dataclasses import dataclass
from datetime import date

from deputies.models import CongressTerm, Proposal, Unit
from deputies.permissions.ratings import may_see_ratings
from deputies.rules.ratings import GROUP, WHO_SEES
from deputies.selectors.promises import promises_on
from deputies.selectors.rating_totals import (
    Solved,
    Totals,
    ratings_of_term,
    replies_of_term,
    solved,
    solved_by_unit,
    totals_by_unit,
    totals_for_unit,
    totals_of,
)
from deputies.selectors.ratings import own_rating, rating_card
from deputies.selectors.reworks import earlier_clocks, reworks_of
from deputies.selectors.terms import open_term


@dataclass(frozen=True)
class UnitTotals:
    """``totals`` is None where nothing may be shown, or nobody has rated."""

    unit: Unit
    totals: Totals | None
    solved: Solved | None


@dataclass(frozen=True)
class TotalsPage:
    term: CongressTerm | None
    whole: UnitTotals | None  # without a unit: the term, for who reads all
    units: list[UnitTotals]
    group: int = GROUP


def around_the_reply(proposal: Proposal, user, today: date) -> dict:
    """评价, 重新办理 and 承诺 for the page of one proposal."""
    return {
        "ratings": rating_card(proposal, user),
        "own": own_rating(proposal.handled_in, user),
        "who_sees": WHO_SEES,
        "reworks": reworks_of(proposal, user),
        "earlier_clocks": earlier_clocks(proposal),
        "promises": promises_on(proposal, user, today),
    }


def totals_page(user) -> TotalsPage:
    term = open_term()
    if not may_see_ratings(user):
        return TotalsPage(term, None, _own_units(user, term))
    ratings, replies = ratings_of_term(term), replies_of_term(term)
    whole = UnitTotals(None, totals_of(ratings), solved(replies))
    rated, answered = totals_by_unit(ratings), solved_by_unit(replies)
    units = Unit.objects.filter(pk__in=answered).order_by("name")
    rows = [UnitTotals(unit, rated.get(unit.pk), answered[unit.pk]) for unit in units]
    return TotalsPage(term, whole, rows)


def _own_units(user, term: CongressTerm | None) -> list[UnitTotals]:
    answered = solved_by_unit(replies_of_term(term))
    units = Unit.objects.filter(members__user=user).distinct()
    return [UnitTotals(unit, totals_for_unit(unit, term), answered.get(unit.pk)) for unit in units]
