"""The demo's 评价 and 重新办理: satisfied and not, by phone and on paper, in up to three rounds."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from deputies.demo.town import Town
from deputies.models import Proposal
from deputies.services.answering import log_contact, reply_proposal, sign_for
from deputies.services.handling import close_proposal
from deputies.services.ratings import correct_rating, enter_rating, rate_reply
from deputies.services.reworks import issue_rework

_GOOD, _FAIR, _BAD = "satisfied", "mostly", "unsatisfied"
#: Closed long ago and rated: (number, process, result).
_RATED = (
    (3, _GOOD, _GOOD), (5, _GOOD, _GOOD), (8, _GOOD, _FAIR), (10, _GOOD, _GOOD), (11, _FAIR, _FAIR),
    (13, _GOOD, _GOOD), (15, _GOOD, _FAIR), (17, _GOOD, _GOOD), (20, _FAIR, _FAIR),
    (21, _GOOD, _GOOD), (23, _GOOD, _GOOD), (25, _GOOD, _FAIR), (27, _GOOD, _GOOD),
    (30, _GOOD, _GOOD), (41, _GOOD, _FAIR), (43, _FAIR, _GOOD),
)  # fmt: skip
_NOTICE = "请实地查看后，提出具体措施和完成时间。"
_SECOND = "已再次到现场，和代表一起定了办法：本月先清理，下月装好，费用列入年度养护。"


def load(town: Town) -> None:
    """Called after ``proposals.make``."""
    for number, process, result in _RATED:
        _rate(town, number, process, result)
    _waiting(town)
    _second_round_running(town)
    _second_round_closed(town)
    _closed_all_the_same(town)
    _third_round(town)
    _another_day(town)


def _waiting(town: Town) -> None:
    """Replied, not closed: satisfied, dissatisfied, on paper; number 28 is not rated yet."""
    _rate(town, 12, _GOOD, _GOOD, days=1)
    _rate(town, 14, _FAIR, _BAD, "说了原因，没说哪年能办，群众问起来没法答。", days=1)
    proposal = _proposal(39)
    signed_on = proposal.replies.get().replied_on + timedelta(days=1)
    paper = {"deputy": proposal.lead, "by": town.staff, "signed_on": signed_on}
    answer = {"process": _GOOD, "result": _FAIR, "reason": ""}
    enter_rating(proposal, at=_noon(town, signed_on), **paper, **answer)


def _second_round_running(town: Town) -> None:
    """The deputy tapped wrongly first, and put it right."""
    proposal = _proposal(9)
    on = proposal.replies.get().replied_on
    first = _rate(town, 9, _GOOD, _GOOD)
    correct_rating(
        first,
        by=proposal.lead.person.user,
        why="点错了。",
        process=_FAIR,
        result=_BAD,
        reason="机耕道只修到一半，收割机还是进不去。",
        at=_noon(town, on + timedelta(days=9)),
    )
    _rework(town, 9, town.today - timedelta(days=14))
    sign_for(_proposal(9), by=_handler(town, 9), at=_noon(town, town.today - timedelta(days=13)))


def _second_round_closed(town: Town) -> None:
    on = _again(town, 4, "围栏没有装，孩子还在塘边玩。")
    _rate(town, 4, _GOOD, _GOOD, days=3)
    _close(town, 4, on + timedelta(days=5))


def _closed_all_the_same(town: Town) -> None:
    on = _again(town, 19, "说报了县里，没有下文。")
    _rate(town, 19, _FAIR, _BAD, "还是没有下文。", days=3)
    reason = "属县级事权，已两次书面上报并向代表说明，主席团同意办结。"
    _close(town, 19, on + timedelta(days=6), unsatisfied_reason=reason)


def _third_round(town: Town) -> None:
    on = _again(town, 34, "没有到现场看过。")
    _rate(town, 34, _BAD, _BAD, "来看了一次，没有说怎么办。", days=2)
    _rework(town, 34, on + timedelta(days=4))


def _another_day(town: Town) -> None:
    """The second reply promises another day: the first promise is replaced."""
    promise = {
        "result": "B",
        "text": "板房里还住着两户人，村里已经腾出房子，搬走以后就拆。",
        "essence": "两户搬走以后，把三间板房拆掉。",
        "promised_by": town.today + timedelta(days=20),
    }
    on = _again(town, 36, "说要办，三间板房还在高压线下。", promise)
    _rate(town, 36, _FAIR, _FAIR, days=3)
    _close(town, 36, on + timedelta(days=5))


def _again(town: Town, number: int, reason: str, answer: dict | None = None) -> date:
    """Not satisfied, handled once more, answered: the day of the second reply."""
    first_on = _proposal(number).replies.get().replied_on
    _rate(town, number, _FAIR, _BAD, reason, days=5)
    _rework(town, number, first_on + timedelta(days=7))
    proposal, handler = _proposal(number), _handler(town, number)
    sign_for(proposal, by=handler, at=_noon(town, first_on + timedelta(days=8)))
    on = first_on + timedelta(days=16)
    talk = {"phase": "during", "way": "site", "on": _clamped(town, on), "text": "再次到现场看。"}
    log_contact(proposal, by=handler, at=_noon(town, on), **talk)
    answer = answer or {"result": "A", "text": _SECOND}
    reply_proposal(proposal, by=handler, at=_noon(town, on), **answer)
    return _clamped(town, on)


def _rate(town, number: int, process: str, result: str, reason: str = "", *, days: int = 8):
    proposal = _proposal(number)
    replied_on = proposal.replies.get(round=proposal.round, is_withdrawn=False).replied_on
    return rate_reply(
        proposal,
        by=proposal.lead.person.user,
        round=proposal.round,
        process=process,
        result=result,
        reason=reason,
        at=_noon(town, replied_on + timedelta(days=days)),
    )


def _rework(town: Town, number: int, on: date) -> None:
    on = _clamped(town, on)
    issue_rework(_proposal(number), by=town.director, text=_NOTICE, on=on, at=_noon(town, on))


def _close(town: Town, number: int, on: date, **more) -> None:
    on = _clamped(town, on)
    close_proposal(_proposal(number), by=town.director, on=on, at=_noon(town, on), **more)


def _handler(town: Town, number: int):
    return town.handlers[_proposal(number).lead_unit.name]


def _proposal(number: int) -> Proposal:
    return Proposal.objects.get(number=number)


def _clamped(town: Town, on: date) -> date:
    return min(on, town.today - timedelta(days=1))


def _noon(town: Town, on: date) -> datetime:
    return timezone.make_aware(datetime.combine(_clamped(town, on), time(12)))
