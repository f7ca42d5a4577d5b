"""The units' turns on a proposal assigned on 2026-06-16, for the tests about them."""

from datetime import date

from deputies.models import Contest, Extension, Proposal
from deputies.services.contests import contest_assignment
from deputies.services.extensions import ask_extension
from deputies.services.reassigning import reassign_proposal
from tests.factories import moment

CONTESTED = moment(2026, 6, 18)
DECIDED = moment(2026, 6, 22)
ASKED = moment(2026, 9, 10)
GRANTED = moment(2026, 9, 11)
DUE, LIMIT = date(2026, 9, 16), date(2026, 12, 16)


def contest(proposal: Proposal, by, **more) -> Contest:
    more = {"reason": "这件事归公路站管。", "at": CONTESTED, **more}
    return contest_assignment(proposal, by=by, **more)


def ask(proposal: Proposal, by, **more) -> Extension:
    more = {"reason": "要等县里批设计。", "at": ASKED, **more}
    return ask_extension(proposal, by=by, **more)


def reassign(proposal: Proposal, to, by, **more) -> None:
    more = {"on": DECIDED.date(), "at": DECIDED, "reason": "选错了单位。", **more}
    reassign_proposal(proposal, to=to, by=by, **more)
