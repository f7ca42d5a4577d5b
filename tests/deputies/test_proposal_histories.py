"""Random histories of a few 建议: whatever people do in whatever order, this stays true."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from deputies.choices import ProposalState as S
from deputies.models import Assignment, Proposal, Reply
from deputies.rules.proposals import HAS_BEEN_ASSIGNED, NEXT_STATES, WITH_THE_DEPUTY, WITH_THE_UNIT
from deputies.selectors.proposal_clocks import clocks_of
from deputies.selectors.proposal_list import ProposalFilter, proposal_rows
from deputies.selectors.proposal_todos import wanted_todos
from deputies.selectors.reworks import earlier_clocks
from tests.deputies.history_acts import ACTS
from tests.deputies.history_steps import Town, as_it_stands
from tests.deputies.proposal_steps import brought_to
from tests.factories import make_deputy, make_handler, make_unit, moment
from township_npc.office.models import Todo
from township_npc.office.rules import Deadline
from township_npc.office.services.audit import chain_faults

pytestmark = pytest.mark.django_db
BEGINS = moment(2026, 9, 14)
WALKS = settings(
    max_examples=25, stateful_step_count=12, deadline=None, derandomize=True, database=None
)


@pytest.fixture
def town(director, congress_session):
    units = [make_unit(), make_unit("农业农村办")]
    handlers = [make_handler(units[0]), make_handler(units[1], "罗水根")]
    leads = [make_deputy("万秋生"), make_deputy("陈桂兰")]
    return Town(director, units, handlers, leads, make_deputy("邓小英"), BEGINS)


class Histories(RuleBasedStateMachine):
    """One walk; its rows are gone when it ends."""

    def __init__(self, town: Town):
        super().__init__()
        self.town, self.known, self.numbers = town, [], {}
        town.at = BEGINS
        self.walk = transaction.atomic()
        self.walk.__enter__()

    def teardown(self):
        transaction.set_rollback(True)
        self.walk.__exit__(None, None, None)

    @initialize(first=st.sampled_from(S), second=st.sampled_from(S))
    def people_have_brought_some(self, first, second):
        town = self.town
        crew = {"director": town.director, "unit": town.units[0], "handler": town.handlers[0]}
        for lead, state in zip(town.leads, (first, second), strict=True):
            brought_to(state, lead=lead, **crew)
        self._get_to_know()

    @rule(
        which=st.sampled_from((0, 0, 0, 0, 1, 2, 3)),
        days=st.sampled_from((0, 1, 5, 40, 120)),
        data=st.data(),
    )
    def somebody_acts(self, which, days, data):
        self.town.at += timedelta(days=days, minutes=1)
        self.town.choose = lambda several: data.draw(st.sampled_from(several))
        proposal = Proposal.objects.get(pk=self.known[which % len(self.known)])
        about = {name: found for name, (of, _) in ACTS.items() if (found := of(proposal))}
        name = self.town.choose(list(about))
        before = as_it_stands()
        try:
            ACTS[name][1](self.town, about[name])
        except (PermissionDenied, ValidationError):
            assert as_it_stands() == before
        self._get_to_know()

    def _get_to_know(self):
        """In an order that is the same in every run."""
        new = Proposal.objects.exclude(pk__in=self.known).order_by("lead__person__name", "number")
        self.known += new.values_list("pk", flat=True)

    @invariant()
    def each_stands_as_it_should(self):
        for proposal in Proposal.objects.filter(pk__in=self.known):
            its_moves_lead_to_its_state(proposal)
            one_unit_has_it_or_none(proposal)
            what_counts_as_its_reply_was_not_taken_back(proposal)
            what_waits_is_what_its_state_asks_for(proposal)
            no_clock_runs_backwards(proposal)

    @invariant()
    def a_number_stays_with_its_proposal(self):
        numbers = dict(Proposal.objects.exclude(number=None).values_list("pk", "number"))
        assert self.numbers.items() <= numbers.items()
        assert len(set(numbers.values())) == len(numbers)
        self.numbers = numbers

    @invariant()
    def what_is_overdue_is_in_the_list_of_those(self):
        today = self.town.on
        late = Assignment.objects.in_force().filter(due_on__lt=today)
        late = late.filter(proposal__state__in=WITH_THE_UNIT).values_list("proposal", flat=True)
        shown = proposal_rows(self.town.director, ProposalFilter(view="late"), today)
        assert {proposal.pk for proposal in shown} == set(late)

    @invariant()
    def nothing_waits_for_what_is_not_there(self):
        about = Todo.objects.open().values_list("subject_kind", "subject_id")
        assert {pk for kind, pk in about if kind == "deputies.Proposal"} <= set(self.known)

    @invariant()
    def the_chain_is_whole(self):
        assert list(chain_faults()) == []


def its_moves_lead_to_its_state(proposal: Proposal) -> None:
    state = S.DRAFT
    for step in proposal.moves.filter(is_undone=False):
        assert step.from_state == state
        assert step.to_state in NEXT_STATES[state]
        state = step.to_state
    assert proposal.state == state


def one_unit_has_it_or_none(proposal: Proposal) -> None:
    values = ("unit", "due_on", "round")
    now = [(proposal.lead_unit_id, proposal.reply_due_on, proposal.round)]
    in_force = list(proposal.assignments.in_force().values_list(*values))
    assert in_force == (now if proposal.state in HAS_BEEN_ASSIGNED else [])
    if proposal.state not in HAS_BEEN_ASSIGNED:
        assert not proposal.assistings.in_force().exists()
    assert (proposal.merged_into_id is not None) == (proposal.state == S.MERGED)


def reply_that_counts(proposal: Proposal) -> Reply | None:
    return proposal.replies.filter(round=proposal.round, is_withdrawn=False).first()


def what_counts_as_its_reply_was_not_taken_back(proposal: Proposal) -> None:
    reply = reply_that_counts(proposal)
    assert (reply is not None) == (proposal.state in (S.REPLIED, S.CLOSED))
    if reply:
        replied = proposal.moves.filter(is_undone=False, to_state=S.REPLIED).last()
        assert reply.written_at == replied.at


def what_waits_is_what_its_state_asks_for(proposal: Proposal) -> None:
    said = ("kind", "addressee", "title", "detail", "due_on")
    waiting = Todo.objects.open().filter(subject_id=proposal.pk).values_list(*said)
    wanted = [(w.kind, w.to, w.title, w.detail, w.due_on) for w in wanted_todos(proposal)]
    assert sorted(waiting, key=str) == sorted(wanted, key=str)
    if proposal.state in WITH_THE_DEPUTY:  # the office does not see it, or has nothing to do
        assert not [to for _, to, *_ in waiting if not to.startswith("person:")]


def no_clock_runs_backwards(proposal: Proposal) -> None:
    assert not proposal.reply_due_on or proposal.reply_due_on > proposal.assigned_on
    for clock in clocks_of(proposal, reply_that_counts(proposal)):
        due = clock.sum if isinstance(clock.sum, Deadline) else Deadline.from_json(clock.sum)
        assert due.start <= due.due_on
        assert clock.done_on is None or clock.done_on >= due.start
    for clock in earlier_clocks(proposal):
        assert clock.replied_on >= Deadline.from_json(clock.due_sum).start


def test_whatever_happens_to_proposals_they_stand_as_they_should(town):
    run_state_machine_as_test(lambda: Histories(town), settings=WALKS)
