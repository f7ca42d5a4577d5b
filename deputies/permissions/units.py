"""单位: the office and the chairman see all, a handler the own."""

from deputies.permissions.deputies import may_see_roster
from deputies.permissions.proposals import holds_unit_post


def may_see_units(user) -> bool:
    return may_see_roster(user) or holds_unit_post(user)
