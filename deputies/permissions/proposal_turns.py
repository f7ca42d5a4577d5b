"""Who may turn a 建议 another way: merge and split it, keep it confidential, withdraw it in
writing, press for it as 重点督办 (security B)."""

from deputies.models import KeyVisit, Proposal, WithdrawalRequest
from deputies.permissions.proposals import may_decide, may_suggest, may_write_for
from deputies.rules.proposals import BEFORE_THE_REPLY
from township_npc.office.permissions import in_office, is_director


def may_merge(user) -> bool:
    """并案、分开、拆分: the director decides."""
    return may_decide(user)


def may_suggest_merge(user) -> bool:
    """拟并案: 工作人员 propose; the director's form begins with it."""
    return may_suggest(user)


def may_keep_confidential(user) -> bool:
    """The office marks what a deputy wants kept confidential (山东建议办理条例第十一条, S-12)."""
    return in_office(user)


def may_lift_confidence(user) -> bool:
    return is_director(user)


def may_ask_withdrawal(user, proposal: Proposal) -> bool:
    return may_write_for(user, proposal.lead)


def may_enter_withdrawal(user) -> bool:
    """登记 a request that came on paper."""
    return in_office(user)


def may_confirm_withdrawal(user) -> bool:
    return may_decide(user)


def may_take_back_withdrawal(user, request: WithdrawalRequest) -> bool:
    """不撤了: the deputy."""
    return may_write_for(user, request.proposal.lead)


def may_strike_withdrawal(user, request: WithdrawalRequest) -> bool:
    """The office strikes what it entered by mistake, and what the unit's reply has overtaken."""
    is_overtaken = request.proposal.handled_in.state not in BEFORE_THE_REPLY
    return in_office(user) and (request.is_on_paper or is_overtaken)


def may_set_key(user) -> bool:
    """确定、更改、结束重点督办."""
    return may_decide(user)


def may_log_visit(user) -> bool:
    return in_office(user)


def may_take_back_visit(user, visit: KeyVisit) -> bool:
    """更正: by whoever wrote it down, or the director."""
    return in_office(user) and (visit.by_id == user.pk or is_director(user))
