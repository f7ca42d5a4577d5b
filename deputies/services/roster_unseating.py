"""Taking back seats that an import made, by sets; where somebody has built on one it stays."""

import json

from django.db import transaction
from django.db.models import ProtectedError

from deputies.choices import DeputyState
from deputies.models import Deputy, DeputyGroup, RosterRow
from deputies.rules.roster import ONE_BY_ONE
from deputies.services.roster_facts import put_on_person
from township_npc.office.choices import Role
from township_npc.office.models import EntranceTicket, Person, RoleGrant, SignIn, User


def unseat_rows(rows: list[RosterRow]) -> list[RosterRow]:
    """Remove the seats of these rows, with the accounts and persons made for them.

    Sets the outcome of those that stay. Returns the rows that were looked at: when something
    refers to one of them each is tried alone, and then only a few at a time.
    """
    refusals = _built_upon([row.deputy for row in rows if row.deputy])
    for row in rows:
        row.outcome = refusals.get(row.deputy_id, "")
    free = [row for row in rows if row.deputy and not row.outcome]
    try:
        with transaction.atomic():
            _remove(free)
    except ProtectedError:
        rows = rows[:ONE_BY_ONE]
        for row in rows:
            if row in free:
                row.outcome = _remove_alone(row)
    return rows


def _remove_alone(row: RosterRow) -> str:
    try:
        with transaction.atomic():
            _remove([row])
    except ProtectedError as error:
        names = {thing._meta.verbose_name for thing in error.protected_objects}
        return f"没有撤销：已经有{'、'.join(sorted(names))}。"
    return ""


def _remove(rows: list[RosterRow]) -> None:
    """Seat, then account, then person: each refers to the next."""
    before = {row.deputy.person_id: json.loads(row.before) for row in rows}
    made_user = [pk for pk, made in before.items() if made["made_user"]]
    gave_role = [pk for pk, made in before.items() if made["gave_role"]]
    made_person = [row.deputy.person_id for row in rows if row.made_person]
    Deputy.objects.filter(pk__in=[row.deputy_id for row in rows]).delete()
    User.objects.filter(person__in=made_user).delete()
    RoleGrant.objects.filter(user__person__in=gave_role, role=Role.DEPUTY).delete()
    Person.objects.filter(pk__in=made_person).delete()
    for row in rows:
        columns = put_on_person(row.deputy.person, before[row.deputy.person_id]["person"])
        if columns:
            row.deputy.person.save(update_fields=columns)


def _built_upon(deputies: list[Deputy]) -> dict:
    """deputy's key → why the seat must stay, for what deleting would take away unasked."""
    people = {deputy.person_id: deputy.pk for deputy in deputies}
    said = {}
    for model in (EntranceTicket, SignIn):
        given = model.objects.filter(user__person__in=people)
        for person in given.values_list("user__person_id", flat=True):
            said[people[person]] = "没有撤销：这名代表已经领了入口。"
    for leader in DeputyGroup.objects.filter(leader__in=deputies).values_list("leader", flat=True):
        said[leader] = "没有撤销：这名代表当了小组组长。"
    for deputy in deputies:
        if deputy.state != DeputyState.ACTIVE:
            said[deputy.pk] = f"没有撤销：这名代表{deputy.get_state_display()}。"
    return said
