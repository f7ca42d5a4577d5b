"""Who may, for the pages and acts of the shared ground."""

from django.core.exceptions import PermissionDenied

from township_npc.office.choices import Role

#: Who comes in by a link or six digits instead of a password (security C.1).
ENTRANCE_ROLES = frozenset({Role.DEPUTY, Role.HANDLER, Role.STATION_HEAD})


def require(allowed: bool) -> None:
    """The first line of a service: stop with 403 unless the predicate held."""
    if not allowed:
        raise PermissionDenied


def in_office(user) -> bool:
    """主任 or 工作人员: the people at the office's desk."""
    return user.is_authenticated and user.has(Role.DIRECTOR, Role.STAFF)


def is_director(user) -> bool:
    return user.is_authenticated and user.has(Role.DIRECTOR)


def may_see_business(user) -> bool:
    """Everybody but the technical administrator, who runs the machine and sees no business."""
    return user.is_authenticated and bool(user.roles - {Role.SYSADMIN})


def may_see_calendar(user) -> bool:
    """节假日: who works with deadlines at the office's desks."""
    return user.is_authenticated and user.has(Role.DIRECTOR, Role.STAFF, Role.CHAIR)


def may_keep_calendar(user) -> bool:
    return is_director(user)


def may_keep_rules(user) -> bool:
    """Set a rule at the layer 本会, or give that up."""
    return is_director(user)


def may_see_papers(user) -> bool:
    """发文、收文: the office and its chairman."""
    return user.is_authenticated and user.has(Role.DIRECTOR, Role.STAFF, Role.CHAIR)


def may_keep_papers(user) -> bool:
    """Draft, proof-read, number, issue; register what comes in; word the templates."""
    return in_office(user)


def may_keep_series(user) -> bool:
    """What a row of numbers is called, and whether 主席 or 主任 signs its papers."""
    return is_director(user)


def may_keep_phrases(user) -> bool:
    """What the gates of proof-reading take for wrong, beside the program's own lists."""
    return is_director(user)


def may_sign_paper(user, *, director_signs: bool) -> bool:
    """签发: the chairman; 主任 for a series whose papers 主任 signs."""
    return user.has(Role.CHAIR) or (director_signs and user.has(Role.DIRECTOR))


def may_tend_machine(user) -> bool:
    """Health in detail, backup: the administrator and the director."""
    return user.is_authenticated and user.has(Role.SYSADMIN, Role.DIRECTOR)


def is_only_deputy(user) -> bool:
    """A deputy who holds no desk: served by the phone's pages."""
    return user.is_authenticated and user.roles == {Role.DEPUTY}


def works_at_desk(user) -> bool:
    return user.is_authenticated and not is_only_deputy(user)


def signs_with_pin(user) -> bool:
    return user.is_authenticated and user.has(Role.DEPUTY)


def may_use_entrance(user) -> bool:
    """An office post always signs in with its password, whatever other roles it holds."""
    return user.has(*ENTRANCE_ROLES) and not user.holds_office_post


def may_issue_entrance(by, user) -> bool:
    return in_office(by) and may_use_entrance(user)


def may_manage_accounts(user) -> bool:
    """主任 and 系统管理员; 主席 hands the chair on (security B, row Users, roles)."""
    return user.is_authenticated and user.has(Role.DIRECTOR, Role.SYSADMIN, Role.CHAIR)


def may_create_accounts(user) -> bool:
    return user.is_authenticated and user.has(Role.DIRECTOR, Role.SYSADMIN)


def may_reset(by, user) -> bool:
    """Hand out a link to set a password, or take a lost second factor away; never one's own, and
    never the 主席's: with it 主任 would sit in the chair (``services.way_back`` is the way)."""
    return is_director(by) and by != user and Role.CHAIR not in user.roles


def may_end_sign_in(by, sign_in) -> bool:
    return sign_in.user_id == by.pk or is_director(by)


def may_grant(by, user, role: str, *, has_chair: bool) -> bool:
    """Nobody changes their own roles. 主任 gives and takes every role but 主席, and names a 主席
    only while there is none; from then on 主席 alone hands it on."""
    if by == user:
        return False
    if role == Role.CHAIR:
        return by.has(Role.CHAIR) or (by.has(Role.DIRECTOR) and not has_chair)
    return by.has(Role.DIRECTOR)


def may_disable(by, user, *, is_only_chair: bool) -> bool:
    """Not oneself; the only 主席 is closed by 系统管理员 alone, so that it takes two people."""
    if by == user or not may_create_accounts(by):
        return False
    return by.has(Role.SYSADMIN) or not is_only_chair
