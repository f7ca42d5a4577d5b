"""What this person can do with a proposal now: who may, and in which state it must be."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from deputies.choices import ProposalState as S
from deputies.models import KeyProposal, Proposal, Rating
from deputies.permissions import asked, assisting, publication
from deputies.permissions import proposal_turns as turns
from deputies.permissions import proposals as permissions
from deputies.permissions.ratings import may_rework
from deputies.rules.proposals import BEFORE_THE_REPLY, CAN_BE_KEY, WITH_THE_UNIT
from deputies.rules.publication import PUBLISHABLE


@dataclass(frozen=True)
class Act:
    """``key`` names the address and the template; a main act may be the page's red button, one with
    a ``panel`` stands in that panel of the page.
    """

    key: str
    verb: str
    states: frozenset[str]
    may: Callable[[object, Proposal], bool]
    is_main: bool = True
    panel: str = ""
    is_rare: bool = False  # stands in the menu 更多
    fits: Callable[[Proposal], bool] = lambda proposal: True

    @property
    def url_name(self) -> str:
        return f"deputies:proposal-{self.key}"

    def is_open(self, user, proposal: Proposal) -> bool:
        return proposal.state in self.states and self.may(user, proposal) and self.fits(proposal)


def _of_role(may: Callable) -> Callable:
    return lambda user, proposal: may(user)


def _is_no_key(proposal: Proposal) -> bool:
    return not KeyProposal.objects.filter(proposal=proposal, ended_on=None).exists()


_SENT = frozenset(S) - {S.DRAFT}
_LIST = (
    Act("accept", "受理", frozenset({S.SUBMITTED}), _of_role(permissions.may_decide)),
    Act("assign", "交办", frozenset({S.ACCEPTED}), _of_role(permissions.may_decide)),
    Act("rework", "重新办理", frozenset({S.REPLIED}), may_rework),
    Act("rework", "重新办理", frozenset({S.CLOSED}), may_rework, False),
    Act("close", "办结", frozenset({S.REPLIED}), _of_role(permissions.may_decide)),
    Act("contest-decide", "决定退件", WITH_THE_UNIT, asked.may_decide_contest),
    Act("extension-decide", "决定延期", WITH_THE_UNIT, asked.may_decide_extension),
    Act("contest-suggest", "拟退件意见", WITH_THE_UNIT, asked.may_suggest_on_contest),
    Act("sign", "签收", frozenset({S.ASSIGNED}), permissions.may_handle),
    Act("reply", "书面答复", frozenset({S.SIGNED}), permissions.may_reply),
    Act("opinion", "写协办意见", WITH_THE_UNIT, assisting.awaits_opinion),
    Act("suggest", "拟办", frozenset({S.SUBMITTED, S.ACCEPTED}), _of_role(permissions.may_suggest)),
    Act("return", "退回代表", frozenset({S.SUBMITTED}), _of_role(permissions.may_return), False),
    Act(
        "reply-return",
        "退回答复",
        frozenset({S.REPLIED}),
        _of_role(permissions.may_return),
        False,
        fits=lambda proposal: not Rating.objects.now(proposal).unsatisfied().exists(),
    ),
    Act(
        "contact",
        "记一次联系",
        frozenset({S.ASSIGNED, S.SIGNED, S.REPLIED, S.CLOSED}),
        permissions.may_log_contact,
        False,
    ),
    Act("reassign", "改交别的单位", WITH_THE_UNIT, _of_role(permissions.may_decide), False, "unit"),
    Act(
        "assisting",
        "请单位协办",
        WITH_THE_UNIT,
        _of_role(assisting.may_choose_assisting),
        False,
        "unit",
    ),
    Act("contest", "不属于我们办", WITH_THE_UNIT, asked.may_ask, False, "unit"),
    Act("extension", "申请延期", WITH_THE_UNIT, asked.may_ask, False, "due"),
    Act(
        "extension-grant", "延长期限", WITH_THE_UNIT, _of_role(permissions.may_decide), False, "due"
    ),
    Act("publish", "公开", PUBLISHABLE, publication.may_publish_it, False, "publication"),
    Act("take-down", "撤下", frozenset(S), publication.may_take_down_it, False, "publication"),
)
_TURNS = (
    Act("merge", "并案", BEFORE_THE_REPLY, _of_role(turns.may_merge)),
    Act("merge-suggest", "拟并案", BEFORE_THE_REPLY, _of_role(turns.may_suggest_merge)),
    Act("separate", "分开办", frozenset({S.MERGED}), _of_role(turns.may_merge)),
    Act("split", "拆分", BEFORE_THE_REPLY, _of_role(turns.may_merge)),
    Act("key", "设为重点督办", CAN_BE_KEY, _of_role(turns.may_set_key), fits=_is_no_key),
    Act(
        "confidential",
        "设为保密",
        _SENT,
        _of_role(turns.may_keep_confidential),
        fits=lambda proposal: not proposal.is_confidential,
    ),
    Act(
        "confidence-lift",
        "取消保密",
        _SENT,
        _of_role(turns.may_lift_confidence),
        fits=lambda proposal: proposal.is_confidential,
    ),
    Act(
        "withdrawal",
        "登记书面撤回",
        BEFORE_THE_REPLY | {S.MERGED},
        _of_role(turns.may_enter_withdrawal),
    ),
)
_EVERY = (*_LIST, *(replace(act, is_main=False, is_rare=True) for act in _TURNS))
#: By key; one that begins in two states stands here once, in the state it is rarer in.
ACTS = {act.key: act for act in _EVERY}


def acts_open_to(user, proposal: Proposal) -> list[Act]:
    """The acts of this person on this proposal, the next one first."""
    return [act for act in _EVERY if act.is_open(user, proposal)]
