"""Every act that moves a 建议, in every state, by everybody: one table, tried through the services.

What has no state before it (代为登记) and what moves none (延期、协办、评价 …) is tried elsewhere.
"""

from collections.abc import Iterator
from itertools import product

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Model

from deputies.choices import ProposalState as S
from deputies.models import Assignment, Contest, Proposal, WithdrawalRequest
from deputies.rules.proposals import NEXT_STATES
from deputies.services.answering import reply_proposal, sign_for
from deputies.services.contests import agree_contest
from deputies.services.corrections import correct_last_act
from deputies.services.handling import (
    accept_proposal,
    assign_proposal,
    close_proposal,
    return_proposal,
    return_reply,
)
from deputies.services.merging import merge_proposals, separate_proposal
from deputies.services.proposals import submit_proposal, withdraw_proposal
from deputies.services.reassigning import reassign_proposal
from deputies.services.reworks import issue_rework
from deputies.services.splitting import split_proposal
from deputies.services.withdrawals import confirm_withdrawal
from tests.deputies.history_steps import as_it_stands
from tests.deputies.proposal_steps import ANSWER
from tests.deputies.rating_steps import BAD, NOTICE, rate
from tests.factories import make_deputy, make_handler, make_unit, moment
from township_npc.office.models import AuditEntry, User

pytestmark = pytest.mark.django_db

#: A column for each state a proposal is in, by the first four letters; a cell says where the act
#: takes it. ``x``: is told why not (ValidationError); ``no``: may not at all (PermissionDenied);
#: ``-``: there is nothing to decide. Who has no row for an act may not, whatever the state.
TABLE = """
act           who      draf subm retu acce assi sign repl clos merg with
submit        lead     subm x    subm x    x    x    x    x    x    x
take-back     lead     x    draf x    x    x    x    x    x    x    x
return        director x    retu x    x    x    x    x    x    x    x
return        staff    x    retu x    x    x    x    x    x    x    x
accept        director x    acce x    x    x    x    x    x    x    x
assign        director x    x    x    assi x    x    x    x    x    x
reassign      director x    x    x    x    assi assi x    x    x    x
agree-contest director -    -    -    -    acce acce x    x    -    -
sign          handler  no   no   no   no   sign x    x    x    no   no
reply         handler  no   no   no   no   x    repl x    no   no   no
return-reply  director x    x    x    x    x    x    sign x    x    x
return-reply  staff    x    x    x    x    x    x    sign x    x    x
close         director x    x    x    x    x    x    clos x    x    x
rework        director x    x    x    x    x    x    assi assi x    x
merge         director x    x    x    merg merg merg x    x    x    x
separate      director x    x    x    x    x    x    x    x    acce x
split         director x    x    x    acce assi sign x    x    x    x
withdraw      director x    x    x    with with with x    x    with x
correct       director no   no   subm subm acce no   no   repl acce acce
correct       handler  no   no   no   no   no   assi sign no   no   no
"""
PEOPLE = ("director", "staff", "chair", "lead", "deputy", "handler", "other_handler", "sysadmin")
STATES = {state.value[:4]: state for state in S}
AT = moment(2026, 10, 9)
ON = AT.date()
WHY = "请看一下。"


def rows() -> Iterator[tuple[str, str, dict[str, str]]]:
    head, *lines = (line.split() for line in TABLE.split("\n") if line)
    for act, who, *cells in lines:
        yield act, who, dict(zip((STATES[key] for key in head[2:]), cells, strict=True))


EXPECTED = {(act, who): cells for act, who, cells in rows()}
ACTS = list(dict.fromkeys(act for act, _ in EXPECTED))


def expected(act: str, who: str, state: str) -> str:
    of_act = [cells[state] for (named, _), cells in EXPECTED.items() if named == act]
    cell = "-" if "-" in of_act else EXPECTED.get((act, who), {}).get(state, "no")
    return STATES.get(cell, cell)


@pytest.fixture
def people(director, staff, chair, sysadmin, deputy, handler):
    return {
        "director": director,
        "staff": staff,
        "chair": chair,
        "sysadmin": sysadmin,
        "lead": deputy.person.user,
        "deputy": make_deputy("陈桂兰").person.user,
        "handler": handler,
        "other_handler": make_handler(make_unit("农业农村办"), "罗水根"),
    }


@pytest.fixture
def proposals(bring):
    return {state: bring(state).pk for state in S}


def contest_of(proposal: Proposal, by) -> Contest | None:
    """A row that waits, also where the service would not let the unit ask any more."""
    assignment = Assignment.objects.in_force().filter(proposal=proposal).first()
    values = {"assignment": assignment, "by": by, "reason": WHY, "asked_at": AT}
    return Contest.objects.create(**values) if assignment else None


