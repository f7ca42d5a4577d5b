"""To whom a to-do goes: a person, the holders of a role, or whoever holds a post.

An addressee is one text, so that a person's open to-dos are one indexed query: ``person:<uuid>``,
``role:director``, ``office`` (主任 and 工作人员 alike), ``deputies.Unit:<uuid>``. Which posts there
are is said by the rooms, in their entries of the registry of subjects.
"""

from uuid import UUID

from django.db.models import QuerySet

from township_npc.office.choices import Role
from township_npc.office.models import User
from township_npc.office.registries import subject_kind, subjects

OFFICE = "office"
_OFFICE_ROLES = (Role.DIRECTOR, Role.STAFF)


def to_person(person_id: UUID) -> str:
    return f"person:{person_id}"


def to_role(role: str) -> str:
    return f"role:{role}"


def to_post(row) -> str:
    """The post that a record stands for: a unit is whoever handles its papers."""
    return f"{subject_kind(row)}:{row.pk}"


def addresses_of(user) -> set[str]:
    """Every addressee under which something may wait for this person."""
    found = {to_role(role) for role in user.roles}
    if user.person_id:
        found.add(to_person(user.person_id))
    if user.has(*_OFFICE_ROLES):
        found.add(OFFICE)
    for kind, subject in subjects.items():
        if subject.posts_of:
            found |= {f"{kind}:{pk}" for pk in subject.posts_of(user)}
    return found


def holders_of(addressee: str) -> QuerySet[User]:
    """The accounts that can sign in and are meant by an addressee."""
    kind, _, key = addressee.partition(":")
    active = User.objects.filter(is_active=True).distinct()
    if kind == OFFICE:
        return active.filter(role_grants__role__in=_OFFICE_ROLES)
    if kind == "person":
        return active.filter(person=key)
    if kind == "role":
        return active.filter(role_grants__role=key)
    return active.filter(pk__in=subjects[kind].holders_of(key))
