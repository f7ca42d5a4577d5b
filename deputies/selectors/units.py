"""Reads of 单位 and their people."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Count, Prefetch, QuerySet

from deputies.choices import UnitPost
from deputies.models import Unit, UnitMember
from deputies.permissions.deputies import may_see_roster
from deputies.permissions.proposals import holds_unit_post
from township_npc.office.choices import Role
from township_npc.office.models import User

#: 负责人 and 经办人 apart, each by name.
BY_POST = ("post", "user__person__name_key", "pk")


def units_visible_to(user) -> QuerySet[Unit]:
    """All units for the office and the chairman; a handler's own for the handler."""
    if may_see_roster(user):
        return Unit.objects.all()
    return Unit.objects.filter(members__user=user).distinct()


def units_with_people(user) -> QuerySet[Unit]:
    """Each unit with the people who hold its posts; two queries for any number of units."""
    members = UnitMember.objects.select_related("user__person").order_by(*BY_POST)
    return (
        units_visible_to(user)
        .prefetch_related(Prefetch("members", members))
        .annotate(proposal_count=Count("proposals", distinct=True))
        .order_by("-is_active", "kind", "name")
    )


def with_people_said(units: Iterable[Unit]) -> list[Unit]:
    """The units, each with who holds its posts: 万春林、戴志刚（兼负责人）."""
    units = list(units)
    for unit in units:
        unit.people_said = _people_said(unit.members.all())
    return units


def _people_said(members: Iterable[UnitMember]) -> str:
    """Each person once, whichever posts; with 负责人 where that is one of them."""
    posts: dict[User, set[str]] = defaultdict(set)
    for member in members:
        posts[member.user].add(member.post)
    marks = {True: "（兼负责人）", False: "（负责人）"}
    return "、".join(
        user.name + (marks[UnitPost.HANDLER in held] if UnitPost.HEAD in held else "")
        for user, held in posts.items()
    )


def members_visible_to(user) -> QuerySet[UnitMember]:
    """A handler reads who else is at the own unit."""
    members = UnitMember.objects.select_related("unit", "user__person")
    if may_see_roster(user):
        return members
    return members.filter(unit__in=user.unit_posts.values("unit"))


def units_handled_by(user) -> list:
    """The units whose papers this person handles; what waits for them waits for the person."""
    return list(user.unit_posts.values_list("unit_id", flat=True)) if holds_unit_post(user) else []


def handlers_of(unit_id) -> QuerySet:
    """The accounts that handle the papers of a unit."""
    posts = UnitMember.objects.filter(unit=unit_id, user__role_grants__role=Role.HANDLER)
    return posts.values("user")
