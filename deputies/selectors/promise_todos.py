"""What an open promise wants waiting: the unit's report, a call when its day is over, the office's
settlement (D7)."""

from collections.abc import Iterator
from datetime import timedelta

from deputies.models import Promise, Proposal
from deputies.selectors.promises import open_promises, reply_since
from deputies.selectors.wanted import address, todo
from township_npc.office.addressees import OFFICE, to_post
from township_npc.office.registries import Wanted


def of_promises(proposal: Proposal) -> Iterator[Wanted]:
    """Also years after 办结."""
    for promise in open_promises(proposal):
        if is_for_office(promise, proposal):
            yield _settle(promise, proposal)
        else:
            yield _report(promise, proposal)
            yield _press(promise, proposal)


def is_for_office(promise: Promise, proposal: Proposal) -> bool:
    """Reported; or nobody else will: the unit has replied again, or has the proposal no more."""
    has_left = promise.reply.unit_id != proposal.lead_unit_id
    return promise.is_reported or has_left or reply_since(promise) is not None


def _settle(promise: Promise, proposal: Proposal) -> Wanted:
    title, url = f"核定{_of_what(promise, proposal)}", address("promise-settle", promise)
    since = reply_since(promise)
    detail = f"第 {since.round} 次答复是 {since.result} 类，原来的承诺要了结" if since else ""
    return todo(proposal, "promise-check", OFFICE, title, "核定", url=url, detail=detail)


def _report(promise: Promise, proposal: Proposal) -> Wanted:
    to, url = to_post(promise.reply.unit), address("promise-report", promise)
    due = {"url": url, "due_on": promise.reply.promised_by}
    return todo(proposal, "promise", to, f"兑现{_of_what(promise, proposal)}", "报告", **due)


def _press(promise: Promise, proposal: Proposal) -> Wanted:
    """Past its day without a report the office calls the unit, or settles what it has seen."""
    due_on, unit = promise.reply.promised_by, promise.reply.unit
    return todo(
        proposal,
        "promise-late",
        OFFICE,
        f"催{unit}兑现{_of_what(promise, proposal)}",
        "催办",
        url=f"{address('proposal-detail', proposal)}#promises",
        due_on=due_on,
        begins_on=due_on + timedelta(days=1),
        detail=f"{unit}承诺 {due_on.isoformat()} 前办完，过了还没有报告",
        icon="flag",
    )


def _of_what(promise: Promise, proposal: Proposal) -> str:
    return f"{proposal.called}的承诺：{promise.reply.essence}"
