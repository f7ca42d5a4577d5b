"""联名: who is asked, who signs and for which text, and what is left behind."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from deputies.choices import CosignerState as C
from deputies.choices import ProposalState as S
from deputies.models import Cosigner
from deputies.rules.cosigners import text_hash
from deputies.services.corrections import correct_last_act
from deputies.services.cosigners import (
    cosign_proposal,
    decline_cosigning,
    invite_cosigner,
    mark_seen,
    take_back_invitation,
)
from deputies.services.deputies import end_seat, suspend_seat
from deputies.services.handling import accept_proposal
from deputies.services.proposals import (
    delete_draft,
    submit_proposal,
)
from tests.deputies.cosigner_steps import INVITED, SIGNED, invite, sign
from tests.deputies.proposal_steps import ACCEPTED, SUBMITTED
from tests.factories import make_deputy, make_draft, make_term, make_user, moment
from township_npc.office.choices import Role
from township_npc.office.models import AuditEntry

pytestmark = pytest.mark.django_db
LATER = moment(2026, 6, 13)


@pytest.fixture
def lead(deputy):
    return deputy.person.user


@pytest.fixture
def draft(deputy):
    return make_draft(deputy)


@pytest.fixture
def other(congress_session):
    return make_deputy("陈桂兰")


def verbs() -> list[str]:
    return list(AuditEntry.objects.order_by("seq").values_list("verb", flat=True))


def test_the_lead_asks_a_deputy_who_signs(draft, other):
    row = invite(draft, other)
    assert (row.state, row.invited_at, row.signed_on, row.text_hash) == (
        C.INVITED,
        INVITED,
        None,
        "",
    )
    sign(row)
    assert (row.state, row.answered_at, row.signed_on) == (C.SIGNED, SIGNED, date(2026, 6, 11))
    assert row.text_hash == text_hash(draft.title, draft.text)
    assert (row.is_on_paper, row.is_second, row.entered_by) == (False, False, None)
    assert verbs() == ["proposal.cosigner_invited", "proposal.cosigned"]
    assert {entry.subject_id for entry in AuditEntry.objects.all()} == {str(draft.pk)}


def test_the_name_of_who_is_asked_stands_in_the_note_and_not_in_the_chain(draft, other):
    invite(draft, other)
    entry = AuditEntry.objects.get()
    assert (entry.facts, entry.note.text) == ({}, "陈桂兰")


def test_only_the_lead_asks(draft, other, director, staff, chair):
    for user in (other.person.user, director, staff, chair):
        with pytest.raises(PermissionDenied):
            invite_cosigner(draft, other, by=user, at=INVITED)
    assert not Cosigner.objects.exists()


def test_a_suspended_lead_does_not_ask(draft, deputy, other, director):
    suspend_seat(deputy, by=director, on=date(2026, 6, 1), note="", today=date(2026, 6, 30))
    draft.refresh_from_db()
    with pytest.raises(PermissionDenied):
        invite(draft, other)


def test_the_lead_is_never_the_own_cosigner(draft, deputy):
    with pytest.raises(ValidationError, match="领衔代表自己不用联名"):
        invite(draft, deputy)
    assert not Cosigner.objects.exists()


def test_a_draft_without_words_is_shown_to_nobody(deputy, other):
    with pytest.raises(ValidationError, match="先写是什么事"):
        invite(make_draft(deputy, text=""), other)


def test_nobody_outside_this_terms_seats_is_asked(draft, director):
    ended, suspended = make_deputy("闵长根"), make_deputy("章文俊")
    end_seat(
        ended, by=director, reason="resigned", on=date(2026, 6, 1), note="", today=date(2026, 6, 30)
    )
    suspend_seat(suspended, by=director, on=date(2026, 6, 1), note="", today=date(2026, 6, 30))
    past = make_term(18, starts_on=date(2016, 11, 20), ends_on=date(2021, 11, 20))
    of_past = make_deputy("熊国平", term=past)
    of_county = make_deputy("程远山", level="county", term=None, district=None)
    for deputy in (ended, suspended, of_past, of_county):
        with pytest.raises(ValidationError, match="不是本届在任的镇代表"):
            invite(draft, deputy)
    assert not Cosigner.objects.exists()


def test_asked_twice_it_is_one_question(draft, other):
    row = invite(draft, other)
    with pytest.raises(ValidationError, match="已经请过陈桂兰代表"):
        invite(draft, other)
    sign(row)
    with pytest.raises(ValidationError, match="已经请过陈桂兰代表"):
        invite(draft, other)
    assert Cosigner.objects.get().state == C.SIGNED


def test_who_declined_is_asked_again_and_signs(draft, other):
    row = invite(draft, other)
    mark_seen(row, at=SIGNED)
    decline_cosigning(row, by=other.person.user, at=SIGNED)
    assert (row.state, row.answered_at, row.signed_on) == (C.DECLINED, SIGNED, None)
    again = invite(draft, other, at=LATER)
    assert (again.pk, again.state) == (row.pk, C.INVITED)
    assert (again.invited_at, again.seen_at, again.answered_at) == (LATER, None, None)
    assert sign(again, at=LATER).state == C.SIGNED


def test_nobody_signs_or_declines_for_another(draft, lead, other, director):
    row = invite(draft, other)
    shown = text_hash(draft.title, draft.text)
    for user in (lead, director, make_deputy("罗水根").person.user):
        with pytest.raises(PermissionDenied):
            cosign_proposal(row, by=user, shown=shown, at=SIGNED)
        with pytest.raises(PermissionDenied):
            decline_cosigning(row, by=user, at=SIGNED)
    row.refresh_from_db()
    assert row.state == C.INVITED


def test_an_invitation_taken_back_is_over_also_for_an_older_page(draft, lead, other):
    row, older = invite(draft, other), Cosigner.objects.get()
    take_back_invitation(row, by=lead)
    assert row.state == C.REMOVED
    with pytest.raises(ValidationError, match="已经收回"):
        sign(older)
    assert sign(invite(draft, other)).state == C.SIGNED


def test_a_signature_is_not_taken_back_by_the_lead(draft, lead, other):
    row = sign(invite(draft, other))
    with pytest.raises(ValidationError, match="陈桂兰代表已经答复了"):
        take_back_invitation(row, by=lead)
    assert Cosigner.objects.get().state == C.SIGNED


def test_who_signed_takes_the_own_signature_back_until_it_is_accepted(bring, other, director):
    proposal = bring(S.SUBMITTED)
    row = sign(invite(proposal, other))
    decline_cosigning(row, by=other.person.user, at=SIGNED)
    assert (row.state, row.signed_on, row.text_hash) == (C.DECLINED, None, "")
    sign(invite(proposal, other))
    accept_proposal(proposal, by=director, at=ACCEPTED)
    row.refresh_from_db()
    with pytest.raises(ValidationError, match="已经受理"):
        decline_cosigning(row, by=other.person.user, at=LATER)
    assert Cosigner.objects.get().state == C.SIGNED


def test_it_is_sent_without_those_who_have_not_answered_and_they_still_sign(draft, lead, other):
    row = invite(draft, other)
    submit_proposal(draft, by=lead, at=SUBMITTED)
    assert sign(row).state == C.SIGNED


@pytest.mark.parametrize("state", [S.ACCEPTED, S.ASSIGNED, S.REPLIED, S.CLOSED])
def test_after_acceptance_nobody_is_asked_and_nobody_signs(bring, deputy, other, director, state):
    draft = make_draft(deputy)
    row = invite(draft, other)
    submit_proposal(draft, by=deputy.person.user, at=SUBMITTED)
    accept_proposal(draft, by=director, at=ACCEPTED)
    with pytest.raises(ValidationError, match="已经受理这件建议，不能再联名"):
        sign(row)
    with pytest.raises(ValidationError, match="已经受理这件建议，不能再联名"):
        invite(bring(state), other)
    assert Cosigner.objects.get().state == C.INVITED


def test_an_acceptance_put_right_opens_the_question_again(bring, other, director):
    proposal = bring(S.SUBMITTED)
    row = invite(proposal, other)
    accept_proposal(proposal, by=director, at=ACCEPTED)
    correct_last_act(proposal, by=director, reason="点错了。")
    assert sign(row).state == C.SIGNED


def test_a_draft_thrown_away_takes_its_questions_with_it(draft, lead, other):
    invite(draft, other)
    delete_draft(draft, by=lead)
    assert not Cosigner.objects.exists()


def test_whose_seat_is_suspended_meanwhile_does_not_sign(draft, other, director):
    row = invite(draft, other)
    suspend_seat(other, by=director, on=date(2026, 6, 11), note="", today=date(2026, 6, 30))
    row.refresh_from_db()
    with pytest.raises(PermissionDenied):
        sign(row)
    assert Cosigner.objects.get().state == C.INVITED


def test_a_seat_that_ends_after_the_signature_leaves_it_standing(bring, other, director):
    proposal = bring(S.SUBMITTED)
    sign(invite(proposal, other))
    end_seat(
        other, by=director, reason="moved", on=date(2026, 6, 11), note="", today=date(2026, 6, 30)
    )
    accept_proposal(proposal, by=director, at=ACCEPTED)
    assert Cosigner.objects.get().state == C.SIGNED


def test_a_handler_or_a_visitor_signs_nothing(draft, handler):
    seat = make_deputy("闵长根", user=make_user(Role.HANDLER))
    row = invite(draft, seat)
    with pytest.raises(PermissionDenied):
        sign(row)