def request_of(proposal: Proposal, by) -> WithdrawalRequest:
    values = {"reason": WHY, "asked_on": ON, "asked_at": AT, "asked_by": by}
    return WithdrawalRequest.objects.create(proposal=proposal, **values)


def made_ready(act: str, proposal: Proposal, people: dict):
    """What the act decides on: the proposal, or what somebody has asked for before."""
    if act == "agree-contest":
        return contest_of(proposal, people["handler"])
    if act == "withdraw":
        return request_of(proposal, people["lead"])
    if act == "rework" and proposal.state in (S.REPLIED, S.CLOSED):
        rate(proposal, BAD)
    return proposal


def main_one() -> Proposal:
    return Proposal.objects.get(title="上学路上的车太快")


def do(act: str, on, by) -> None:
    match act:
        case "submit":
            submit_proposal(on, by=by, at=AT)
        case "take-back":
            withdraw_proposal(on, by=by, at=AT)
        case "return":
            return_proposal(on, by=by, reason=WHY, at=AT)
        case "accept":
            accept_proposal(on, by=by, at=AT)
        case "assign":
            assign_proposal(on, to=make_unit(), by=by, on=ON, at=AT)
        case "reassign":
            reassign_proposal(on, to=make_unit("农业农村办"), by=by, on=ON, at=AT, reason=WHY)
        case "agree-contest":
            agree_contest(on, by=by, at=AT)
        case "sign":
            sign_for(on, by=by, at=AT)
        case "reply":
            reply_proposal(on, by=by, at=AT, no_contact_reason=WHY, **ANSWER)
        case "return-reply":
            return_reply(on, by=by, reason=WHY, at=AT)
        case "close":
            close_proposal(on, by=by, on=ON, at=AT)
        case "rework":
            issue_rework(on, by=by, text=NOTICE, on=ON, at=AT)
        case "merge":
            merge_proposals(main_one(), [on], by=by, at=AT)
        case "separate":
            separate_proposal(on, by=by, reason=WHY, at=AT)
        case "split":
            part = {"title": "两头各装一条减速带", "part": "减速带", "category": "traffic"}
            split_proposal(on, by=by, at=AT, **part)
        case "withdraw":
            confirm_withdrawal(on, by=by, at=AT)
        case "correct":
            correct_last_act(on, by=by, reason=WHY)


def outcomes(act: str, pk, people: dict) -> dict[str, str]:
    """What comes of it for each of them; afterwards it has not happened."""
    with transaction.atomic():
        proposal = Proposal.objects.select_related("lead", "merged_into").get(pk=pk)
        on = made_ready(act, proposal, people)
        before = as_it_stands()
        found = {who: _tried(act, on, people[who], before) for who in PEOPLE}
        transaction.set_rollback(True)
    return found


def _tried(act: str, on: Model | None, by: User, before: tuple) -> str:
    if on is None:
        return "-"
    with transaction.atomic():
        on = type(on).objects.get(pk=on.pk)
        found = _done(act, on, by, before)
        transaction.set_rollback(True)
    return found


def _done(act: str, on: Model, by: User, before: tuple) -> str:
    try:
        do(act, on, by)
    except (PermissionDenied, ValidationError) as refusal:
        assert as_it_stands() == before
        return "no" if isinstance(refusal, PermissionDenied) else "x"
    assert AuditEntry.objects.count() > before[-1]
    return _proposal_of(on).state


def _proposal_of(on: Model) -> Proposal:
    row = on.assignment if isinstance(on, Contest) else on
    return Proposal.objects.get(pk=row.pk if isinstance(row, Proposal) else row.proposal_id)


def test_each_act_is_open_to_those_and_in_those_states_alone(proposals, people):
    found = {
        (act, who, state): came
        for act, state in product(ACTS, S)
        for who, came in outcomes(act, proposals[state], people).items()
    }
    assert found == {one: expected(*one) for one in found}
    assert len(found) == len(ACTS) * len(PEOPLE) * len(S)


def test_the_table_names_every_move_and_no_other():
    made = {
        (state, STATES[cell])
        for (act, _), cells in EXPECTED.items()
        for state, cell in cells.items()
        if cell in STATES and act not in ("split", "correct")
    }
    by_way_of_accepted = {(S.MERGED, S.WITHDRAWN)}
    allowed = {(state, to) for state, following in NEXT_STATES.items() for to in following}
    assert made - by_way_of_accepted == allowed
