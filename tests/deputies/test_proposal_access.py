"""Who sees and may do what through the pages (security B; the numbers are its tests')."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from deputies.choices import ProposalState as S
from deputies.models import Proposal, Reply
from deputies.services.corrections import correct_last_act
from deputies.services.handling import accept_proposal
from deputies.services.proposals import save_draft, submit_proposal
from deputies.services.units import remove_member
from tests.deputies.proposal_pages import LIST, page, send, signed_in
from tests.deputies.proposal_steps import ACCEPTED, ANSWER, ASSIGNED, SUBMITTED, published
from tests.deputies.rating_steps import BAD, rate, rework
from tests.factories import make_deputy, make_handler, make_unit
from township_npc.office.models import AuditEntry, StoredFile

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample_day")]


def test_1_a_draft_is_its_authors_alone(bring, deputy, director, chair, staff):
    draft = bring(S.DRAFT)
    assert page(deputy.person.user, draft).status_code == 200
    for user in (make_deputy("陈桂兰").person.user, director, chair, staff):
        assert page(user, draft).status_code == 404


def test_2_another_deputy_sees_a_proposal_once_it_is_published_and_no_phone(
    bring, deputy, director
):
    deputy.person.phone = "15400000001"
    deputy.person.save(update_fields=["phone_sealed", "phone_index"])
    proposal, other = bring(S.CLOSED), make_deputy("陈桂兰").person.user
    assert page(other, proposal).status_code == 404
    published(proposal, director)
    answer = signed_in(other).get(f"{LIST}{proposal.pk}/", follow=True)
    assert answer.status_code == 200
    for private in ("15400000001", "154****0001", "问清路段", "经过", "大车多"):
        assert private not in answer.content.decode()


def test_3_a_form_opened_before_acceptance_changes_nothing_afterwards(bring, deputy, director):
    """A phone is led to the page that says where it is; whoever asks past the pages is refused."""
    draft, author = bring(S.DRAFT), deputy.person.user
    words = {"text": "换一段话。", "category": "traffic", "is_plain": "yes"}
    save = reverse("deputies:draft-save", args=[draft.pk])
    phone = signed_in(author)
    stored = Proposal.objects.get().saved_at.isoformat()
    kept = phone.post(save, {**words, "base": stored})
    assert (kept.status_code, Proposal.objects.get().text) == (200, "换一段话。")
    draft = save_draft(deputy, by=author, id=draft.pk, fields={"title": "换一个"}, at=SUBMITTED)
    submit_proposal(draft, by=author, at=SUBMITTED)
    accept_proposal(draft, by=director, at=ACCEPTED)
    before = Proposal.objects.values().get()
    late = {**words, "text": "再换一段。", "base": kept.json()["saved_at"]}
    assert phone.post(save, late).status_code == 409
    for act in ("send", "keep", "cosign"):
        typed = {**late, "act": act, "once": uuid4()}
        answer = phone.post(f"{LIST}{draft.pk}/write/", typed)
        assert answer.url == reverse("deputies:proposal-sent", args=[draft.pk])
    assert send(author, draft, "delete").status_code == 404
    with pytest.raises(PermissionDenied):
        save_draft(deputy, by=author, id=draft.pk, fields={"text": "再换"}, at=ASSIGNED)
    assert Proposal.objects.values().get() == before


def test_5_a_form_takes_nothing_it_does_not_ask_for(bring, staff):
    proposal = bring(S.SUBMITTED)
    forged = {"state": "closed", "number": 99, "is_published": "on", "lead": uuid4()}
    send(staff, proposal, "suggest", category="building", **forged)
    before = (proposal.state, proposal.number, proposal.is_published, proposal.lead_id)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.number, proposal.is_published, proposal.lead_id) == before
    assert proposal.suggested_category == "building"


def test_5_a_draft_takes_no_state_no_number_and_no_other_author(deputy):
    phone, pk, other = signed_in(deputy.person.user), uuid4(), make_deputy("陈桂兰")
    forged = {
        "state": "closed", "number": 99, "is_published": "on", "lead": other.pk,
        "owner": other.person_id, "sponsor": other.pk, "entered_by": other.person.user.pk,
    }  # fmt: skip
    phone.post(reverse("deputies:draft-save", args=[pk]), {"text": "路灯不亮。", **forged})
    draft = Proposal.objects.get()
    assert (draft.pk, draft.text, draft.lead) == (pk, "路灯不亮。", deputy)
    assert (draft.state, draft.number, draft.is_published, draft.entered_by) == (
        S.DRAFT,
        None,
        False,
        None,
    )


def test_7_a_unit_sees_what_it_has_now_and_nothing_else(bring, unit, handler):
    proposal, stranger = bring(S.ASSIGNED), make_handler(make_unit("农业农村办"))
    assert page(handler, proposal).status_code == 200
    assert page(stranger, proposal).status_code == 404
    correct_last_act(proposal, by=proposal.moves.last().by, reason="选错了单位。")
    assert page(handler, proposal).status_code == 404


def test_8_the_reply_form_is_closed_with_the_round(bring, handler):
    assert page(handler, bring(S.SIGNED), "reply/").status_code == 200
    closed = bring(S.CLOSED)
    before = Reply.objects.values().get(proposal=closed)
    assert page(handler, closed, "reply/").status_code == 403
    answer = send(handler, closed, "reply", no_contact_reason="x", **ANSWER)
    assert answer.status_code == 403
    assert Reply.objects.values().get(proposal=closed) == before


def test_9_the_unit_sees_the_phone_while_it_has_the_work_and_each_look_is_logged(
    bring, deputy, handler
):
    deputy.person.phone = "15400000001"
    deputy.person.save(update_fields=["phone_sealed", "phone_index"])
    proposal = bring(S.SIGNED)
    assert "15400000001" not in page(handler, proposal).content.decode()
    answer = signed_in(handler).post(f"{LIST}{proposal.pk}/phone/")
    assert "15400000001" in answer.content.decode()
    assert AuditEntry.objects.latest("seq").verb == "proposal.phone_seen"
    closed = bring(S.CLOSED)
    assert "看号码" not in page(handler, closed).content.decode()
    assert signed_in(handler).post(f"{LIST}{closed.pk}/phone/").status_code == 403


def test_26_the_administrator_of_the_machine_sees_no_proposal(bring, sysadmin, director):
    again = bring(S.REPLIED)
    rate(again, BAD)
    notice = rework(again, director)
    pages = (LIST, "/proposals/report/", "/todo/", f"{LIST}{again.pk}/", f"{LIST}{again.pk}/print/")
    for url in (*pages, reverse("deputies:rework-print", args=[again.pk, notice.pk])):
        assert signed_in(director).get(url).status_code == 200
        assert signed_in(sysadmin).get(url).status_code == 404


def test_27_a_post_taken_away_closes_the_units_pages_at_the_next_request(
    bring, director, handler, unit
):
    proposal, desk = bring(S.SIGNED), signed_in(handler)
    paper = SimpleUploadedFile("答复函.txt", "已经办好。".encode())
    send(handler, proposal, "reply", attachments=paper, no_contact_reason="x", **ANSWER)
    kept = (f"{LIST}{proposal.pk}/", f"/files/{StoredFile.objects.get().pk}/")
    assert [_status(desk, url) for url in kept] == [200, 200]
    remove_member(unit.members.get(user=handler), by=director)
    assert [_status(desk, url) for url in kept] == [404, 404]
    assert desk.post(f"{LIST}{proposal.pk}/contact/", {"text": "x"}).status_code == 404


def _status(client: Client, url: str) -> int:
    answer = client.get(url)
    if answer.streaming:
        answer.getvalue()
    return answer.status_code


def test_29_a_visitor_is_asked_to_sign_in(bring):
    proposal = bring(S.ACCEPTED)
    for url in (LIST, f"{LIST}{proposal.pk}/", f"{LIST}{proposal.pk}/assign/"):
        answer = Client().get(url)
        assert (answer.status_code, answer.url.split("?")[0]) == (302, "/login/")


@pytest.mark.parametrize("method", ["get", "head", "put", "delete", "options"])
def test_30_only_a_post_acts(bring, director, unit, method):
    proposal = bring(S.ACCEPTED)
    client = signed_in(director)
    query = {"to": unit.pk, "on": "2026-06-16", "once": uuid4()}
    url = f"{LIST}{proposal.pk}/assign/"
    answer = getattr(client, method)(url, query, headers={"X-HTTP-Method-Override": "POST"})
    assert answer.status_code == (200 if method in ("get", "head") else 405)
    assert Proposal.objects.get().state == S.ACCEPTED


def test_6_photos_and_papers_follow_their_proposal(bring, deputy, unit, handler, director):
    proposal = bring(S.SIGNED)
    paper = SimpleUploadedFile("答复函.txt", "已经办好。".encode())
    send(handler, proposal, "reply", attachments=paper, no_contact_reason="x", **ANSWER)
    url = f"/files/{StoredFile.objects.get().pk}/"
    for user in (handler, director, deputy.person.user):
        assert signed_in(user).get(url).getvalue().decode() == "已经办好。"
    stranger = make_handler(make_unit("农业农村办"))
    for user in (stranger, make_deputy("陈桂兰").person.user):
        assert signed_in(user).get(url).status_code == 404


def test_2_the_sheet_of_a_published_proposal_stays_with_those_who_handle_it(bring, director):
    proposal = bring(S.CLOSED)
    published(proposal, director)
    assert page(director, proposal, "print/").status_code == 200
    assert page(make_deputy("陈桂兰").person.user, proposal, "print/").status_code == 404
