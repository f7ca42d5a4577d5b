"""通讯录: deputies of all levels, groups with their leaders, units with their people (6.15)."""

from dataclasses import dataclass

from django.db.models import Q

from deputies.models import Deputy, UnitMember
from deputies.rules.terms import reading_order
from deputies.selectors.deputies import deputies_visible_to, groups_visible_to
from deputies.selectors.units import BY_POST, members_visible_to, units_visible_to
from township_npc.office.models import Person

SECTIONS = {"deputies": "代表", "groups": "代表小组", "units": "单位"}


@dataclass(frozen=True)
class Contact:
    """One line: who, in which capacity, where, and the person whose phone may be shown."""

    name: str
    role: str
    place: str
    person: Person | None = None
    office_phone: str = ""


def contacts(user, section: str, name: str = "") -> list[Contact]:
    """The lines of a section, narrowed by a part of a name; bounded by the size of a town."""
    lines = {"deputies": _deputies, "groups": _groups, "units": _units}[section]
    return lines(user, name.strip())


def phone_holder(user, person_pk):
    """What is written into the log when this person's phone is shown: the seat or the unit through
    which the user may see the person. None when the person is in no list of theirs."""
    seat = deputies_visible_to(user).filter(person=person_pk).first()
    if seat is not None:
        return seat
    member = members_visible_to(user).filter(user__person=person_pk).first()
    return member.unit if member else None


def _deputies(user, name: str) -> list[Contact]:
    seats = deputies_visible_to(user).in_office().of_this_term()
    if name:
        seats = seats.filter(person__name__icontains=name)
    return [
        Contact(seat.person.name, f"{seat.get_level_display()}代表", _place(seat), seat.person)
        for seat in seats.order_by("person__name_key", "pk")
    ]


def _groups(user, name: str) -> list[Contact]:
    groups = groups_visible_to(user)
    if name:
        groups = groups.filter(Q(name__icontains=name) | Q(leader__person__name__icontains=name))
    return [
        Contact(
            group.leader.person.name if group.leader else "",
            f"{group.name}组长",
            group.area,
            group.leader.person if group.leader else None,
        )
        for group in sorted(groups, key=lambda group: reading_order(group.name))
    ]


def _units(user, name: str) -> list[Contact]:
    units = units_visible_to(user).filter(is_active=True)
    members = UnitMember.objects.filter(unit__in=units).select_related("unit", "user__person")
    if name:
        members = members.filter(
            Q(unit__name__icontains=name) | Q(user__person__name__icontains=name)
        )
        units = units.filter(name__icontains=name)
    by_unit = members.order_by("unit__kind", "unit__name", *BY_POST)
    manned = {member.unit_id for member in by_unit}
    lines = [
        Contact(
            member.user.name,
            f"{member.unit.name} {member.get_post_display()}",
            member.unit.get_kind_display(),
            member.user.person,
            member.unit.phone,
        )
        for member in by_unit
    ]
    empty = [unit for unit in units if unit.pk not in manned]
    return lines + [
        Contact("", unit.name, unit.get_kind_display(), None, unit.phone) for unit in empty
    ]


def _place(seat: Deputy) -> str:
    """小蓝选区 · 第一代表小组 · 小蓝村党支部书记."""
    parts = [seat.district, seat.group, seat.post]
    return " · ".join(str(part) for part in parts if part)
