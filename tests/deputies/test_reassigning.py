"""改交: another unit, a new clock, nothing left to the old one, and every step to be read."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from deputies.choices import ProposalState as S
from deputies.documents.proposal_sheet import proposal_sheet
from deputies.models import Assignment, Contest, Proposal, ProposalMove
from deputies.selectors.assignments import assignment_history, assignment_in_force
from deputies.selectors.proposal_page import answer_to_begin_with
from deputies.selectors.proposals import proposals_visible_to
from deputies.services.answering import sign_for
from deputies.services.corrections import correct_last_act
from deputies.services.handling import assign_proposal, return_reply
from deputies.services.moves import move
from tests.deputies.proposal_steps import ANSWER, ASSIGNED, CLOSED
from tests.deputies.unit_steps import DECIDED, contest, reassign
from tests.factories import make_handler, make_unit, moment
from tests.office.test_once import at_once
from township_npc.office.models import AuditEntry, AuditNote

pytestmark = pytest.mark.django_db


@pytest.fixture
def other():
    return make_unit("农业农村办")


@pytest.mark.parametrize("state", [S.ASSIGNED, S.SIGNED])
def test_another_unit_has_it_with_a_new_clock_and_has_not_signed(bring, director, other, state):
    proposal = bring(state)
    reassign(proposal, other, director)
    assert (proposal.state, proposal.lead_unit) == (S.ASSIGNED, other)
    assert (proposal.assigned_on, proposal.reply_due_on) == (date(2026, 6, 22), date(2026, 9, 22))
    assert proposal.due_sum["start"] == "2026-06-22"
    assert (proposal.signed_on, proposal.signed_by) == (None, None)
    entry = AuditEntry.objects.latest("seq")
    assert (entry.verb, entry.facts["from_unit"], entry.facts["unit"]) == (
        "proposal.reassigned",
        "村镇建设办",
        "农业农村办",
    )
    assert AuditNote.objects.get(entry=entry).text == "选错了单位。"


def test_the_old_unit_loses_sight_at_once_and_the_new_one_sees(bring, handler, director, other):
    proposal, theirs = bring(S.SIGNED), make_handler(make_unit("农业农村办"))
    assert not proposals_visible_to(theirs).exists()
    reassign(proposal, other, director)
    assert not proposals_visible_to(handler).exists()
    assert list(proposals_visible_to(theirs)) == [proposal]
    with pytest.raises(PermissionDenied):
        sign_for(proposal, by=handler, at=DECIDED)


def test_who_had_it_from_when_to_when_is_one_query(
    bring, unit, director, other, django_assert_num_queries
):
    proposal = bring(S.SIGNED)
    reassign(proposal, other, director)
    with django_assert_num_queries(1):
        told = [
            (one.unit.name, one.on, one.due_on, one.ended_at)
            for one in assignment_history(proposal)
        ]
    assert told == [
        ("农业农村办", date(2026, 6, 22), date(2026, 9, 22), None),
        ("村镇建设办", date(2026, 6, 16), date(2026, 9, 16), DECIDED),
    ]


@pytest.mark.parametrize(
    ("on", "refused"),
    [
        (date(2026, 6, 15), "不能早于上一次交办"),
        (date(2026, 6, 16), ""),
        (date(2026, 6, 22), ""),
        (date(2026, 6, 23), "不能晚于今天"),
    ],
)
def test_the_day_lies_between_the_assignment_before_and_today(bring, director, other, on, refused):
    proposal = bring(S.SIGNED)
    if refused:
        with pytest.raises(ValidationError, match=refused):
            reassign(proposal, other, director, on=on)
        assert Assignment.objects.count() == 1
        return
    reassign(proposal, other, director, on=on)
    assert proposal.assigned_on == on


def test_not_to_the_unit_that_has_it(bring, unit, director):
    with pytest.raises(ValidationError, match="现在就在村镇建设办"):
        reassign(bring(S.SIGNED), unit, director)


@pytest.mark.parametrize("state", [S.ACCEPTED, S.REPLIED, S.CLOSED])
def test_only_while_a_unit_has_it(bring, director, other, state):
    proposal = bring(state)
    with pytest.raises(ValidationError, match="这件建议刚被"):
        reassign(proposal, other, director)
    assert Proposal.objects.get().state == state


def test_two_clerks_reassigning_at_once_the_second_is_told(bring, director, other):
    proposal, third = bring(S.ASSIGNED), make_unit("财政所")
    mine, theirs = Proposal.objects.get(pk=proposal.pk), Proposal.objects.get(pk=proposal.pk)
    reassign(mine, other, director)
    with pytest.raises(ValidationError, match="刚被徐明华交办给农业农村办"), transaction.atomic():
        reassign(theirs, third, director)
    assert Proposal.objects.get().lead_unit == other


def test_a_move_that_saw_another_unit_is_told_though_the_state_is_the_same(bring, handler, other):
    proposal = bring(S.SIGNED)
    as_it_was = Proposal.objects.get()
    Proposal.objects.update(lead_unit=other)
    with pytest.raises(ValidationError, match="请刷新后重试"):
        move(as_it_was, S.REPLIED, by=handler, at=CLOSED)
    proposal.refresh_from_db()
    assert proposal.state == S.SIGNED


def test_an_old_form_is_told_though_the_row_is_fresh(bring, director, other):
    proposal, third = bring(S.ASSIGNED), make_unit("财政所")
    opened_on = assignment_in_force(proposal).pk
    reassign(proposal, other, director, seen=opened_on)
    with pytest.raises(ValidationError, match="刚被徐明华交办给农业农村办"):
        reassign(proposal, third, director, seen=opened_on, on=date(2026, 6, 22))
    assert proposal.lead_unit == other


def test_of_ten_clerks_with_ten_units_one_reassigns(committed_db, bring, director):
    waiting = bring(S.SIGNED)
    units = [make_unit(f"第 {n} 办") for n in range(10)]
    opened = [Proposal.objects.get(pk=waiting.pk) for _ in units]

    def attempt(n: int) -> str:
        try:
            reassign(opened[n], units[n], director)
        except ValidationError as refused:
            return refused.messages[0]
        return "reassigned"

    answers = at_once(10, attempt)
    winner = Proposal.objects.get().lead_unit
    told = f"这件建议刚被徐明华交办给{winner}。您填的没有改动它，请刷新后重试。"
    assert sorted(answers) == sorted(["reassigned"] + [told] * 9)
    assert Assignment.objects.in_force().get().unit == winner
    assert Assignment.objects.count() == 2


def test_an_old_form_of_assignment_does_not_reassign(bring, director, other):
    proposal = bring(S.ASSIGNED)
    with pytest.raises(ValidationError, match="刚被徐明华交办给村镇建设办"):
        assign_proposal(proposal, to=other, by=director, on=ASSIGNED.date(), at=DECIDED)
    assert Proposal.objects.get().lead_unit.name == "村镇建设办"


def test_a_contest_that_waits_is_answered_with_it(bring, handler, director, other):
    proposal = bring(S.SIGNED)
    contest(proposal, handler)
    reassign(proposal, other, director)
    answered = Contest.objects.get()
    assert (answered.is_agreed, answered.decision_note) == (True, "选错了单位。")


def test_put_right_the_old_unit_has_it_again_with_its_clock_and_what_it_asked(
    bring, handler, director, other
):
    proposal = bring(S.SIGNED)
    found = contest(proposal, handler)
    reassign(proposal, other, director)
    correct_last_act(proposal, by=director, reason="选错了单位。")
    assert (proposal.state, proposal.lead_unit.name) == (S.SIGNED, "村镇建设办")
    assert (proposal.reply_due_on, proposal.signed_by) == (date(2026, 9, 16), handler)
    found.refresh_from_db()
    assert found.is_waiting
    assert [one.unit.name for one in assignment_history(proposal)] == ["村镇建设办"]
    assert Assignment.objects.filter(is_undone=True).get().unit == other


def test_the_new_unit_has_signed_so_it_stands(bring, director, other):
    proposal, theirs = bring(S.SIGNED), make_handler(make_unit("农业农村办"))
    reassign(proposal, other, director)
    sign_for(proposal, by=theirs, at=moment(2026, 6, 23))
    with pytest.raises(PermissionDenied):
        correct_last_act(proposal, by=director, reason="选错了单位。")


def test_every_move_keeps_one_assignment_in_force_or_none(bring, director):
    for state in S.values:
        proposal = bring(state)
        in_force = list(proposal.assignments.in_force())
        assert len(in_force) == (state in (S.ASSIGNED, S.SIGNED, S.REPLIED, S.CLOSED))
    proposal = bring(S.ASSIGNED)
    correct_last_act(proposal, by=director, reason="点错了。")
    assert not proposal.assignments.in_force().exists()
    assert ProposalMove.objects.filter(proposal=proposal, is_undone=True).count() == 1


@pytest.mark.parametrize("role", ["staff", "chair", "handler", "sysadmin", "author"])
def test_only_the_director_reassigns(request, bring, deputy, other, role):
    by = deputy.person.user if role == "author" else request.getfixturevalue(role)
    proposal = bring(S.SIGNED)
    with pytest.raises(PermissionDenied):
        reassign(proposal, other, by)
    assert Assignment.objects.count() == 1


def test_the_sheet_of_paper_names_the_assisting_units(bring, director, other):
    proposal = bring(S.SIGNED)
    reassign(proposal, other, director, assisting=[make_unit("财政所")])
    assert proposal_sheet(proposal, "http://office/").assisting == ["财政所"]


def test_the_next_units_reply_does_not_begin_with_the_reply_of_the_one_before(
    bring, staff, director, other
):
    proposal = bring(S.REPLIED)
    return_reply(proposal, by=staff, reason="请补全。", at=CLOSED)
    assert answer_to_begin_with(proposal)["text"] == ANSWER["text"]
    reassign(proposal, other, director, on=CLOSED.date(), at=CLOSED)
    assert answer_to_begin_with(proposal) == {}
