"""联名 on paper, entered by the office, and what it puts right."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from deputies.choices import CosignerState as C
from deputies.choices import ProposalState as S
from deputies.models import Cosigner, DutyRecord
from deputies.services.handling import accept_proposal, return_proposal
from deputies.services.paper_signatures import correct_signature, enter_signature
from deputies.services.proposals import save_draft
from deputies.services.seconding import confirm_second, second_proposal
from tests.deputies.cosigner_steps import cosigned, invite
from tests.deputies.proposal_pages import LIST, signed_in
from tests.deputies.proposal_steps import ACCEPTED, ASSIGNED
from tests.factories import make_deputy, make_draft, moment
from township_npc.office.models import AuditEntry

pytestmark = pytest.mark.django_db
ON, AT = date(2026, 6, 10), moment(2026, 6, 11, 15)


@pytest.fixture
def sent(bring):
    return bring(S.SUBMITTED)


@pytest.fixture
def other(congress_session):
    return make_deputy("陈桂兰")


def enter(proposal, deputy, by, on=ON):
    return enter_signature(proposal, deputy, by=by, on=on, at=AT)


def test_the_office_enters_who_signed_the_sheet_and_when(sent, other, staff):
    row = enter(sent, other, staff)
    assert (row.state, row.signed_on, row.is_on_paper, row.entered_by) == (
        C.SIGNED,
        ON,
        True,
        staff,
    )
    entry = AuditEntry.objects.latest("seq")
    assert (entry.verb, entry.facts) == ("proposal.cosigned_on_paper", {"on": "2026-06-10"})
    assert entry.note.text == "陈桂兰"


def test_who_was_asked_on_the_phone_may_sign_on_paper(sent, other, staff):
    row = invite(sent, other)
    assert enter(sent, other, staff).pk == row.pk
    assert Cosigner.objects.get().is_on_paper


def test_nobody_but_the_office_enters_a_signature(sent, deputy, other, chair, handler):
    for user in (chair, handler, deputy.person.user, other.person.user):
        with pytest.raises(PermissionDenied):
            enter(sent, other, user)
    assert not Cosigner.objects.exists()


def test_a_sheet_is_not_signed_tomorrow_but_today(sent, other, staff):
    with pytest.raises(ValidationError, match="不能晚于今天"):
        enter(sent, other, staff, on=date(2026, 6, 12))
    assert enter(sent, other, staff, on=date(2026, 6, 11)).signed_on == date(2026, 6, 11)


def test_the_lead_and_who_has_signed_are_not_entered(sent, deputy, staff):
    (row,) = cosigned(sent, "陈桂兰")
    with pytest.raises(ValidationError, match="领衔代表自己不用联名"):
        enter(sent, deputy, staff)
    with pytest.raises(ValidationError, match="陈桂兰代表已经签过名了"):
        enter(sent, row.deputy, staff)
    assert not Cosigner.objects.get().is_on_paper


@pytest.mark.parametrize("state", [S.DRAFT, S.ACCEPTED, S.CLOSED])
def test_a_signature_is_entered_while_its_sheet_is_with_the_office(bring, other, staff, state):
    with pytest.raises(ValidationError, match="不能再联名"):
        enter(bring(state), other, staff)


def test_an_entry_is_put_right_with_a_reason(sent, other, staff, director):
    row = enter(sent, other, staff)
    correct_signature(row, by=director, reason="看错了名字。")
    assert (row.state, row.signed_on, row.is_on_paper) == (C.REMOVED, None, False)
    entry = AuditEntry.objects.latest("seq")
    assert (entry.verb, entry.note.text) == ("proposal.cosigner_corrected", "陈桂兰：看错了名字。")


def test_put_right_the_question_on_the_phone_stands_again(sent, other, staff):
    invite(sent, other)
    row = enter(sent, other, staff)
    correct_signature(row, by=staff, reason="代表本人说没有签。")
    assert row.state == C.INVITED


def test_a_deputys_own_signature_is_not_the_offices_to_put_right(sent, staff):
    (row,) = cosigned(sent, "陈桂兰")
    with pytest.raises(PermissionDenied):
        correct_signature(row, by=staff, reason="点错了。")
    assert Cosigner.objects.get().state == C.SIGNED


def test_once_it_is_accepted_an_entry_stays(sent, other, staff, director):
    row = enter(sent, other, staff)
    accept_proposal(sent, by=director, at=ACCEPTED)
    with pytest.raises(ValidationError, match="已经受理"):
        correct_signature(row, by=staff, reason="看错了名字。")


def test_a_signature_on_paper_falls_back_with_its_text(bring, deputy, other, staff, director):
    proposal = bring(S.SUBMITTED)
    row = enter(proposal, other, staff)
    return_proposal(proposal, by=director, reason="写清楚。", at=ACCEPTED)
    fields = {"text": "写清楚了。"}
    save_draft(deputy, by=deputy.person.user, id=proposal.pk, fields=fields, at=ASSIGNED)
    row.refresh_from_db()
    assert (row.state, row.is_on_paper, row.entered_by) == (C.INVITED, False, None)


def test_a_second_confirmed_in_error_is_put_right_and_leaves_the_dossier(bring, other, staff):
    proposal = bring(S.ACCEPTED)
    row = second_proposal(proposal, seat=other, by=other.person.user, at=ASSIGNED)
    confirm_second(row, by=staff)
    correct_signature(row, by=staff, reason="点错了。")
    assert (row.state, row.is_second) == (C.REMOVED, False)
    assert not DutyRecord.objects.filter(source=f"cosigned:{proposal.pk}").exists()


def test_the_page_enters_once_and_does_not_offer_the_lead(sent, other, staff):
    client, url = signed_in(staff), f"{LIST}{sent.pk}/cosigners/paper/"
    body = {
        "once": "0b8e3d7e-3a35-4d38-9b1c-5d8a3a5a7f10",
        "deputy": other.pk,
        "on": "2026-06-10",
    }
    answers = [client.post(url, body) for _ in range(2)]
    assert {answer.url for answer in answers} == {f"{LIST}{sent.pk}/cosigners/"}
    assert Cosigner.objects.count() == 1
    offered = client.get(url).context["form"].fields["deputy"].queryset
    assert set(offered) == {other}


def test_the_page_puts_right_and_says_so_in_what_happened(sent, other, staff):
    row = enter(sent, other, staff)
    url = f"{LIST}{sent.pk}/cosigners/{row.pk}/correct/"
    body = {"once": "0b8e3d7e-3a35-4d38-9b1c-5d8a3a5a7f11", "ready": "看错了名字。"}
    assert signed_in(staff).post(url, body).status_code == 302
    shown = signed_in(staff).get(f"{LIST}{sent.pk}/").content.decode()
    assert "更正联名" in shown
    assert "陈桂兰：看错了名字。" in shown


def test_a_draft_has_no_such_page(deputy, staff):
    draft = make_draft(deputy)
    assert signed_in(staff).get(f"{LIST}{draft.pk}/cosigners/paper/").status_code == 404
