"""Who may, for the pages and acts of the shared ground."""

from township_npc.office.choices import Role


def in_office(user) -> bool:
    """主任 or 工作人员: the people at the office's desk."""
    return user.is_authenticated and user.has(Role.DIRECTOR, Role.STAFF)


def is_director(user) -> bool:
    return user.is_authenticated and user.has(Role.DIRECTOR)


def is_chair_or_director(user) -> bool:
    return user.is_authenticated and user.has(Role.DIRECTOR, Role.CHAIR)


def may_see_business(user) -> bool:
    """Everybody but the technical administrator, who runs the machine and sees no business."""
    return user.is_authenticated and bool(user.roles - {Role.SYSADMIN})


def may_tend_machine(user) -> bool:
    """Health in detail, backup: the administrator and the director."""
    return user.is_authenticated and user.has(Role.SYSADMIN, Role.DIRECTOR)
