"""The figures of 建议, each a count of the rows that the list shows under the same filter."""

from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import ExtractYear

from deputies.choices import ReplyClass
from deputies.models import Reply
from deputies.selectors.proposal_answers import ANSWERED_IN_TIME, time_conditions, with_answer
from deputies.selectors.proposal_list import view_conditions
from deputies.selectors.proposals import proposals_visible_to


class Numbers(NamedTuple):
    """今年收到, of these 已答复; 现在超期 and 30 天内到期 of all."""

    received: int
    answered: int
    late: int
    in30: int


class UnitAnswers(NamedTuple):
    pk: UUID
    name: str
    base: int
    in_time: int
    late: int  # of the missed: not answered yet

    @property
    def missed(self) -> int:
        return self.base - self.in_time


def proposal_numbers(user, today: date) -> Numbers:
    """One query."""
    views = view_conditions(today)
    this_year = Q(submitted_at__year=today.year)
    conditions = {
        "received": this_year,
        "answered": this_year & views["answered"],
        "late": views["late"],
        "in30": views["in30"],
    }
    counts = {name: Count("state", filter=condition) for name, condition in conditions.items()}
    return Numbers(**proposals_visible_to(user).aggregate(**counts))


def answers_by_unit(user, today: date) -> list[UnitAnswers]:
    """Who answered in time, the worst first; one query."""
    is_late = view_conditions(today)["late"]
    decided = with_answer(proposals_visible_to(user)).filter(time_conditions(today)["decided"])
    rows = decided.order_by().values_list("lead_unit", "lead_unit__name")
    counted = rows.annotate(
        base=Count("pk"),
        in_time=Count("pk", filter=~is_late & ANSWERED_IN_TIME),
        late=Count("pk", filter=is_late),
    )
    return sorted(
        (UnitAnswers(*row) for row in counted),
        key=lambda unit: (-unit.missed, -unit.missed / unit.base, -unit.in_time, unit.name),
    )


def answers_by_class(user, years: tuple[int, ...]) -> dict[int, list[int]]:
    """Of each year how many last replies of class A, B, C, D; one query."""
    seen = Reply.objects.filter(proposal__in=proposals_visible_to(user).values("pk"))
    later = Reply.objects.filter(
        proposal=OuterRef("proposal"), round__gt=OuterRef("round"), is_withdrawn=False
    )
    last = seen.filter(~Exists(later), is_withdrawn=False, replied_on__year__in=years)
    year_and_class = last.order_by().annotate(year=ExtractYear("replied_on"))
    rows = year_and_class.values_list("year", "result").annotate(Count("pk"))
    counts = {(year, result): count for year, result, count in rows}
    return {year: [counts.get((year, one), 0) for one in ReplyClass.values] for year in years}
