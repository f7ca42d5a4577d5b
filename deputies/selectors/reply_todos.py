"""What waits once a 建议 is answered: the ratings, the office's check, the promise."""

from collections.abc import Iterator

from deputies.choices import PromiseState
from deputies.choices import ProposalState as S
from deputies.models import Promise, Proposal, Rating
from deputies.selectors.ratings import feedback_due, reply_to_rate, unrated_by
from deputies.selectors.wanted import address, todo
from township_npc.office.addressees import OFFICE, to_person, to_post, to_role
from township_npc.office.choices import Role
from township_npc.office.registries import Wanted
from township_npc.office.rulebook import UNFOUNDED


def after_the_reply(proposal: Proposal) -> list[Wanted]:
    return [*_of_raters(proposal), *_of_office(proposal), *_of_promise(proposal)]


def _of_raters(proposal: Proposal) -> Iterator[Wanted]:
    """Each signer who has not rated; after 办结 nobody is asked any more, though each still may."""
    if proposal.state != S.REPLIED:
        return
    due = feedback_due(reply_to_rate(proposal))
    due_on = None if due.period.source.endswith(UNFOUNDED) else due.due_on
    title, url = (
        f"评价{proposal.called}的答复：{proposal.title}",
        address("proposal-rate", proposal),
    )
    for deputy in unrated_by(proposal):
        to = to_person(deputy.person_id)
        yield todo(proposal, "rate", to, title, "评价", url=url, due_on=due_on, icon="eval")


def _of_office(proposal: Proposal) -> Iterator[Wanted]:
    """One at a time: somebody is 不满意, or all have rated, or the reply is to be read through."""
    director, named = to_role(Role.DIRECTOR), f"{proposal.called}：{proposal.title}"
    is_open = proposal.state == S.REPLIED
    is_pressed = proposal.state == S.CLOSED and not proposal.unsatisfied_close_reason
    if (is_open or is_pressed) and Rating.objects.now(proposal).unsatisfied().exists():
        url = address("proposal-rework", proposal)
        yield todo(proposal, "unsatisfied", director, f"有代表不满意{named}", "重新办理", url=url)
    elif is_open and not unrated_by(proposal).exists():
        yield todo(proposal, "close", director, f"代表都评价了，可以办结{named}", "办结")
    elif is_open:
        title = f"核对{proposal.called}的答复：{proposal.title}"
        yield todo(proposal, "check", director, title, "核对")


def _of_promise(proposal: Proposal) -> Iterator[Wanted]:
    """The unit reports on the day, also years after 办结; then the office settles it (D7)."""
    promises = Promise.objects.in_force().filter(reply__proposal=proposal, state=PromiseState.OPEN)
    for promise in promises.select_related("reply__unit"):
        of_what = f"{proposal.called}的承诺：{promise.reply.essence}"
        if promise.is_reported:
            url = address("promise-settle", promise)
            yield todo(proposal, "promise-check", OFFICE, f"核定{of_what}", "核定", url=url)
        else:
            to, url = to_post(promise.reply.unit), address("promise-report", promise)
            due = {"url": url, "due_on": promise.reply.promised_by}
            yield todo(proposal, "promise", to, f"兑现{of_what}", "报告", **due)
