"""联名 through the pages: what each person sees and may do (security B, tests 1, 4, 5)."""

from datetime import date
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from deputies.choices import CosignerState as C
from deputies.choices import ProposalState as S
from deputies.models import Cosigner, Proposal
from deputies.rules.cosigners import text_hash
from deputies.services.cosigners import decline_cosigning
from deputies.services.deputies import end_seat, suspend_seat
from deputies.services.handling import accept_proposal
from deputies.services.photos import add_photo
from deputies.services.proposals import save_draft, submit_proposal
from tests.deputies.cosigner_steps import SIGNED, cosigned, invite, sign
from tests.deputies.proposal_pages import LIST, page, signed_in
from tests.deputies.proposal_steps import ACCEPTED, SUBMITTED
from tests.factories import make_deputy, make_draft, make_photo
from township_npc.office.models import StoredFile
from township_npc.office.services.entrance import bind_pin

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample_day")]
PIN = "204861"


@pytest.fixture
def other(congress_session):
    deputy = make_deputy("陈桂兰")
    bind_pin(deputy.person.user, PIN)
    return deputy


@pytest.fixture
def draft(deputy):
    return make_draft(deputy)


@pytest.fixture
def lead(deputy):
    return deputy.person.user


def answer(user, proposal, word: str = "sign", *, client=None, key=None, **fields):
    """The page as it was shown, with this button."""
    proposal.refresh_from_db()
    body = {
        "once": key or uuid4(),
        "shown": text_hash(proposal.title, proposal.text),
        "answer": word,
        "pin": PIN,
        **fields,
    }
    return (client or signed_in(user)).post(f"{LIST}{proposal.pk}/cosign/", body)


def press(user, proposal, act: str, **fields):
    url = f"{LIST}{proposal.pk}/cosigners/{act}/"
    return signed_in(user).post(url, {"once": uuid4(), **fields})


def words(response) -> str:
    return response.content.decode()


def test_the_invited_reads_the_text_and_the_signers_and_nothing_else(draft, deputy, lead, other):
    deputy.person.phone = "15400000001"
    deputy.person.save(update_fields=["phone_sealed", "phone_index"])
    add_photo(draft, make_photo(), by=lead, at=SUBMITTED)
    cosigned(draft, "罗水根")
    invite(draft, make_deputy("闵长根"))
    invite(draft, other)
    submit_proposal(draft, by=lead, at=SUBMITTED)
    shown = words(page(other.person.user, draft, "cosign/"))
    for told in (draft.title, draft.text, "万秋生", "罗水根"):
        assert told in shown
    photo = StoredFile.objects.get()
    for hidden in ("15400000001", "154****0001", "闵长根", "经过", f"/files/{photo.pk}/"):
        assert hidden not in shown
    for url in (f"{LIST}{draft.pk}/", f"{LIST}{draft.pk}/print/", f"/files/{photo.pk}/"):
        assert signed_in(other.person.user).get(url).status_code == 404


def test_the_lead_reads_that_the_page_was_opened(draft, lead, other):
    invite(draft, other)
    assert "还没看" in words(page(lead, draft, "cosigners/"))
    page(other.person.user, draft, "cosign/")
    assert "看过，还没答复" in words(page(lead, draft, "cosigners/"))


def test_signed_with_the_pin(draft, other):
    invite(draft, other)
    assert answer(other.person.user, draft).url == f"{LIST}{draft.pk}/cosign/"
    assert Cosigner.objects.get().state == C.SIGNED
    assert "已经签名" in words(page(other.person.user, draft, "cosign/"))


def test_declined_with_the_pin_the_page_is_gone(draft, lead, other):
    invite(draft, other)
    assert answer(other.person.user, draft, "decline").url == "/"
    assert Cosigner.objects.get().state == C.DECLINED
    assert page(other.person.user, draft, "cosign/").status_code == 404
    assert "不联名" in words(page(lead, draft, "cosigners/"))


def test_five_wrong_pins_lock_it_and_nothing_is_signed(draft, other):
    invite(draft, other)
    user = other.person.user
    for left in (4, 3, 2, 1):
        assert f"还可以试 {left} 次" in words(answer(user, draft, pin="999999"))
    assert "签名密码已锁" in words(answer(user, draft, pin="999999"))
    assert "签名密码已锁" in words(answer(user, draft))
    assert Cosigner.objects.get().state == C.INVITED


def test_who_has_no_pin_is_led_to_set_one_and_back(draft):
    newcomer = make_deputy("罗水根")
    invite(draft, newcomer)
    there = f"{reverse('office:pin-set')}?next={LIST}{draft.pk}/cosign/"
    assert there in words(page(newcomer.person.user, draft, "cosign/"))


