"""Reads of 代表、选区、代表小组."""

from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet

from deputies.choices import DeputyState, DutyState, Level
from deputies.models import Deputy, DeputyGroup, ElectoralDistrict
from deputies.permissions.deputies import may_see_roster
from deputies.rules.terms import reading_order

ORDERS = {
    "name": ("person__name_key", "pk"),
    "district": (F("district__name").asc(nulls_last=True), "person__name_key", "pk"),
    "since": (F("since").desc(nulls_last=True), "person__name_key", "pk"),
}
ORDER_LABELS = {"name": "按姓名拼音", "district": "按选区", "since": "新任职在前"}

OF_THE_TOWN_NOW = Q(term__level=Level.TOWN, term__ends_on__isnull=True)


@dataclass(frozen=True)
class DeputyFilter:
    """What the list is narrowed to: the same object feeds the page, its count and the export.

    Ended seats show only when asked for.
    """

    level: str = ""
    state: str = ""
    group: str = ""
    district: str = ""
    name: str = ""
    order: str = "name"

    def apply(self, deputies: QuerySet[Deputy]) -> QuerySet[Deputy]:
        exact = {
            "level": self.level,
            "state": self.state,
            "group_id": self.group,
            "district_id": self.district,
            "person__name__icontains": self.name,
        }
        chosen = {field: value for field, value in exact.items() if value}
        of_state = deputies if self.state else deputies.in_office()
        return of_state.of_this_term().filter(**chosen).order_by(*ORDERS[self.order])

    @property
    def is_open(self) -> bool:
        """Nothing is narrowed."""
        return not (self.level or self.state or self.group or self.district or self.name)


def deputies_visible_to(user) -> QuerySet[Deputy]:
    """All seats, ended ones and those of past terms too, for the office and the chairman."""
    return _with_names(Deputy.objects.all() if may_see_roster(user) else Deputy.objects.none())


def own_seats(user) -> QuerySet[Deputy]:
    """The user's own seats that are not ended, the town's first (levels kept apart, 3.16)."""
    seats = Deputy.objects.in_office().of_this_term().filter(person__user=user)
    return _with_names(seats).order_by(F("term_id").asc(nulls_last=True), "level")


def public_deputies() -> QuerySet[Deputy]:
    """Seats in office of the open term of the town, for everybody (P-07)."""
    seats = Deputy.objects.in_office().at(Level.TOWN).filter(term__ends_on__isnull=True)
    standing = Q(duties__state__in=[DutyState.OPEN, DutyState.CONFIRMED])
    return (
        _with_names(seats)
        .annotate(duty_count=Count("duties", filter=standing))
        .order_by("person__name_key", "pk")
    )


def deputy_counts(user) -> dict[str, int]:
    """Seats in office at each level, and those that need a look; one query."""
    in_office = ~Q(state=DeputyState.ENDED)
    at = {level.value: Count("pk", filter=in_office & Q(level=level)) for level in Level}
    return (
        deputies_visible_to(user)
        .of_this_term()
        .aggregate(
            **at,
            higher=Count("pk", filter=in_office & ~Q(level=Level.TOWN)),
            suspended=Count("pk", filter=Q(state=DeputyState.SUSPENDED)),
            without_phone=Count("pk", filter=in_office & Q(person__phone_sealed="")),
            without_group=Count("pk", filter=in_office & Q(level=Level.TOWN, group__isnull=True)),
        )
    )


def seats_of_town(user) -> QuerySet[Deputy]:
    """Seats in office of the open term, by name: whom a group, a duty or a report can name."""
    seats = deputies_visible_to(user).in_office().of_this_term().at(Level.TOWN)
    return seats.order_by("person__name_key", "pk")


def groups_visible_to(user) -> QuerySet[DeputyGroup]:
    """代表小组 of the open term, each with leader and number of members."""
    if not may_see_roster(user):
        return DeputyGroup.objects.none()
    members = Count("members", filter=~Q(members__state=DeputyState.ENDED))
    groups = DeputyGroup.objects.filter(OF_THE_TOWN_NOW).select_related("leader__person")
    return groups.annotate(member_count=members)


def groups_in_order(user) -> list[DeputyGroup]:
    """第一代表小组 first, 第十 after 第九."""
    return sorted(groups_visible_to(user), key=lambda group: reading_order(group.name))


def districts_visible_to(user) -> QuerySet[ElectoralDistrict]:
    """选区 of the open term, each with the number of seats held."""
    if not may_see_roster(user):
        return ElectoralDistrict.objects.none()
    held = Count("deputies", filter=~Q(deputies__state=DeputyState.ENDED))
    return (
        ElectoralDistrict.objects.filter(OF_THE_TOWN_NOW)
        .annotate(deputy_count=held)
        .order_by("name")
    )


def members_of(group: DeputyGroup) -> QuerySet[Deputy]:
    return _with_names(group.members.in_office()).order_by("person__name_key", "pk")


def _with_names(deputies: QuerySet[Deputy]) -> QuerySet[Deputy]:
    return deputies.select_related("person", "term", "district", "group")
