"""提建议 on a phone, seen from the server: what is kept, what is refused, what is sent once."""

import uuid

import pytest
from django.urls import reverse

from deputies.choices import DeputyState
from deputies.forms.phone import ProposalForm, first_sentence
from deputies.models import Proposal
from deputies.services.handling import accept_proposal, return_proposal
from deputies.services.proposals import submit_proposal
from tests.factories import make_deputy, make_draft, make_photo, moment
from township_npc.office.choices import Role
from township_npc.office.models import SentForm, StoredFile
from township_npc.office.services.entrance import bind_pin

PIN = "204861"
STORY = "莲南小学门口没有人行横道，上学放学时大车多。建议画斑马线。"
WHOLE = {"category": "traffic", "text": STORY, "is_plain": "yes", "pin": PIN, "step": "4"}


@pytest.fixture
def writer(client, deputy):
    """The deputy's own phone: signed in, with a PIN."""
    bind_pin(deputy.person.user, PIN)
    client.force_login(deputy.person.user)
    return client


def write_url(pk) -> str:
    return reverse("deputies:proposal-write", args=[pk])


def sent_url(pk) -> str:
    return reverse("deputies:proposal-sent", args=[pk])


def post(client, pk, **fields):
    """The page as it was shown, with these answers."""
    page = client.get(write_url(pk))
    key = page.context["key"] if page.context else uuid.uuid4()
    return client.post(write_url(pk), {"once": key, **fields})


def test_opening_the_page_makes_nothing(writer):
    response = writer.get(reverse("deputies:proposal-new"), follow=True)
    assert response.status_code == 200
    assert not Proposal.objects.exists()


def test_a_whole_proposal_is_sent_with_its_first_sentence_as_title(writer, deputy):
    pk = uuid.uuid4()
    response = post(writer, pk, **WHOLE)
    assert response["Location"] == sent_url(pk)
    proposal = Proposal.objects.get()
    assert (proposal.pk, proposal.state, proposal.lead) == (pk, "submitted", deputy)
    assert proposal.title == "莲南小学门口没有人行横道，上学放学时大车多"


def test_what_is_missing_is_said_and_what_was_written_is_kept(writer):
    pk = uuid.uuid4()
    response = post(writer, pk, text=STORY)
    assert response.status_code == 200
    assert set(response.context["form"].errors) == {"category", "is_plain", "pin"}
    assert "有 3 处要改，填的内容都还在。" in response.content.decode()
    draft = Proposal.objects.get(pk=pk)
    assert (draft.state, draft.text) == ("draft", STORY)


def test_one_of_the_unfit_cases_asks_for_a_reason_and_is_then_sent(writer):
    pk = uuid.uuid4()
    refused = post(writer, pk, **{**WHOLE, "is_plain": "no"})
    assert refused.context["form"].errors == {"unfit_reason": ["请写一句理由。"]}
    post(writer, pk, **{**WHOLE, "is_plain": "no", "unfit_reason": "全村都受影响。"})
    proposal = Proposal.objects.get()
    assert (proposal.state, proposal.is_plain) == ("submitted", False)
    assert proposal.unfit_reason == "全村都受影响。"


@pytest.mark.parametrize(("length", "state"), [(5000, "submitted"), (5001, None)])
def test_the_text_has_at_most_5000_characters(writer, length, state):
    pk = uuid.uuid4()
    post(writer, pk, **{**WHOLE, "text": "路" * length})
    assert Proposal.objects.filter(pk=pk).values_list("state", flat=True).first() == state


def test_a_line_end_counts_as_one_character(db):
    form = ProposalForm({"text": "路\r\n" * 2500})
    assert form.is_valid()
    assert form.cleaned_data["text"] == ("路\n" * 2500).strip()


def test_a_wrong_pin_sends_nothing_and_costs_one_try(writer, deputy):
    pk = uuid.uuid4()
    response = post(writer, pk, **{**WHOLE, "pin": "999999"})
    assert response.context["form"].errors == {"pin": ["签名密码不对，还可以试 4 次。"]}
    deputy.person.user.refresh_from_db()
    assert deputy.person.user.pin_tries_left == 4
    assert Proposal.objects.get(pk=pk).state == "draft"


def test_the_same_form_sent_again_gets_the_same_answer(writer):
    pk = uuid.uuid4()
    form = {"once": writer.get(write_url(pk)).context["key"], **WHOLE}
    first, second = writer.post(write_url(pk), form), writer.post(write_url(pk), form)
    assert first["Location"] == second["Location"] == sent_url(pk)
    assert Proposal.objects.count() == SentForm.objects.count() == 1


def test_an_older_tab_with_other_words_is_told_that_it_was_sent_already(writer):
    pk = uuid.uuid4()
    form = {"once": writer.get(write_url(pk)).context["key"], **WHOLE}
    writer.post(write_url(pk), form)
    response = writer.post(write_url(pk), {**form, "text": "另一件事。"})
    assert response.status_code == 409
    assert Proposal.objects.get().text == STORY


