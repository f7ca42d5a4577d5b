"""附议: joining an accepted 建议 from its title, and the lead who says yes."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from deputies.choices import CosignerState as C
from deputies.choices import ProposalState as S
from deputies.models import CongressTerm, Cosigner, DutyRecord, Proposal
from deputies.services.corrections import correct_last_act
from deputies.services.cosigners import decline_cosigning
from deputies.services.deputies import suspend_seat
from deputies.services.handling import accept_proposal, close_proposal
from deputies.services.proposals import save_draft, withdraw_proposal
from deputies.services.seconding import confirm_second, drop_second, second_proposal
from tests.deputies.cosigner_steps import cosigned, invite
from tests.deputies.proposal_pages import LIST, page, signed_in
from tests.deputies.proposal_steps import ACCEPTED, CLOSED, REPLIED
from tests.factories import make_deputy, make_draft, moment
from township_npc.office.models import AuditEntry
from township_npc.office.services.entrance import bind_pin

pytestmark = pytest.mark.django_db
AT = moment(2026, 6, 20)
PIN = "204861"


@pytest.fixture
def other(congress_session):
    return make_deputy("陈桂兰")


@pytest.fixture
def lead(deputy):
    return deputy.person.user


def second(proposal, deputy, at=AT) -> Cosigner:
    return second_proposal(proposal, seat=deputy, by=deputy.person.user, at=at)


def press(user, proposal, act: str, query: str = "", **fields):
    """The button of a page, with a key of its own."""
    body = {"once": "0b8e3d7e-3a35-4d38-9b1c-5d8a3a5a7f12", **fields}
    return signed_in(user).post(f"{LIST}{proposal.pk}/{act}/{query}", body)


@pytest.mark.parametrize("state", [S.ACCEPTED, S.ASSIGNED, S.SIGNED, S.REPLIED])
def test_an_open_proposal_is_seconded_and_waits_for_its_lead(bring, other, state):
    proposal = bring(state)
    row = second(proposal, other)
    assert (row.state, row.is_second, row.signed_on) == (C.ASKED, True, date(2026, 6, 20))
    entry = AuditEntry.objects.latest("seq")
    assert (entry.verb, entry.subject_id) == ("proposal.seconded", str(proposal.pk))
    assert page(other.person.user, proposal).status_code == 404


@pytest.mark.parametrize("state", [S.DRAFT, S.SUBMITTED, S.RETURNED])
def test_what_the_office_has_not_accepted_is_not_seconded(bring, other, state):
    with pytest.raises(PermissionDenied):
        second(bring(state), other)
    assert not Cosigner.objects.exists()


def test_a_closed_proposal_is_not_seconded(bring, other):
    with pytest.raises(ValidationError, match="已经办结"):
        second(bring(S.CLOSED), other)


def test_a_proposal_of_a_past_term_is_not_seconded(bring, other):
    proposal = bring(S.ACCEPTED)
    CongressTerm.objects.update(ends_on=date(2026, 6, 19))
    with pytest.raises(PermissionDenied):
        second(proposal, other)


def test_nobody_seconds_for_another_nor_the_own_nor_suspended(bring, deputy, lead, other, director):
    proposal = bring(S.ACCEPTED)
    for user in (lead, director):
        with pytest.raises(PermissionDenied):
            second_proposal(proposal, seat=other, by=user, at=AT)
    with pytest.raises(ValidationError, match="领衔代表自己不用联名"):
        second(proposal, deputy)
    suspend_seat(other, by=director, on=date(2026, 6, 1), note="", today=date(2026, 6, 30))
    with pytest.raises(PermissionDenied):
        second(proposal, other)
    assert not Cosigner.objects.exists()


def test_seconded_twice_it_is_one_and_a_signer_does_not_second(bring, other, director):
    proposal = bring(S.SUBMITTED)
    (signer,) = cosigned(proposal, "罗水根")
    accept_proposal(proposal, by=director, at=ACCEPTED)
    second(proposal, other)
    with pytest.raises(ValidationError, match="已经附议了"):
        second(proposal, other)
    with pytest.raises(ValidationError, match="已经在这件建议上签名"):
        second(proposal, signer.deputy)
    assert Cosigner.objects.count() == 2


def test_who_declined_or_was_too_late_may_still_second(bring, other, director):
    proposal = bring(S.SUBMITTED)
    late, row = invite(proposal, make_deputy("罗水根")), invite(proposal, other)
    decline_cosigning(row, by=other.person.user, at=AT)
    accept_proposal(proposal, by=director, at=ACCEPTED)
    for deputy in (late.deputy, other):
        assert second(proposal, deputy).state == C.ASKED


@pytest.mark.parametrize("who", ["lead", "staff", "director"])
def test_confirmed_by_the_lead_or_the_office_it_gives_a_cosigners_rights(
    bring, other, lead, staff, director, who
):
    proposal = bring(S.SIGNED)
    row = second(proposal, other)
    confirm_second(row, by={"lead": lead, "staff": staff, "director": director}[who])
    assert (row.state, row.is_second, row.signed_on) == (C.SIGNED, True, date(2026, 6, 20))
    assert page(other.person.user, proposal).status_code == 200
    line = DutyRecord.objects.get(source=f"cosigned:{proposal.pk}")
    assert (line.deputy, line.title) == (other, "附议第六次会议第 1 号建议")
    assert AuditEntry.objects.get(verb="proposal.second_confirmed").note.text == "陈桂兰"


def test_nobody_else_confirms(bring, other, chair, handler):
    row = second(bring(S.SIGNED), other)
    for user in (other.person.user, make_deputy("罗水根").person.user, chair, handler):
        with pytest.raises(PermissionDenied):
            confirm_second(row, by=user)
    assert Cosigner.objects.get().state == C.ASKED


def test_whose_seat_was_suspended_meanwhile_is_not_confirmed(bring, other, lead, director):
    row = second(bring(S.SIGNED), other)
    suspend_seat(other, by=director, on=date(2026, 6, 21), note="", today=date(2026, 6, 30))
    with pytest.raises(ValidationError, match="现在不是在任的镇代表"):
        confirm_second(row, by=lead)


def test_after_it_is_closed_nothing_is_confirmed(bring, other, lead, director):
    proposal = bring(S.REPLIED)
    row = second(proposal, other, at=REPLIED)
    close_proposal(proposal, by=director, on=date(2026, 9, 3), at=CLOSED)
    with pytest.raises(ValidationError, match="已经办结"):
        confirm_second(row, by=lead)


@pytest.mark.parametrize("who", ["lead", "other", "staff"])
def test_it_is_dropped_by_the_seconder_the_lead_or_the_office(bring, other, lead, staff, who):
    proposal = bring(S.SIGNED)
    row, older = second(proposal, other), Cosigner.objects.get()
    by = {"lead": lead, "staff": staff, "other": other.person.user}[who]
    drop_second(row, by=by)
    assert (row.state, row.is_second, row.signed_on) == (C.REMOVED, False, None)
    with pytest.raises(ValidationError):
        confirm_second(older, by=lead)
    assert second(proposal, other).state == C.ASKED


def test_a_second_of_old_words_is_not_in(bring, deputy, lead, other, director):
    proposal = bring(S.ACCEPTED)
    row = second(proposal, other)
    correct_last_act(proposal, by=director, reason="点错了。")
    withdraw_proposal(proposal, by=lead, at=AT)
    save_draft(deputy, by=lead, id=proposal.pk, fields={"text": "另一段话。"}, at=AT)
    row.refresh_from_db()
    assert row.state == C.REMOVED


def test_the_page_shows_number_title_and_state_and_nothing_else(bring, other):
    proposal = bring(S.SIGNED)
    shown = page(other.person.user, proposal, "second/").content.decode()
    for told in ("第 1 号", proposal.title, "办理中"):
        assert told in shown
    for hidden in (proposal.text, "万秋生", "村镇建设办"):
        assert hidden not in shown


def test_from_the_page_it_is_seconded_with_the_pin_and_the_own_draft_stays(bring, other):
    proposal, draft = bring(S.SIGNED), make_draft(other, title="门口画斑马线")
    bind_pin(other.person.user, PIN)
    query = f"?draft={draft.pk}"
    wrong = press(other.person.user, proposal, "second", query, pin="999999")
    assert "还可以试 4 次" in wrong.content.decode()
    assert not Cosigner.objects.exists()
    done = press(other.person.user, proposal, "second", query, pin=PIN)
    assert done.url == f"{LIST}{proposal.pk}/cosign/{query}"
    shown = signed_in(other.person.user).get(done.url).content.decode()
    assert "已经附议" in shown
    assert reverse("deputies:draft-delete", args=[draft.pk]) in shown
    assert proposal.text not in shown
    assert Proposal.objects.filter(pk=draft.pk, state=S.DRAFT).exists()


def test_somebody_elses_draft_is_not_offered_for_deletion(bring, deputy, other):
    proposal, theirs = bring(S.SIGNED), make_draft(deputy, title="别人的草稿")
    second(proposal, other)
    url = f"{LIST}{proposal.pk}/cosign/?draft={theirs.pk}"
    assert "别人的草稿" not in signed_in(other.person.user).get(url).content.decode()


def test_the_lead_confirms_on_the_page_of_signers(bring, other, lead):
    proposal = bring(S.SIGNED)
    row = second(proposal, other)
    assert "想附议" in page(lead, proposal).content.decode()
    answer = press(lead, proposal, f"cosigners/{row.pk}/confirm")
    assert answer.url == f"{LIST}{proposal.pk}/cosigners/"
    assert Cosigner.objects.get().state == C.SIGNED


def test_the_own_page_takes_it_back(bring, other):
    proposal = bring(S.SIGNED)
    second(proposal, other)
    press(other.person.user, proposal, "second/drop")
    assert Cosigner.objects.get().state == C.REMOVED
    assert page(other.person.user, proposal, "cosign/").status_code == 404


def test_the_lead_and_a_signer_who_open_it_are_sent_to_the_proposal(bring, lead, other):
    proposal = bring(S.SIGNED)
    assert page(lead, proposal, "second/").url == f"{LIST}{proposal.pk}/"
    confirm_second(second(proposal, other), by=lead)
    there = signed_in(other.person.user).get(f"{LIST}{proposal.pk}/second/", follow=True)
    assert there.redirect_chain[-1][0] == f"{LIST}{proposal.pk}/"
