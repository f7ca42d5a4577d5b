"""退件: asked by the unit, proposed on by the staff, decided by the director."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from deputies.choices import ProposalState as S
from deputies.models import Contest, Proposal
from deputies.selectors.proposals import proposals_visible_to
from deputies.services.answering import reply_proposal, sign_for
from deputies.services.contests import (
    agree_contest,
    refuse_contest,
    reopen_contest,
    suggest_on_contest,
    take_back_contest,
)
from deputies.services.corrections import correct_last_act
from deputies.services.handling import accept_proposal, assign_proposal, suggest_handling
from tests.deputies.proposal_steps import ANSWER, ASSIGNED, REPLIED, talk
from tests.deputies.unit_steps import CONTESTED, DECIDED, contest
from tests.factories import make_handler, make_unit, moment
from tests.office.test_once import at_once
from township_npc.office.models import AuditEntry, AuditNote

pytestmark = pytest.mark.django_db


def last_entry() -> AuditEntry:
    return AuditEntry.objects.latest("seq")


@pytest.mark.parametrize("state", [S.ASSIGNED, S.SIGNED])
def test_a_unit_says_that_it_is_not_its_business(bring, handler, state):
    proposal, other = bring(state), make_unit("公路站")
    found = contest(proposal, handler, suggested_unit=other)
    assert (found.assignment.unit, found.suggested_unit) == (proposal.lead_unit, other)
    assert found.is_waiting
    entry = last_entry()
    assert (entry.verb, entry.facts["believed"]) == ("proposal.contested", "公路站")
    assert AuditNote.objects.get(entry=entry).text == "这件事归公路站管。"
    assert Proposal.objects.get().state == state


@pytest.mark.parametrize(("day", "is_late"), [(26, False), (27, True)])  # ten days from 2026-06-16
def test_on_the_last_day_it_is_in_time_and_the_day_after_takes_a_reason(
    bring, handler, day, is_late
):
    proposal, at = bring(S.SIGNED), moment(2026, 6, day)
    if not is_late:
        assert contest(proposal, handler, at=at).late_reason == ""
        assert last_entry().facts["is_late"] is False
        return
    with pytest.raises(ValidationError, match="应当在 2026-06-26 前提出") as refused:
        contest(proposal, handler, at=at)
    assert list(refused.value.error_dict) == ["late_reason"]
    contest(proposal, handler, at=at, late_reason="清单才找到。")
    assert last_entry().facts["is_late"] is True


def test_one_contest_waits_at_a_time(bring, handler):
    proposal = bring(S.SIGNED)
    contest(proposal, handler)
    with pytest.raises(ValidationError, match="等主任决定"):
        contest(proposal, handler)


def test_what_was_proposed_before_goes_with_the_unit_that_sent_it_back(
    bring, handler, director, staff
):
    proposal = bring(S.ACCEPTED)
    unit = make_unit("村镇建设办")
    suggest_handling(proposal, by=staff, category="traffic", unit=unit, at=ASSIGNED)
    assign_proposal(proposal, to=unit, by=director, on=ASSIGNED.date(), at=ASSIGNED)
    found = contest(proposal, handler)
    found.assignment.proposal = proposal
    agree_contest(found, by=director, at=DECIDED)
    assert (proposal.suggested_unit, proposal.suggested_by) == (None, None)
    correct_last_act(proposal, by=director, reason="点错了。")
    assert (proposal.suggested_unit, proposal.suggested_by) == (unit, staff)


def test_of_ten_handlers_at_once_one_contests(committed_db, bring, handler):
    proposal = bring(S.SIGNED)

    def attempt(n: int) -> bool:
        try:
            contest(Proposal.objects.get(pk=proposal.pk), handler)
        except ValidationError:
            return False
        return True

    assert sum(at_once(10, attempt)) == 1
    assert Contest.objects.count() == 1


def test_not_after_the_reply(bring, handler):
    with pytest.raises(ValidationError, match="不能再这样办"):
        contest(bring(S.REPLIED), handler)


def test_a_unit_does_not_name_itself(bring, handler, unit):
    with pytest.raises(ValidationError, match="请选别的单位"):
        contest(bring(S.SIGNED), handler, suggested_unit=unit)


def test_agreed_it_is_with_no_unit_and_the_next_assignment_starts_a_new_clock(
    bring, handler, director
):
    proposal = bring(S.SIGNED)
    agree_contest(contest(proposal, handler), by=director, at=DECIDED, note="属实。")
    proposal.refresh_from_db()
    gone = (proposal.lead_unit, proposal.assigned_on, proposal.reply_due_on, proposal.due_sum)
    assert (proposal.state, gone, proposal.signed_by) == (S.ACCEPTED, (None,) * 4, None)
    assert not proposals_visible_to(handler).exists()
    other = make_unit("农业农村办")
    assign_proposal(proposal, to=other, by=director, on=DECIDED.date(), at=DECIDED)
    assert (proposal.lead_unit, proposal.reply_due_on) == (other, date(2026, 9, 22))


@pytest.mark.parametrize(("day", "refused"), [(21, "不能早于上一个单位退回"), (22, "")])
def test_the_next_assignment_is_not_older_than_the_return(bring, handler, director, day, refused):
    proposal, on = bring(S.SIGNED), date(2026, 6, day)
    agree_contest(contest(proposal, handler), by=director, at=DECIDED)
    proposal.refresh_from_db()
    values = {"to": make_unit("农业农村办"), "by": director, "on": on, "at": DECIDED}
    if refused:
        with pytest.raises(ValidationError, match=refused):
            assign_proposal(proposal, **values)
        return
    assign_proposal(proposal, **values)
    assert proposal.assigned_on == on


def test_refused_it_stays_and_the_clock_has_gone_on(bring, handler, director):
    proposal = bring(S.SIGNED)
    refuse_contest(contest(proposal, handler), by=director, at=DECIDED, note="由你们牵头。")
    proposal.refresh_from_db()
    assert (proposal.state, proposal.reply_due_on) == (S.SIGNED, date(2026, 9, 16))
    decided = Contest.objects.get()
    assert (decided.is_agreed, decided.decided_by, decided.decision_note) == (
        False,
        director,
        "由你们牵头。",
    )
    contest(proposal, handler, at=moment(2026, 6, 23))
    assert Contest.objects.count() == 2


def test_the_second_of_two_who_decide_is_told(bring, handler, director):
    found = contest(bring(S.SIGNED), handler)
    mine, theirs = Contest.objects.get(pk=found.pk), Contest.objects.get(pk=found.pk)
    refuse_contest(mine, by=director, at=DECIDED, note="由你们牵头。")
    with pytest.raises(ValidationError, match="刚有人决定过了"):
        agree_contest(theirs, by=director, at=DECIDED)
    assert Proposal.objects.get().state == S.SIGNED


def test_the_unit_takes_it_back_while_it_waits(bring, handler, director):
    proposal = bring(S.SIGNED)
    take_back_contest(contest(proposal, handler), by=handler, at=DECIDED)
    assert not Contest.objects.exists()
    assert AuditNote.objects.get(entry=last_entry()).text == "这件事归公路站管。"
    found = contest(proposal, handler)
    refuse_contest(found, by=director, at=DECIDED, note="由你们牵头。")
    with pytest.raises(ValidationError, match="已经决定了"):
        take_back_contest(found, by=handler, at=DECIDED)


def test_a_reply_waits_until_the_contest_is_taken_back(bring, handler):
    proposal = bring(S.SIGNED)
    talk(proposal, handler)
    found = contest(proposal, handler)
    with pytest.raises(ValidationError, match="先撤回退件"):
        reply_proposal(proposal, by=handler, at=REPLIED, **ANSWER)
    take_back_contest(found, by=handler, at=DECIDED)
    reply_proposal(proposal, by=handler, at=REPLIED, **ANSWER)
    assert proposal.state == S.REPLIED


def test_an_agreement_put_right_gives_it_back_and_the_contest_waits_again(bring, handler, director):
    proposal = bring(S.SIGNED)
    found = contest(proposal, handler)
    agree_contest(found, by=director, at=DECIDED)
    proposal.refresh_from_db()
    correct_last_act(proposal, by=director, reason="点错了。")
    assert (proposal.state, proposal.signed_by, proposal.reply_due_on) == (
        S.SIGNED,
        handler,
        date(2026, 9, 16),
    )
    found.refresh_from_db()
    assert (found.is_waiting, found.assignment.ended_at) == (True, None)
    assert list(proposals_visible_to(handler)) == [proposal]


def test_a_refusal_is_put_right_until_the_unit_has_gone_on(bring, handler, director):
    proposal = bring(S.ASSIGNED)
    found = contest(proposal, handler)
    refuse_contest(found, by=director, at=DECIDED, note="由你们牵头。")
    reopen_contest(found, by=director, reason="点错了。", at=DECIDED)
    found.refresh_from_db()
    assert found.is_waiting
    refuse_contest(found, by=director, at=DECIDED, note="由你们牵头。")
    sign_for(proposal, by=handler, at=moment(2026, 6, 23))
    found = Contest.objects.get()
    with pytest.raises(ValidationError, match="万春林已经接着办了"):
        reopen_contest(found, by=director, reason="点错了。", at=moment(2026, 6, 23))


def test_the_staff_proposes_and_nothing_is_decided(bring, handler, staff):
    found = contest(bring(S.SIGNED), handler)
    suggest_on_contest(found, by=staff, agrees=True, note="属实。", at=DECIDED)
    found.refresh_from_db()
    assert (found.proposed_agree, found.proposed_by, found.is_waiting) == (True, staff, True)


def test_a_contest_stands_in_the_way_of_putting_the_assignment_right(bring, handler, director):
    proposal = bring(S.ASSIGNED)
    contest(proposal, handler)
    with pytest.raises(ValidationError, match="万春林已经接着办了"):
        correct_last_act(proposal, by=director, reason="点错了。")


def test_an_old_form_of_acceptance_does_not_take_it_from_the_unit(bring, director):
    proposal = bring(S.SIGNED)
    with pytest.raises(ValidationError, match="刚被万春林签收"):
        accept_proposal(proposal, by=director, at=DECIDED)
    assert Proposal.objects.get().state == S.SIGNED


@pytest.fixture
def people(director, staff, chair, handler, deputy, sysadmin):
    stranger = make_handler(make_unit("农业农村办"), name="胡水生")
    return {
        "director": director, "staff": staff, "chair": chair, "handler": handler,
        "stranger": stranger, "author": deputy.person.user, "sysadmin": sysadmin,
    }  # fmt: skip


ACTS = {
    "ask": lambda found, by: contest(found.assignment.proposal, by, at=DECIDED),
    "take_back": lambda found, by: take_back_contest(found, by=by, at=DECIDED),
    "suggest": lambda found, by: suggest_on_contest(
        found, by=by, agrees=False, note="x", at=DECIDED
    ),
    "agree": lambda found, by: agree_contest(found, by=by, at=DECIDED),
    "refuse": lambda found, by: refuse_contest(found, by=by, at=DECIDED, note="x"),
}
MAY = {
    "ask": {"handler"},
    "take_back": {"handler"},
    "suggest": {"staff"},
    "agree": {"director"},
    "refuse": {"director"},
}
ROLES = ("director", "staff", "chair", "handler", "stranger", "author", "sysadmin")


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("act", ACTS)
def test_who_may_do_what(bring, people, handler, act, role):
    found = contest(bring(S.SIGNED), handler)
    if act == "ask":
        Contest.objects.update(
            decided_at=CONTESTED, decided_by=people["director"], is_agreed=False, decision_note="x"
        )
    before = AuditEntry.objects.count()
    if role in MAY[act]:
        ACTS[act](found, people[role])
        assert AuditEntry.objects.count() == before + 1
        return
    with pytest.raises(PermissionDenied):
        ACTS[act](found, people[role])
    assert AuditEntry.objects.count() == before
