"""Who reads what is put together for the chairman."""

from township_npc.office.choices import Role
from township_npc.office.permissions import is_director


def is_chair(user) -> bool:
    return user.is_authenticated and user.has(Role.CHAIR)


def may_see_dashboard(user) -> bool:
    """主席, and 主任 as he sees it; it holds nothing that can be changed."""
    return is_chair(user) or is_director(user)