def test_a_proposal_that_was_returned_is_mended_and_sent_again(writer, deputy, director):
    pk = uuid.uuid4()
    post(writer, pk, **WHOLE)
    return_proposal(
        Proposal.objects.get(), reason="请写明位置。", by=director, at=moment(2026, 6, 12)
    )
    assert "请写明位置。" in writer.get(write_url(pk)).content.decode()
    response = post(writer, pk, **{**WHOLE, "title": "莲南小学门口", "place": "莲南路 88 号"})
    assert response["Location"] == sent_url(pk)
    proposal = Proposal.objects.get()
    assert (proposal.state, proposal.place) == ("submitted", "莲南路 88 号")


def test_a_form_opened_before_acceptance_changes_nothing_after_it(writer, deputy, director):
    draft = make_draft(deputy)
    key = writer.get(write_url(draft.pk)).context["key"]
    submit_proposal(draft, by=deputy.person.user, at=moment(2026, 6, 11))
    accept_proposal(draft, category=draft.category, by=director, at=moment(2026, 6, 12))
    writer.post(write_url(draft.pk), {"once": key, **WHOLE})
    draft.refresh_from_db()
    assert (draft.state, draft.text == STORY) == ("accepted", False)


def test_fields_that_are_not_asked_for_are_not_taken(writer, deputy):
    other = make_deputy("陈桂兰")
    pk = uuid.uuid4()
    post(writer, pk, **WHOLE, state="closed", lead=other.pk, number="1", is_published="on")
    proposal = Proposal.objects.get()
    assert (proposal.state, proposal.lead) == ("submitted", deputy)
    assert (proposal.number, proposal.is_published) == (None, False)


@pytest.mark.parametrize("last", ["write", "draft", "delete", "withdraw", "photos"])
def test_somebody_elses_draft_does_not_exist(writer, last):
    theirs = make_draft(make_deputy("陈桂兰"))
    address = write_url(theirs.pk).replace("write", last)
    before = Proposal.objects.filter(pk=theirs.pk).values().get()
    assert writer.post(address, {"text": "改"}).status_code == 404
    assert Proposal.objects.filter(pk=theirs.pk).values().get() == before


def test_a_suspended_deputy_may_not_propose(writer, deputy):
    deputy.state, deputy.suspended_on = DeputyState.SUSPENDED, moment(2026, 6, 1).date()
    deputy.save()
    address = write_url(uuid.uuid4())
    answers = [writer.get(address), writer.post(address, {"once": uuid.uuid4(), **WHOLE})]
    assert [answer.status_code for answer in answers] == [403, 403]
    assert not Proposal.objects.exists()


def test_who_has_no_seat_in_this_town_has_no_such_page(client, office):
    from tests.factories import make_user

    client.force_login(make_user(Role.DEPUTY))
    assert client.get(write_url(uuid.uuid4())).status_code == 404


def test_the_done_page_gives_the_number_only_after_acceptance(writer, deputy, director):
    draft = make_draft(deputy)
    submit_proposal(draft, by=deputy.person.user, at=moment(2026, 6, 11))
    assert "受理后编号" in writer.get(sent_url(draft.pk)).content.decode()
    accept_proposal(draft, category=draft.category, by=director, at=moment(2026, 6, 12))
    page = writer.get(sent_url(draft.pk)).content.decode()
    assert "第 1 号" in page
    assert "撤回" not in page


def test_a_proposal_is_taken_back_until_it_is_accepted(writer, deputy, director):
    draft = make_draft(deputy)
    submit_proposal(draft, by=deputy.person.user, at=moment(2026, 6, 11))
    address = reverse("deputies:proposal-withdraw", args=[draft.pk])
    assert writer.post(address)["Location"] == write_url(draft.pk)
    draft.refresh_from_db()
    assert draft.state == "draft"
    submit_proposal(draft, by=deputy.person.user, at=moment(2026, 6, 12))
    accept_proposal(draft, category=draft.category, by=director, at=moment(2026, 6, 12))
    assert "受理" in writer.post(address, follow=True).content.decode()
    draft.refresh_from_db()
    assert draft.state == "accepted"


def test_photos_of_a_long_form_stay_even_where_one_is_refused(writer):
    pk = uuid.uuid4()
    broken = make_photo("x.jpg", body=b"no photo")
    response = post(writer, pk, text=STORY, photos=[make_photo("a.jpg", "red"), broken], act="save")
    assert list(response.context["form"].errors) == ["photos"]
    assert "x.jpg" in response.content.decode()
    assert [file.name for file in StoredFile.objects.all()] == ["a.jpg"]
    file = StoredFile.objects.get()
    post(writer, pk, text=STORY, act=f"drop:{file.pk}")
    assert not StoredFile.objects.exists()


def test_who_goes_to_set_a_pin_leaves_the_draft_behind(writer):
    pk = uuid.uuid4()
    response = post(writer, pk, text=STORY, act="pin")
    assert response["Location"] == f"{reverse('office:pin-set')}?next={write_url(pk)}"
    assert Proposal.objects.get(pk=pk).text == STORY


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("路灯坏了。请修。", "路灯坏了"),
        ("路灯坏了", "路灯坏了"),
        ("。。。\n路灯坏了！", "路灯坏了"),
        ("？", "？"),
        ("", ""),
        ("路" * 30, "路" * 30),
        ("路" * 31, "路" * 29 + "…"),
        ("村口的路灯坏了，" + "晚上看不见" * 6, "村口的路灯坏了"),
    ],
)
def test_a_title_is_the_first_sentence(text, title):
    assert first_sentence(text) == title
