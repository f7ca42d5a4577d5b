"""收文登记簿: what came in, what is still to be dealt with."""

from dataclasses import asdict, dataclass
from functools import reduce
from operator import or_

from django.db.models import Count, F, Q, QuerySet

from township_npc.office.models import IncomingCounter, IncomingPaper
from township_npc.office.permissions import may_see_papers

#: The views of the list.
VIEWS = {"work": "在办", "done": "办好", "all": "全部"}
_SEARCHED = ("title", "sender", "sender_number", "holder")
_CONDITIONS = {
    "work": Q(done_on__isnull=True),
    "done": Q(done_on__isnull=False),
    "all": Q(),
}


@dataclass(frozen=True)
class IncomingFilter:
    """What the list is narrowed to: one object for the page, its counts and the export."""

    view: str = "work"
    year: str = ""
    text: str = ""

    @property
    def chosen(self) -> dict[str, str]:
        return {key: value for key, value in asdict(self).items() if value and key != "view"}

    def narrow(self, papers: QuerySet[IncomingPaper]) -> QuerySet[IncomingPaper]:
        """Everything but the view, which the counts compare."""
        if self.year:
            papers = papers.filter(year=self.year)
        if self.text:
            words = (Q(**{f"{name}__icontains": self.text}) for name in _SEARCHED)
            papers = papers.filter(reduce(or_, words))
        return papers


def incoming_visible_to(user) -> QuerySet[IncomingPaper]:
    seen = IncomingPaper.objects.select_related("taken_by__person")
    return seen if may_see_papers(user) else seen.none()


def incoming_rows(user, chosen: IncomingFilter) -> QuerySet[IncomingPaper]:
    """What is at work with the soonest day first; otherwise as the book has them, newest first."""
    rows = chosen.narrow(incoming_visible_to(user)).filter(_CONDITIONS[chosen.view])
    if chosen.view == "work":
        return rows.order_by(F("due_on").asc(nulls_last=True), "year", "number")
    return rows.order_by("-year", "-number")


def incoming_counts(user, chosen: IncomingFilter) -> dict[str, int]:
    """How many stand in each view; one query."""
    rows = chosen.narrow(incoming_visible_to(user)).order_by()
    return rows.aggregate(**{key: Count("pk", filter=which) for key, which in _CONDITIONS.items()})


def incoming_years() -> list[int]:
    return list(IncomingCounter.objects.order_by("-year").values_list("year", flat=True))


def same_number_before(paper: IncomingPaper) -> QuerySet[IncomingPaper]:
    """Registered under the same number of the same sender: perhaps the same paper twice."""
    if not paper.sender_number:
        return IncomingPaper.objects.none()
    others = IncomingPaper.objects.exclude(pk=paper.pk)
    return others.filter(sender=paper.sender, sender_number=paper.sender_number)
