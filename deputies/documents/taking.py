"""建议 and their replies in 全部资料: what their fields do not say, and where their files lie."""

from datetime import date

from deputies.models import Proposal, Reply


def _last(proposal: Proposal) -> Reply | None:
    """The reply of the last round; rows of ``proposals_to_take`` have their ``answers``."""
    return proposal.answers[-1] if proposal.answers else None


def _result(proposal: Proposal) -> str:
    reply = _last(proposal)
    return reply.get_result_display() if reply else ""


def _replied_on(proposal: Proposal) -> date | None:
    reply = _last(proposal)
    return reply.replied_on if reply else None


def _answer(proposal: Proposal) -> str:
    reply = _last(proposal)
    return reply.text if reply else ""


def _due_sum(proposal: Proposal) -> str:
    due = proposal.due_sum
    return f"{due['start']} → {due['due']}（{due['source']}）" if due else ""


def _number(reply: Reply) -> int | None:
    return reply.proposal.number


ANSWER_COLUMNS = (
    ("期限的算法", _due_sum),
    ("答复结果", _result),
    ("答复日期", _replied_on),
    ("答复内容", _answer),
)
REPLY_COLUMNS = (("建议编号", _number),)


def proposal_folder(proposal: Proposal) -> tuple[str, ...]:
    """建议 / 第十九届第六次会议 / 第 18 号 莲南小学门口增设人行横道."""
    session = proposal.congress_session
    where = f"{session.term}{session}" if session else "未编号"
    return ("建议", where, f"{proposal.called} {proposal.title}"[:50])


def reply_folder(reply: Reply) -> tuple[str, ...]:
    return (*proposal_folder(reply.proposal), f"第 {reply.round} 次答复")
