"""届 and 次会议: plain rows, kept by the office, each change in the log."""

from collections.abc import Iterable

from django.db import transaction

from deputies.models import (
    CongressSession,
    CongressTerm,
    Deputy,
    DeputyGroup,
    ElectoralDistrict,
)
from deputies.permissions.deputies import may_keep_roster
from township_npc.office.models import User
from township_npc.office.permissions import require
from township_npc.office.services.audit import record

#: The audit verbs of a row that was added and of one that was changed.
_VERBS = {
    CongressTerm: ("term.opened", "term.changed"),
    CongressSession: ("session.added", "session.changed"),
    ElectoralDistrict: ("district.added", "district.changed"),
    DeputyGroup: ("group.added", "group.changed"),
}


@transaction.atomic
def keep(
    row: CongressTerm | CongressSession | ElectoralDistrict | DeputyGroup, *, by: User
) -> None:
    """Store a row of the congress's own tables, new or changed."""
    require(may_keep_roster(by))
    added, changed = _VERBS[type(row)]
    verb = added if row._state.adding else changed
    row.validate_constraints()
    row.save()
    record(by, verb, row)


@transaction.atomic
def set_members(
    group: DeputyGroup, *, by: User, members: Iterable[Deputy], leader: Deputy | None
) -> None:
    """Who belongs to a 代表小组 and who leads it; a deputy is in one group at most."""
    require(may_keep_roster(by))
    chosen = [deputy.pk for deputy in members]
    group.members.exclude(pk__in=chosen).update(group=None)
    Deputy.objects.filter(pk__in=chosen).update(group=group)
    DeputyGroup.objects.exclude(pk=group.pk).filter(leader__in=chosen).update(leader=None)
    DeputyGroup.objects.filter(pk=group.pk).update(leader=leader)
    record(by, "group.members_set", group, count=len(chosen))
