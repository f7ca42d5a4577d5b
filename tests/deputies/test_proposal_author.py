"""The deputy's side: writing, sending, taking back; and the office's entry of a sheet of paper."""

import uuid
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from deputies.choices import ProposalState as S
from deputies.models import Proposal
from deputies.services.corrections import correct_last_act
from deputies.services.handling import accept_proposal
from deputies.services.proposals import (
    delete_draft,
    enter_proposal,
    save_draft,
    submit_proposal,
    withdraw_proposal,
)
from tests.deputies.proposal_steps import ACCEPTED, SUBMITTED, brought_to
from tests.factories import make_deputy, make_draft, moment
from township_npc.office.models import AuditEntry

pytestmark = pytest.mark.django_db

WRITTEN = {"title": "恢复 218 路公交晚班车", "text": "晚上八点以后没有车。", "category": "traffic"}


@pytest.fixture
def author(deputy):
    return deputy.person.user


@pytest.fixture
def draft(deputy):
    return make_draft(deputy)


def test_a_draft_saved_twice_under_one_key_is_one_draft(deputy, author):
    key = uuid.uuid4()
    save_draft(deputy, by=author, id=key, fields={"text": "晚上"}, at=moment(2026, 6, 10))
    saved = save_draft(deputy, by=author, id=key, fields=WRITTEN, at=moment(2026, 6, 10, 10))
    assert Proposal.objects.get() == saved
    assert (saved.title, saved.saved_at) == (WRITTEN["title"], moment(2026, 6, 10, 10))
    assert saved.written_at == moment(2026, 6, 10)


def test_what_its_author_does_not_write_never_reaches_a_draft(deputy, author):
    other = make_deputy("陈桂兰")
    forged = {**WRITTEN, "state": "closed", "number": 7, "is_published": True, "lead": other}
    saved = save_draft(deputy, by=author, id=uuid.uuid4(), fields=forged, at=SUBMITTED)
    assert (saved.state, saved.number, saved.is_published) == (S.DRAFT, None, False)
    assert saved.lead == deputy


def test_nobody_writes_in_the_draft_of_another(draft):
    other = make_deputy("陈桂兰")
    with pytest.raises(PermissionDenied):
        save_draft(other, by=other.person.user, id=draft.pk, fields=WRITTEN, at=SUBMITTED)
    draft.refresh_from_db()
    assert draft.title == "莲南小学门口增设人行横道和减速带"


def test_a_suspended_deputy_does_not_write(deputy, author):
    deputy.state, deputy.suspended_on = "suspended", date(2026, 5, 1)
    deputy.save(update_fields=["state", "suspended_on"])
    with pytest.raises(PermissionDenied):
        save_draft(deputy, by=author, id=uuid.uuid4(), fields=WRITTEN, at=SUBMITTED)
    assert not Proposal.objects.exists()


def test_a_sent_proposal_takes_its_meeting_from_the_day_it_was_sent(
    draft, author, congress_session
):
    submit_proposal(draft, by=author, at=SUBMITTED)
    assert (draft.state, draft.submitted_at) == (S.SUBMITTED, SUBMITTED)
    assert (draft.congress_session, draft.occasion) == (congress_session, "in_session")
    assert AuditEntry.objects.get().verb == "proposal.submitted"


def test_after_the_meeting_it_was_proposed_in_recess(draft, author):
    submit_proposal(draft, by=author, at=moment(2026, 7, 1))
    assert draft.occasion == "in_recess"


def test_only_the_lead_sends(draft):
    with pytest.raises(PermissionDenied):
        submit_proposal(draft, by=make_deputy("陈桂兰").person.user, at=SUBMITTED)


@pytest.mark.parametrize("gap", ["title", "text", "category"])
def test_a_proposal_with_a_gap_is_not_sent(deputy, author, gap):
    draft = make_draft(deputy, **{gap: ""})
    with pytest.raises(ValidationError) as refused:
        submit_proposal(draft, by=author, at=SUBMITTED)
    assert list(refused.value.error_dict) == [gap]


def test_the_six_kinds_must_have_been_looked_at(deputy, author):
    draft = make_draft(deputy, is_plain=None)
    with pytest.raises(ValidationError, match="看一遍"):
        submit_proposal(draft, by=author, at=SUBMITTED)


def test_one_of_the_six_kinds_asks_for_a_reason_and_stops_nobody(deputy, author):
    draft = make_draft(deputy, is_plain=False)
    with pytest.raises(ValidationError, match="理由"):
        submit_proposal(draft, by=author, at=SUBMITTED)
    reasoned = make_draft(deputy, is_plain=False, unfit_reason="不是我一家的事，全村都这样。")
    submit_proposal(reasoned, by=author, at=SUBMITTED)
    assert reasoned.state == S.SUBMITTED


