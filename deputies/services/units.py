"""单位 and the people who hold its posts."""

from django.core.exceptions import ValidationError
from django.db import transaction

from deputies.choices import UnitKind, UnitPost
from deputies.models import Deputy, Unit, UnitMember
from deputies.permissions.deputies import may_give_accounts, may_keep_roster
from deputies.services.seat_todos import follow_seats
from township_npc.office.choices import Role
from township_npc.office.models import RoleGrant, User
from township_npc.office.permissions import require
from township_npc.office.services.accounts import create_account
from township_npc.office.services.audit import record


@transaction.atomic
def keep_unit(unit: Unit, *, by: User) -> None:
    """Store a unit, new or changed."""
    require(may_keep_roster(by))
    verb = "unit.added" if unit._state.adding else "unit.changed"
    unit.save()
    record(by, verb, unit)


@transaction.atomic
def add_member(
    unit: Unit, *, by: User, post: str, name: str, username: str, phone: str = ""
) -> User:
    """Make an account for a new 经办人 or 负责人 and give it the post."""
    require(may_give_accounts(by))
    role = role_of(unit, post)
    user = create_account(by=by, name=name, username=username, roles={role}, phone=phone)
    UnitMember.objects.create(unit=unit, user=user, post=post)
    record(by, "unit.member_added", unit, note=name, post=post)
    return user


@transaction.atomic
def remove_member(member: UnitMember, *, by: User) -> None:
    """The person leaves the post; with the last post of its kind the role goes too."""
    require(may_give_accounts(by))
    unit, user, role = member.unit, member.user, role_of(member.unit, member.post)
    deleted, _ = UnitMember.objects.filter(pk=member.pk).delete()
    if not deleted:
        raise ValidationError("这个人刚被他人移出，请刷新后再看。", code="stale")
    others = user.unit_posts.select_related("unit")
    if role not in {role_of(post.unit, post.post) for post in others}:
        RoleGrant.objects.filter(user=user, role=role).delete()
    entry = record(by, "unit.member_removed", unit, note=user.name, post=member.post)
    follow_seats(Deputy.objects.filter(person=user.person_id), at=entry.at)


def role_of(unit: Unit, post: str) -> str:
    """The head of a station sees what concerns the station; everybody else handles proposals."""
    is_station_head = unit.kind == UnitKind.STATION and post == UnitPost.HEAD
    return Role.STATION_HEAD if is_station_head else Role.HANDLER
