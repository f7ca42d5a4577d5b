"""Who may see and change 届次、代表、小组、单位, and personal data among them (security B)."""

from deputies.choices import DeputyState
from township_npc.office.choices import Role


def is_deputy(user) -> bool:
    return user.is_authenticated and user.has(Role.DEPUTY)


def may_see_roster(user) -> bool:
    """代表、届次、小组、单位、通讯录: the office and the chairman."""
    return user.is_authenticated and user.has(Role.DIRECTOR, Role.STAFF, Role.CHAIR)


def may_keep_roster(user) -> bool:
    """Write what the office keeps: 届次、代表、选区、小组、单位、履职记录."""
    return user.is_authenticated and user.has(Role.DIRECTOR, Role.STAFF)


def may_rule_on_seat(user) -> bool:
    """Record that a seat was ended, suspended or restored, and put such a record right."""
    return user.is_authenticated and user.has(Role.DIRECTOR)


def may_see_phone(user) -> bool:
    """A deputy's phone in clear: all in the office and the chairman, each look logged."""
    return may_see_roster(user)


def may_see_id_number(user) -> bool:
    """An ID number in clear, with a reason, and lists of personal data: 主任 and 主席."""
    return user.is_authenticated and user.has(Role.DIRECTOR, Role.CHAIR)


def may_see_custody(user) -> bool:
    """Reports that a deputy's freedom was restricted: 主任 and 主席, nobody else (D-04)."""
    return user.is_authenticated and user.has(Role.DIRECTOR, Role.CHAIR)


def may_give_accounts(user) -> bool:
    """Handlers of a unit get their accounts from the director."""
    return user.is_authenticated and user.has(Role.DIRECTOR)


def acts_in_seat(user, deputy) -> bool:
    """The deputy acts for the own seat, and only while it is not suspended or ended
    (《代表法》第六十一条)."""
    return (
        is_deputy(user)
        and user.person_id == deputy.person_id
        and deputy.state == DeputyState.ACTIVE
    )


def owns_duty(user, duty) -> bool:
    """A line of the dossier is checked by the deputy it is about, suspended or not."""
    return is_deputy(user) and user.person_id == duty.deputy.person_id
