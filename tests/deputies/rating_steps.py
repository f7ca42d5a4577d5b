"""评价, 重新办理 and 承诺 brought about by the people who bring them about, in September 2026."""

from datetime import date

from deputies.choices import PromiseState
from deputies.models import Promise, Proposal, Rating, Rework
from deputies.services.answering import log_contact, reply_proposal, sign_for
from deputies.services.promises import report_promise, settle_promise
from deputies.services.ratings import correct_rating, rate_reply
from deputies.services.reworks import issue_rework
from tests.deputies.proposal_steps import ANSWER
from tests.factories import moment

RATED = moment(2026, 9, 2)
REISSUED = moment(2026, 9, 7)
REPLIED_AGAIN = moment(2026, 9, 28)
LATER = moment(2026, 10, 9)
REPORTED = moment(2026, 11, 20)
IN_TIME, TOO_LATE = date(2026, 11, 15), date(2026, 11, 16)
NOTICE = "请实地查看后，提出具体措施和完成时间。"
WORDS = "只画了线，减速带没有装，车还是快。"
GOOD = {"process": "satisfied", "result": "satisfied"}
BAD = {"process": "mostly", "result": "unsatisfied", "reason": WORDS}
PROMISE = {
    "result": "B",
    "text": "已经列入计划。",
    "essence": "年底前装好减速带。",
    "promised_by": IN_TIME,
}


def rate(proposal: Proposal, answer: dict = GOOD, *, at=RATED, by=None) -> Rating:
    by = by or proposal.lead.person.user
    return rate_reply(proposal, by=by, round=proposal.round, at=at, **answer)


def correct(rating: Rating, by, answer: dict = GOOD, *, why: str = "点错了。", at=RATED) -> Rating:
    return correct_rating(rating, by=by, why=why, at=at, **answer)


def rework(proposal: Proposal, director, *, at=REISSUED, text: str = NOTICE) -> Rework:
    return issue_rework(proposal, by=director, text=text, on=at.date(), at=at)


def reply_again(proposal: Proposal, handler, *, at=REPLIED_AGAIN, answer: dict = ANSWER):
    """The unit signs for the notice, talks with the deputy and replies once more."""
    sign_for(proposal, by=handler, at=at)
    log_contact(
        proposal, by=handler, phase="during", way="site", on=at.date(), text="再去看了。", at=at
    )
    return reply_proposal(proposal, by=handler, at=at, **answer)


def promised(bring, handler, **answer) -> Promise:
    """A promise in a reply of 1 September, for 15 November."""
    proposal = bring("signed")
    reply = reply_proposal(
        proposal, by=handler, at=moment(2026, 9, 1), no_contact_reason="x", **PROMISE | answer
    )
    return Promise.objects.select_related("reply__proposal").get(reply=reply)


def report(promise: Promise, by, done_on=IN_TIME, *, at=REPORTED, proof="减速带装好了。", **more):
    report_promise(promise, by=by, done_on=done_on, proof=proof, at=at, **more)


def settle(
    promise: Promise, by, outcome=PromiseState.KEPT, kept_on=IN_TIME, *, at=REPORTED, note=""
):
    settle_promise(promise, by=by, outcome=outcome, kept_on=kept_on, at=at, note=note)
