"""Reads of 县代表建议: who may see which, the list and its filters."""

from dataclasses import dataclass, fields
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from deputies.choices import CountyState, DeputyState, Level, ProposalCategory
from deputies.models import CountyProposal, Deputy
from deputies.permissions.deputies import is_deputy
from deputies.permissions.proposals import may_see_all
from deputies.selectors.deputies import own_seats
from township_npc.office.addressees import OFFICE
from township_npc.office.registries import Wanted

HIGHER = [level for level in Level if level != Level.TOWN]


@dataclass(frozen=True)
class CountyFilter:
    """What the list is narrowed to: the page, the print page and the downloads."""

    state: str = ""
    category: str = ""
    level: str = ""
    year: str = ""
    text: str = ""

    def narrow(self, proposals: QuerySet[CountyProposal]) -> QuerySet[CountyProposal]:
        """Everything but the state, which the counts compare."""
        exact = {
            "category": self.category,
            "lead__level": self.level,
            "collected_on__year": self.year,
        }
        proposals = proposals.filter(**{name: value for name, value in exact.items() if value})
        if self.text:
            words = Q(title__icontains=self.text) | Q(lead__person__name__icontains=self.text)
            proposals = proposals.filter(words)
        return proposals

    @property
    def chosen(self) -> dict[str, str]:
        names = (field.name for field in fields(self))
        return {name: getattr(self, name) for name in names if getattr(self, name)}


def county_visible_to(user) -> QuerySet[CountyProposal]:
    """The office and the chairman all; a deputy the own. They are no matter of a unit's."""
    rows = Q(pk__in=[])
    if is_deputy(user):
        rows |= Q(lead__person=user.person_id)
    if may_see_all(user):
        rows = Q()
    return CountyProposal.objects.filter(rows).select_related("lead__person", "entered_by__person")


def county_rows(user, chosen: CountyFilter) -> QuerySet[CountyProposal]:
    rows = chosen.narrow(county_visible_to(user))
    return rows.filter(state=chosen.state) if chosen.state else rows


def county_counts(user, chosen: CountyFilter) -> dict[str, int]:
    """How many of all and of each state under the present filters; one query."""
    of_state = {state.value: Count("pk", filter=Q(state=state)) for state in CountyState}
    return chosen.narrow(county_visible_to(user)).aggregate(all=Count("pk"), **of_state)


class StateTab(NamedTuple):
    key: str
    label: str
    count: int
    is_here: bool


def state_tabs(chosen: CountyFilter, counts: dict[str, int]) -> list[StateTab]:
    labels = {"": "全部", **dict(CountyState.choices)}
    return [
        StateTab(key, label, counts[key or "all"], key == chosen.state)
        for key, label in labels.items()
    ]


class Chip(NamedTuple):
    key: str
    label: str
    choices: list[tuple[str, str]]
    here: str


def county_chips(user, chosen: CountyFilter) -> list[Chip]:
    years = county_visible_to(user).dates("collected_on", "year", order="DESC")
    menus = {
        "category": ("类别", list(ProposalCategory.choices)),
        "level": ("级别", [(level.value, f"{level.label}代表") for level in HIGHER]),
        "year": ("年份", [(str(day.year), f"{day.year} 年") for day in years]),
    }
    return [
        Chip(key, label, choices, dict(choices).get(getattr(chosen, key), ""))
        for key, (label, choices) in menus.items()
    ]


def waiting_to_go_up(user) -> QuerySet[CountyProposal]:
    """Collected or printed, not handed up yet, the first collected first."""
    rows = county_visible_to(user).exclude(state=CountyState.HANDED_OVER)
    return rows.order_by("collected_on", "title", "pk")


def wanted_todos(proposal: CountyProposal) -> list[Wanted]:
    """整理、打印、上交县人大: it waits for the office until it is handed up; the county's answer is
    the county's business (S-14)."""
    waiting = CountyProposal.objects.exclude(state=CountyState.HANDED_OVER)
    if not waiting.filter(pk=proposal.pk).exists():  # taken back, it is gone
        return []
    lead = proposal.lead
    return [
        Wanted(
            kind="county.hand-up",
            to=OFFICE,
            title=f"上交{lead.get_level_display()}代表建议：{proposal.title}",
            verb="上交",
            url=reverse("deputies:county-hand-up"),
            detail=f"{lead.person.name}，{proposal.collected_on.isoformat()} 收到；"
            f"{proposal.get_state_display()}",
        )
    ]


def higher_seats() -> QuerySet[Deputy]:
    """Seats of the county and above in office, by name: for whom the office enters a paper."""
    seats = Deputy.objects.in_office().of_this_term().filter(level__in=HIGHER)
    return seats.select_related("person").order_by("person__name", "pk")


def own_higher_seats(user) -> QuerySet[Deputy]:
    """In which the user may write; a suspended seat is none."""
    return own_seats(user).filter(level__in=HIGHER, state=DeputyState.ACTIVE)