def test_the_same_form_sent_again_gets_the_same_answer(draft, other):
    invite(draft, other)
    for word in ("sign", "decline"):
        key, client = uuid4(), signed_in(other.person.user)
        sent = [answer(None, draft, word, client=client, key=key) for _ in range(2)]
        assert len({response.url for response in sent}) == 1
    assert Cosigner.objects.get().state == C.DECLINED


def test_a_second_phone_is_told_that_it_is_signed_already(draft, other):
    invite(draft, other)
    answer(other.person.user, draft)
    assert "您已经签过名了" in words(answer(other.person.user, draft))
    assert Cosigner.objects.count() == 1


def test_a_page_older_than_the_text_signs_nothing_and_shows_the_new_one(draft, deputy, lead, other):
    invite(draft, other)
    shown = text_hash(draft.title, draft.text)
    save_draft(deputy, by=lead, id=draft.pk, fields={"text": "换一段话。"}, at=SUBMITTED)
    again = words(answer(other.person.user, draft, shown=shown))
    assert "刚改过，请再看一遍" in again
    assert "换一段话。" in again
    assert Cosigner.objects.get().state == C.INVITED
    assert answer(other.person.user, draft).status_code == 302


def test_after_acceptance_the_page_says_so_and_shows_no_text(draft, lead, other, director):
    invite(draft, other)
    submit_proposal(draft, by=lead, at=SUBMITTED)
    accept_proposal(draft, by=director, at=ACCEPTED)
    shown = words(page(other.person.user, draft, "cosign/"))
    assert "不能再联名了" in shown
    assert draft.text not in shown
    assert "不能再联名了" in words(answer(other.person.user, draft))
    assert Cosigner.objects.get().state == C.INVITED


def test_whose_seat_was_suspended_or_ended_meanwhile_signs_nothing(draft, other, director):
    gone = make_deputy("罗水根")
    bind_pin(gone.person.user, PIN)
    invite(draft, other), invite(draft, gone)
    suspend_seat(other, by=director, on=date(2026, 6, 11), note="", today=date(2026, 6, 30))
    end_seat(
        gone, by=director, reason="moved", on=date(2026, 6, 11), note="", today=date(2026, 6, 30)
    )
    assert answer(other.person.user, draft).status_code == 403
    assert answer(gone.person.user, draft).status_code == 404
    assert set(Cosigner.objects.values_list("state", flat=True)) == {C.INVITED}


def test_4_nobody_answers_the_question_of_another(draft, lead, other, director):
    invite(draft, other)
    stranger = make_deputy("罗水根").person.user
    for user in (lead, stranger, director):
        assert page(user, draft, "cosign/").status_code == 404
        assert answer(user, draft).status_code == 404
    assert Client().get(f"{LIST}{draft.pk}/cosign/").url.startswith("/login/")
    assert Cosigner.objects.get().state == C.INVITED


def test_4_the_lead_asks_and_cannot_sign_for_who_is_asked(draft, lead, other):
    forged = {"state": "signed", "signed_on": "2026-06-11", "is_on_paper": "on", "is_second": "on"}
    press(lead, draft, "invite", deputy=other.pk, **forged)
    row = Cosigner.objects.get()
    assert (row.state, row.signed_on, row.is_on_paper, row.is_second) == (
        C.INVITED, None, False, False,
    )  # fmt: skip


def test_5_a_cosigners_form_takes_nothing_it_does_not_ask_for(draft, other):
    invite(draft, other)
    stranger = make_deputy("罗水根")
    answer(other.person.user, draft, deputy=stranger.pk, lead=stranger.pk, is_second="on")
    row = Cosigner.objects.get()
    assert (row.deputy, row.proposal, row.is_second) == (other, draft, False)


def test_names_are_found_with_their_district_among_seats_of_this_term(draft, lead, director):
    for name in ("熊国平", "熊国强"):
        make_deputy(name)
    suspend_seat(
        make_deputy("熊国安"), by=director, on=date(2026, 6, 1), note="", today=date(2026, 6, 30)
    )
    make_deputy("熊国庆", level="county", term=None, district=None)
    response = signed_in(lead).get(f"{LIST}{draft.pk}/cosigners/?name=熊国")
    assert [str(deputy) for deputy, _ in response.context["found"]] == ["熊国平", "熊国强"]
    assert "小蓝选区" in words(response)
    assert "没有叫“李四”的" in words(signed_in(lead).get(f"{LIST}{draft.pk}/cosigners/?name=李四"))


