"""Accounts: opened, given roles, closed (security B, row Users, roles)."""

from django.core.exceptions import ValidationError
from django.db import transaction

from township_npc.office import permissions, sealing
from township_npc.office.choices import Role, TicketKind
from township_npc.office.models import Person, RoleGrant, User
from township_npc.office.permissions import require
from township_npc.office.services.audit import record
from township_npc.office.services.sign_in import end_sign_ins


@transaction.atomic
def create_account(*, username: str, name: str, phone: str, roles: set[str], by: User) -> User:
    """An account nobody can enter yet: its owner sets the password by a one-time link."""
    require(permissions.may_create_accounts(by))
    person = _person(name, phone)
    if User.objects.filter(person=person).exists():
        raise ValidationError(f"{name}已经有账号 {person.user.username} 了。", code="has_account")
    if User.objects.filter(username=username).exists():
        raise ValidationError({"username": "这个账号名有人用了，请换一个。"}, code="username_taken")
    user = User.objects.create_user(username, person=person)
    record(by, "user.created", user)
    if roles:
        change_roles(user, roles, by=by)
    return user


@transaction.atomic
def change_roles(user: User, roles: set[str], *, by: User) -> None:
    """Make ``roles`` the account's roles. Each one given or taken needs the right to do so."""
    User.objects.select_for_update().get(pk=user.pk)
    vars(user).pop("roles", None)  # a second tap waits here and finds it done
    given, taken = roles - user.roles, user.roles - roles
    has_chair = holders(Role.CHAIR).exists()
    for role in given | taken:
        require(permissions.may_grant(by, user, role, has_chair=has_chair))
    RoleGrant.objects.bulk_create(RoleGrant(user=user, role=role, given_by=by) for role in given)
    user.role_grants.filter(role__in=taken).delete()
    if Role.CHAIR in given:  # a link that 主任 still holds would open the chair
        user.tickets.filter(kind=TicketKind.RESET, used_at=None).delete()
    vars(user).pop("roles", None)
    if given or taken:
        record(by, "user.roles_changed", user, given=sorted(given), taken=sorted(taken))


@transaction.atomic
def disable_account(user: User, *, by: User) -> None:
    """Close it: every sign-in, link and code of the account is dead with it."""
    require(permissions.may_disable(by, user, is_only_chair=_is_only(Role.CHAIR, user)))
    if _is_only(Role.DIRECTOR, user):
        raise ValidationError(
            "只有这一位主任，停用后没有人能管账号，请先给别人主任。", code="only_director"
        )
    if not User.objects.filter(pk=user.pk, is_active=True).update(is_active=False):
        raise ValidationError("这个账号已经停用了。", code="stale")
    end_sign_ins(user)
    user.tickets.filter(used_at=None).delete()
    record(by, "user.disabled", user)


@transaction.atomic
def enable_account(user: User, *, by: User) -> None:
    require(permissions.may_create_accounts(by) and by != user)
    if not User.objects.filter(pk=user.pk, is_active=False).update(is_active=True):
        raise ValidationError("这个账号没有停用。", code="stale")
    record(by, "user.enabled", user)


def holders(role: str):
    """Open accounts that hold the role."""
    return User.objects.filter(is_active=True, role_grants__role=role)


def _is_only(role: str, user: User) -> bool:
    return list(holders(role).values_list("pk", flat=True)[:2]) == [user.pk]


def _person(name: str, phone: str) -> Person:
    """The person who is known already by this name and number, or a new one."""
    known = Person.objects.filter(name=name, phone_index=sealing.index(phone))
    person = known.first() if phone else None
    if person is None:
        person = Person(name=name, phone=phone)
        person.save()
    return person


@transaction.atomic
def set_mail_address(user: User, address: str) -> None:
    """One's own address for reminders; what it is stands in no record."""
    require(user.person_id is not None)
    person = user.person
    person.email = address
    person.save(update_fields=["email_sealed"])
    record(user, "user.mail_address_set", user, is_set=bool(address))
