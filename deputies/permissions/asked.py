"""退件、延期: who asks, who proposes, who decides."""

from deputies.models import Contest, Extension, Proposal
from deputies.permissions.proposals import may_decide, may_handle, may_see_all, may_suggest


def may_ask(user, proposal: Proposal) -> bool:
    """The unit that has it says that it is not its business, or asks for more time."""
    return may_handle(user, proposal)


def may_take_back_asked(user, asked: Contest | Extension) -> bool:
    return may_handle(user, asked.assignment.proposal)


def may_decide_contest(user, proposal: Proposal) -> bool:
    """主任, while a unit waits for the answer."""
    return may_decide(user) and _waits(Contest, proposal)


def may_suggest_on_contest(user, proposal: Proposal) -> bool:
    """工作人员 propose; the director's form says so."""
    return may_suggest(user) and _waits(Contest, proposal)


def may_decide_extension(user, proposal: Proposal) -> bool:
    return may_decide(user) and _waits(Extension, proposal)


def may_see_asked(user, proposal: Proposal) -> bool:
    """What a unit asked is between the unit and the office."""
    return may_see_all(user) or may_handle(user, proposal)


def _waits(kind: type[Contest] | type[Extension], proposal: Proposal) -> bool:
    return kind.objects.waiting().filter(assignment__proposal=proposal).exists()
