"""What this person can do with a proposal now: who may, and in which state it must be."""

from collections.abc import Callable
from dataclasses import dataclass

from deputies.choices import ProposalState as S
from deputies.models import Proposal
from deputies.permissions import proposals as permissions
from deputies.permissions.ratings import may_rework


@dataclass(frozen=True)
class Act:
    """``key`` names the address and the template; a main act may be the page's red button."""

    key: str
    verb: str
    states: frozenset[str]
    may: Callable[[object, Proposal], bool]
    is_main: bool = True

    @property
    def url_name(self) -> str:
        return f"deputies:proposal-{self.key}"

    def is_open(self, user, proposal: Proposal) -> bool:
        return proposal.state in self.states and self.may(user, proposal)


def _of_role(may: Callable) -> Callable:
    return lambda user, proposal: may(user)


_LIST = (
    Act("accept", "受理", frozenset({S.SUBMITTED}), _of_role(permissions.may_decide)),
    Act("assign", "交办", frozenset({S.ACCEPTED}), _of_role(permissions.may_decide)),
    Act("rework", "重新办理", frozenset({S.REPLIED}), may_rework),
    Act("rework", "重新办理", frozenset({S.CLOSED}), may_rework, False),
    Act("close", "办结", frozenset({S.REPLIED}), _of_role(permissions.may_decide)),
    Act("sign", "签收", frozenset({S.ASSIGNED}), permissions.may_handle),
    Act("reply", "书面答复", frozenset({S.SIGNED}), permissions.may_reply),
    Act("suggest", "拟办", frozenset({S.SUBMITTED, S.ACCEPTED}), _of_role(permissions.may_suggest)),
    Act("return", "退回代表", frozenset({S.SUBMITTED}), _of_role(permissions.may_return), False),
    Act(
        "reply-return", "退回答复", frozenset({S.REPLIED}), _of_role(permissions.may_return), False
    ),
    Act(
        "contact",
        "记一次联系",
        frozenset({S.ASSIGNED, S.SIGNED, S.REPLIED, S.CLOSED}),
        permissions.may_log_contact,
        False,
    ),
)
ACTS = {act.key: act for act in _LIST}


def acts_open_to(user, proposal: Proposal) -> list[Act]:
    """The acts of this person on this proposal, the next one first."""
    return [act for act in _LIST if act.is_open(user, proposal)]
