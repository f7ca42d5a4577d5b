"""Reads of 单位 and their people."""

from django.db.models import Count, Prefetch, QuerySet

from deputies.models import Unit, UnitMember
from deputies.permissions.deputies import may_see_roster


def units_visible_to(user) -> QuerySet[Unit]:
    """All units for the office and the chairman; a handler's own for the handler."""
    if may_see_roster(user):
        return Unit.objects.all()
    return Unit.objects.filter(members__user=user).distinct()


def units_with_people(user) -> QuerySet[Unit]:
    """Each unit with the people who hold its posts; two queries for any number of units."""
    members = UnitMember.objects.select_related("user__person").order_by("post", "pk")
    return (
        units_visible_to(user)
        .prefetch_related(Prefetch("members", members))
        .annotate(proposal_count=Count("proposals", distinct=True))
        .order_by("-is_active", "kind", "name")
    )


def members_visible_to(user) -> QuerySet[UnitMember]:
    """A handler reads who else is at the own unit."""
    members = UnitMember.objects.select_related("unit", "user__person")
    if may_see_roster(user):
        return members
    return members.filter(unit__in=user.unit_posts.values("unit"))