def test_the_lead_is_not_found_and_more_than_ten_names_ask_for_another_character(draft, lead):
    for n in range(11):
        make_deputy(f"万{n:02}")
    response = signed_in(lead).get(f"{LIST}{draft.pk}/cosigners/?name=万")
    assert len(response.context["found"]) == 10
    assert "请把姓名写全" in words(response)
    assert "万秋生" not in [str(deputy) for deputy, _ in response.context["found"]]


def test_asked_and_no_longer_asked_on_the_page(draft, lead, other):
    assert press(lead, draft, "invite", deputy=other.pk).url == f"{LIST}{draft.pk}/cosigners/"
    row = Cosigner.objects.get()
    assert "陈桂兰" in words(page(lead, draft, "cosigners/"))
    press(lead, draft, f"{row.pk}/remove")
    row.refresh_from_db()
    assert row.state == C.REMOVED
    assert "还没有请人" in words(page(lead, draft, "cosigners/"))


def test_asking_twice_or_nobody_says_why_and_changes_nothing(draft, lead, other):
    invite(draft, other)
    client = signed_in(lead)
    url = f"{LIST}{draft.pk}/cosigners/invite/"
    for deputy, why in ((other.pk, "已经请过陈桂兰代表"), (uuid4(), "没有找到"), ("x", "没有找到")):
        there = client.post(url, {"once": uuid4(), "deputy": deputy}, follow=True)
        assert why in words(there)
    assert Cosigner.objects.count() == 1


@pytest.mark.parametrize(
    ("user", "code"),
    [("lead", 200), ("signer", 403), ("invited", 404), ("declined", 404), ("stranger", 404),
     ("staff", 200), ("director", 200), ("chair", 403), ("handler", 404), ("sysadmin", 404)],
)  # fmt: skip
def test_the_page_of_signers_is_the_leads_and_the_offices(request, bring, deputy, user, code):
    proposal = bring(S.SUBMITTED)
    (signer,) = cosigned(proposal, "罗水根")
    invited, declined = invite(proposal, make_deputy("甲")), invite(proposal, make_deputy("乙"))
    decline_cosigning(declined, by=declined.deputy.person.user, at=SIGNED)
    people = {
        "lead": deputy, "signer": signer.deputy, "invited": invited.deputy,
        "declined": declined.deputy, "stranger": make_deputy("丙"),
    }  # fmt: skip
    who = people[user].person.user if user in people else request.getfixturevalue(user)
    assert page(who, proposal, "cosigners/").status_code == code


def test_the_office_reads_who_has_signed_and_no_invitation(bring, staff, other):
    proposal = bring(S.SUBMITTED)
    cosigned(proposal, "罗水根")
    asked = invite(proposal, other)
    shown = words(page(staff, proposal, "cosigners/")) + words(page(staff, proposal))
    assert "罗水根" in shown
    assert "陈桂兰" not in shown
    assert press(staff, proposal, f"{asked.pk}/remove").status_code == 404


def test_the_first_page_after_the_text_tells_how_it_stands(draft, lead, other):
    cosigned(draft, "罗水根")
    invite(draft, other)
    shown = words(signed_in(lead).get(reverse("deputies:proposal-write", args=[draft.pk])))
    assert "联名：1 人已签名，1 人还没答复。" in shown
    assert "有 1 位代表在这段话上签了名" in shown


def test_from_the_writing_page_the_draft_is_kept_and_names_are_asked(lead, deputy):
    key = uuid4()
    body = {"once": uuid4(), "text": "路灯坏了。", "act": "cosign"}
    there = signed_in(lead).post(reverse("deputies:proposal-write", args=[key]), body)
    assert there.url == f"{LIST}{key}/cosigners/"
    assert Proposal.objects.get(pk=key).text == "路灯坏了。"


@pytest.mark.parametrize(("asked", "is_told"), [("?name=", True), ("?name=万", False), ("", False)])
def test_the_lead_who_looks_for_nobody_is_told_to_write_a_name(draft, lead, asked, is_told):
    shown = words(page(lead, draft, f"cosigners/{asked}"))
    assert ("请先写姓名，写一个姓也可以。" in shown) == is_told


def test_who_has_signed_reads_what_was_signed_and_what_comes_next(bring, other):
    proposal = bring(S.SUBMITTED)
    sign(invite(proposal, other))
    shown = words(page(other.person.user, proposal, "cosign/"))
    assert f"<strong>{proposal.heading}</strong>" in shown
    assert "书面答复了请您评价。" in shown
