"""Who reports a promise and who settles it."""

from deputies.models import Promise
from deputies.permissions.proposals import may_handle
from township_npc.office.permissions import in_office, is_director


def may_report(user, promise: Promise) -> bool:
    """The unit that gave the promise, while it has the proposal; also after 办结."""
    proposal = promise.reply.proposal
    return promise.reply.unit_id == proposal.lead_unit_id and may_handle(user, proposal)


def may_settle(user, promise: Promise) -> bool:
    """按期、逾期、没有兑现: the office, never the unit itself."""
    return in_office(user) and not may_report(user, promise)


def may_put_back(user, promise: Promise) -> bool:
    """更正 of the last act: a settlement by 主任 or whoever made it; a report by the unit that
    wrote it, or sent back by the office."""
    if not promise.is_settled:
        return promise.is_open and (may_report(user, promise) or may_settle(user, promise))
    return is_director(user) or (may_settle(user, promise) and promise.checked_by_id == user.pk)