def test_a_sent_proposal_is_taken_back_and_sent_again(draft, author):
    submit_proposal(draft, by=author, at=SUBMITTED)
    with pytest.raises(ValidationError, match="先撤回"):
        save_draft(draft.lead, by=author, id=draft.pk, fields=WRITTEN, at=SUBMITTED)
    withdraw_proposal(draft, by=author, at=moment(2026, 6, 11, 10))
    assert (draft.state, draft.submitted_at) == (S.DRAFT, None)
    save_draft(draft.lead, by=author, id=draft.pk, fields=WRITTEN, at=moment(2026, 6, 11, 11))
    draft.refresh_from_db()
    submit_proposal(draft, by=author, at=moment(2026, 6, 11, 12))
    assert (draft.state, draft.title) == (S.SUBMITTED, WRITTEN["title"])


def test_an_accepted_proposal_is_not_taken_back_nor_changed(deputy, author, director):
    proposal = brought_to(S.ACCEPTED, lead=deputy, director=director)
    with pytest.raises(ValidationError, match="刚被徐明华受理"):
        withdraw_proposal(proposal, by=author, at=moment(2026, 6, 13))
    with pytest.raises(PermissionDenied):
        save_draft(deputy, by=author, id=proposal.pk, fields=WRITTEN, at=moment(2026, 6, 13))
    proposal.refresh_from_db()
    assert (proposal.state, proposal.title) == (S.ACCEPTED, "莲南小学门口增设人行横道和减速带")


def test_a_returned_proposal_is_mended_and_sent_again(deputy, author, director):
    proposal = brought_to(S.RETURNED, lead=deputy, director=director)
    save_draft(deputy, by=author, id=proposal.pk, fields=WRITTEN, at=moment(2026, 6, 13))
    proposal.refresh_from_db()
    submit_proposal(proposal, by=author, at=moment(2026, 6, 13))
    assert (proposal.state, proposal.title) == (S.SUBMITTED, WRITTEN["title"])


def test_a_returned_proposal_is_not_emptied(deputy, author, director):
    proposal = brought_to(S.RETURNED, lead=deputy, director=director)
    with pytest.raises(ValidationError, match="请写标题"):
        save_draft(deputy, by=author, id=proposal.pk, fields={"title": ""}, at=ACCEPTED)


def test_a_draft_is_thrown_away_by_its_author_alone(draft, author):
    with pytest.raises(PermissionDenied):
        delete_draft(draft, by=make_deputy("陈桂兰").person.user)
    delete_draft(draft, by=author)
    assert not Proposal.objects.exists()
    assert AuditEntry.objects.get().verb == "proposal.deleted"


def test_a_sent_proposal_is_not_thrown_away(deputy, author):
    proposal = brought_to(S.SUBMITTED, lead=deputy)
    with pytest.raises(ValidationError, match="可以撤回"):
        delete_draft(proposal, by=author)


def test_the_office_enters_a_signed_sheet_and_it_is_sent(deputy, staff):
    proposal = enter_proposal(
        deputy,
        by=staff,
        fields={**WRITTEN, "is_plain": True},
        signed_on_paper_on=date(2026, 6, 11),
        at=SUBMITTED,
    )
    assert (proposal.state, proposal.lead, proposal.entered_by) == (S.SUBMITTED, deputy, staff)
    assert AuditEntry.objects.get().verb == "proposal.entered"


def test_a_sheet_signed_at_the_meeting_belongs_to_it_when_entered_later(deputy, staff):
    proposal = enter_proposal(
        deputy,
        by=staff,
        fields={**WRITTEN, "is_plain": True},
        signed_on_paper_on=date(2026, 6, 12),
        at=moment(2026, 6, 20),
    )
    assert proposal.occasion == "in_session"


def test_a_sheet_is_not_signed_tomorrow(deputy, staff):
    with pytest.raises(ValidationError, match="不能晚于今天"):
        enter_proposal(
            deputy, by=staff, fields=WRITTEN, signed_on_paper_on=date(2026, 6, 12), at=SUBMITTED
        )
    assert not Proposal.objects.exists()


def test_nobody_but_the_office_enters(deputy, chair, handler, author):
    for user in (chair, handler, author):
        with pytest.raises(PermissionDenied):
            enter_proposal(
                deputy, by=user, fields=WRITTEN, signed_on_paper_on=date(2026, 6, 11), at=SUBMITTED
            )


def test_a_draft_that_once_had_a_number_keeps_it_and_is_not_thrown_away(deputy, author, director):
    proposal = brought_to(S.SUBMITTED, lead=deputy)
    accept_proposal(proposal, by=director, at=ACCEPTED)
    correct_last_act(proposal, by=director, reason="点错了。")
    withdraw_proposal(proposal, by=author, at=moment(2026, 6, 13))
    with pytest.raises(ValidationError, match="编了号"):
        delete_draft(proposal, by=author)
    assert Proposal.objects.get().number == 1
