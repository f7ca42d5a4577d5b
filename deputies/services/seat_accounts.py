"""代表的账号: no password; a deputy comes in by the link or code that the office gives."""

from collections.abc import Iterable
from uuid import UUID

from django.contrib.auth.hashers import make_password

from deputies.models import Deputy
from township_npc.office.choices import Role
from township_npc.office.models import Person, RoleGrant, User


def open_accounts(people: Iterable[Person], by: User | None) -> dict[UUID, dict[str, bool]]:
    """An account, and the role of deputy, where the person has none yet.

    Returns for each person's key what was made.
    """
    people = list(people)
    users = {user.person_id: user for user in User.objects.filter(person__in=people)}
    grants = RoleGrant.objects.filter(user__in=users.values(), role=Role.DEPUTY)
    had_role = set(grants.values_list("user__person_id", flat=True))
    new = {
        person.pk: User(username=_account_name(person), person=person, password=make_password(None))
        for person in people
        if person.pk not in users
    }
    User.objects.bulk_create(new.values())
    users |= new
    RoleGrant.objects.bulk_create(
        RoleGrant(user=users[person.pk], role=Role.DEPUTY, given_by=by)
        for person in people
        if person.pk not in had_role
    )
    return {
        person.pk: {"made_user": person.pk in new, "gave_role": person.pk not in had_role}
        for person in people
    }


def take_role_without_seat(person: Person) -> None:
    """Who holds no seat any more loses the role of deputy, and nothing else."""
    if not Deputy.objects.in_office().filter(person=person).exists():
        RoleGrant.objects.filter(user__person=person, role=Role.DEPUTY).delete()


def _account_name(person: Person) -> str:
    """Told to nobody and unlike any other: a deputy does not type it."""
    return f"db-{person.pk.hex[:12]}"
