"""评价 is asked of exactly those who can still give it, also after 办结 (S-08, S-09)."""

from datetime import date

import pytest

from deputies.choices import DeputyState, UnitPost
from deputies.choices import ProposalState as S
from deputies.models import UnitMember
from deputies.permissions.ratings import seat_that_rates
from deputies.services.answering import reply_proposal, sign_for
from deputies.services.cosigners import invite_cosigner
from deputies.services.deputies import correct_seat, end_seat, restore_seat, suspend_seat
from deputies.services.handling import accept_proposal, assign_proposal, close_proposal
from deputies.services.paper_signatures import enter_signature
from deputies.services.ratings import enter_rating
from deputies.services.units import remove_member
from tests.deputies.proposal_pages import page
from tests.deputies.proposal_steps import (
    ACCEPTED,
    ANSWER,
    ASSIGNED,
    CLOSED,
    REPLIED,
    SUBMITTED,
    brought_to,
)
from tests.deputies.rating_steps import BAD, GOOD, RATED, rate, rework
from tests.factories import make_deputy, make_office
from township_npc.office.choices import Role
from township_npc.office.models import RoleGrant, Todo, User
from township_npc.office.selectors.todos import todos_of

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 30)


def asked(proposal) -> set[str]:
    todos = Todo.objects.open().filter(subject_id=proposal.pk, kind="proposal.rate")
    return set(todos.values_list("addressee", flat=True))


def of(*deputies) -> set[str]:
    return {f"person:{deputy.person_id}" for deputy in deputies}


@pytest.mark.parametrize("state", S.values)
def test_who_can_rate_is_asked_and_nobody_else(bring, deputy, state):
    proposal = bring(state)
    is_possible = state in (S.REPLIED, S.CLOSED)
    assert asked(proposal) == (of(deputy) if is_possible else set())
    if is_possible:
        assert seat_that_rates(deputy.person.user, proposal) == deputy
        rate(proposal, GOOD)
        assert asked(proposal) == set()


def test_the_end_takes_nobodys_rating_away_and_presses_for_none(bring, deputy, director):
    make_office(rules_preset="chongqing")
    proposal = bring(S.REPLIED)
    todo = Todo.objects.open().get(kind="proposal.rate")
    assert todo.due_on == date(2026, 9, 29)  # 20 个工作日 from the reply
    close_proposal(proposal, by=director, on=CLOSED.date(), at=CLOSED)
    todo.refresh_from_db()
    assert (todo.closed_at, todo.due_on) == (None, None)
    assert todo.title.startswith("评价第 1 号的答复（已办结）：")
    assert "请您评价这次答复" in page(deputy.person.user, proposal).content.decode()


def test_somebody_not_satisfied_after_the_end_waits_for_the_director(bring, deputy):
    proposal = bring(S.CLOSED)
    rate(proposal, BAD)
    kinds = Todo.objects.open().filter(subject_id=proposal.pk).values_list("kind", flat=True)
    assert list(kinds) == ["proposal.unsatisfied"]


def test_another_round_asks_for_nothing_until_it_is_answered(bring, director):
    proposal = bring(S.CLOSED)
    rate(proposal, BAD)
    rework(proposal, director)
    assert asked(proposal) == set()


def test_a_seat_that_cannot_act_is_asked_for_nothing_and_asked_again_when_it_can(
    bring, deputy, director
):
    proposal, day = bring(S.CLOSED), {"on": TODAY, "note": "x", "today": TODAY}
    suspend_seat(deputy, by=director, **day)
    assert (asked(proposal), seat_that_rates(deputy.person.user, proposal)) == (set(), None)
    restore_seat(deputy, by=director, **day)
    assert asked(proposal) == of(deputy)
    end_seat(deputy, by=director, reason="resigned", **day)
    assert asked(proposal) == set()
    correct_seat(deputy, by=director, reason="点错了人")
    assert deputy.state == DeputyState.ACTIVE
    assert asked(proposal) == of(deputy)


def test_a_co_signer_that_is_suspended_is_asked_no_more_and_the_lead_still_is(
    director, staff, deputy, unit, handler
):
    other = make_deputy("陈桂兰")
    proposal = brought_to(S.SUBMITTED, lead=deputy)
    enter_signature(proposal, other, by=staff, on=SUBMITTED.date(), at=SUBMITTED)
    invite_cosigner(proposal, make_deputy("罗水根"), by=deputy.person.user, at=SUBMITTED)
    accept_proposal(proposal, by=director, at=ACCEPTED)
    answered(proposal, director, unit, handler)
    assert asked(proposal) == of(deputy, other)
    suspend_seat(other, by=director, on=TODAY, note="x", today=TODAY)
    assert asked(proposal) == of(deputy)


def answered(proposal, director, unit, handler):
    assign_proposal(proposal, to=unit, by=director, on=ASSIGNED.date(), at=ASSIGNED)
    sign_for(proposal, by=handler, at=ASSIGNED)
    reply_proposal(proposal, by=handler, at=REPLIED, no_contact_reason="x", **ANSWER)


def test_a_deputy_who_handles_the_units_papers_is_not_asked_to_rate_its_reply(
    bring, deputy, unit, director
):
    proposal, user = bring(S.SIGNED), deputy.person.user
    RoleGrant.objects.create(user=user, role=Role.HANDLER)
    member = UnitMember.objects.create(unit=unit, user=user, post=UnitPost.HANDLER)
    replied = bring(S.REPLIED)
    assert (asked(proposal), asked(replied)) == (set(), set())
    remove_member(member, by=director)
    assert asked(replied) == of(deputy)
    assert seat_that_rates(User.objects.get(pk=user.pk), replied) == deputy


def test_the_office_may_close_when_all_who_can_have_rated(bring, deputy, director):
    proposal = bring(S.REPLIED)
    suspend_seat(deputy, by=director, on=TODAY, note="x", today=TODAY)
    kinds = Todo.objects.open().filter(subject_id=proposal.pk).values_list("kind", flat=True)
    assert list(kinds) == ["proposal.close"]


def test_what_a_suspended_deputy_signed_on_paper_is_still_written_down(
    bring, deputy, director, staff
):
    proposal = bring(S.REPLIED)
    suspend_seat(deputy, by=director, on=TODAY, note="x", today=TODAY)
    sheet = {"deputy": deputy, "by": staff, "signed_on": RATED.date(), "at": RATED}
    assert enter_rating(proposal, **sheet, **GOOD).deputy == deputy


def test_whoever_is_done_has_nothing_left(bring, deputy):
    rate(bring(S.CLOSED), GOOD)
    assert not todos_of(deputy.person.user).open().exists()
