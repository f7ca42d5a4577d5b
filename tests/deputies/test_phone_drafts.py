"""我的草稿: kept while it is written, listed, thrown away, and its photos."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse

from deputies.models import Proposal
from deputies.selectors.drafts import sending_key
from deputies.services.photos import MOST, add_photo, drop_photo, photos_of
from deputies.services.proposals import begin_draft, submit_proposal, withdraw_proposal
from tests.factories import make_deputy, make_draft, make_photo, moment
from township_npc.office.models import StoredFile


@pytest.fixture
def writer(client, deputy):
    client.force_login(deputy.person.user)
    return client


def save(client, pk, **fields):
    return client.post(reverse("deputies:draft-save", args=[pk]), fields)


def test_a_draft_takes_whatever_is_there(writer, deputy):
    pk = uuid.uuid4()
    answer = save(writer, pk, category="water", text="水泵坏了。", base="")
    draft = Proposal.objects.get()
    assert (draft.pk, draft.lead, draft.state) == (pk, deputy, "draft")
    assert answer.json() == {"saved_at": draft.saved_at.isoformat(), "title": "水泵坏了"}


def test_a_draft_goes_on_from_the_copy_it_was_written_on(writer):
    pk = uuid.uuid4()
    base = save(writer, pk, text="一").json()["saved_at"]
    assert save(writer, pk, text="一二", base=base).status_code == 200
    assert Proposal.objects.get().text == "一二"


def test_a_draft_that_went_on_elsewhere_is_not_written_over(writer):
    pk = uuid.uuid4()
    base = save(writer, pk, text="一").json()["saved_at"]
    newer = save(writer, pk, text="别处写的", base=base).json()["saved_at"]
    answer = save(writer, pk, text="手机上写的", base=base)
    assert answer.status_code == 412
    assert (answer.json()["saved_at"], answer.json()["fields"]["text"]) == (newer, "别处写的")
    assert Proposal.objects.get().text == "别处写的"


def test_a_draft_deleted_elsewhere_is_not_brought_back_by_a_page_left_open(writer):
    answer = save(writer, uuid.uuid4(), text="一", base="2026-06-10T01:00:00+00:00")
    assert answer.status_code == 410
    assert not Proposal.objects.exists()


def test_a_page_left_open_learns_that_the_proposal_was_sent(writer, deputy):
    draft = make_draft(deputy)
    submit_proposal(draft, by=deputy.person.user, at=moment(2026, 6, 11))
    answer = save(writer, draft.pk, text="改", base=draft.saved_at.isoformat())
    assert answer.status_code == 409
    assert answer.json() == {"url": reverse("deputies:proposal-sent", args=[draft.pk])}


def test_a_text_that_is_too_long_is_refused_in_one_sentence(writer):
    answer = save(writer, uuid.uuid4(), text="路" * 5001)
    assert answer.status_code == 422
    assert answer.json() == {"says": "最多 5000 个字，现在有 5001 个。"}


def test_the_key_of_a_sending_changes_only_when_the_proposal_came_back(deputy):
    user, draft = deputy.person.user, make_draft(deputy)
    first = sending_key(draft.pk, draft)
    assert first == sending_key(draft.pk, None)
    submit_proposal(draft, by=user, at=moment(2026, 6, 11))
    withdraw_proposal(draft, by=user, at=moment(2026, 6, 11))
    assert sending_key(draft.pk, draft) != first


def test_the_list_shows_the_own_drafts_and_no_others(writer, deputy):
    make_draft(deputy, title="塘南排灌站水泵")
    make_draft(make_deputy("陈桂兰"), title="镇医院夜间门诊")
    page = writer.get(reverse("deputies:draft-list")).content.decode()
    assert "塘南排灌站水泵" in page
    assert "镇医院夜间门诊" not in page


@pytest.mark.parametrize("rows", [1, 20])
def test_the_list_costs_the_same_queries_for_any_number_of_drafts(
    writer, deputy, rows, django_assert_num_queries
):
    for _ in range(rows):
        make_draft(deputy)
    writer.get(reverse("deputies:draft-list"))  # begins the sign-in
    with django_assert_num_queries(6):
        writer.get(reverse("deputies:draft-list"))


def test_a_draft_is_thrown_away_with_its_photos_after_a_second_look(writer, deputy):
    draft = make_draft(deputy)
    add_photo(draft, make_photo(), by=deputy.person.user, at=moment(2026, 6, 10))
    address = reverse("deputies:draft-delete", args=[draft.pk])
    assert "删掉这件草稿？" in writer.get(address).content.decode()
    writer.post(address)
    assert not Proposal.objects.exists()
    assert not StoredFile.objects.exists()


def test_a_draft_that_a_photo_finds_begun_stays_as_it_was_saved(deputy):
    """The words were on their way while it came: they go on from the copy that they know."""
    draft = make_draft(deputy)
    later = draft.saved_at + timedelta(seconds=3)
    begin_draft(deputy, by=deputy.person.user, id=draft.pk, at=later)
    kept = Proposal.objects.get()
    assert (kept.saved_at, kept.text) == (draft.saved_at, draft.text)


def test_no_photo_begins_in_another_deputys_draft(deputy):
    draft, other = make_draft(deputy), make_deputy("陈桂兰")
    with pytest.raises(PermissionDenied):
        begin_draft(other, by=other.person.user, id=draft.pk, at=draft.saved_at)


def test_a_photo_may_come_before_the_first_word(writer):
    pk = uuid.uuid4()
    answer = writer.post(reverse("deputies:photo-add", args=[pk]), {"photo": make_photo()})
    file = StoredFile.objects.get()
    assert answer.json() == {"drop_url": reverse("deputies:photo-drop", args=[pk, file.pk])}
    assert writer.post(answer.json()["drop_url"]).status_code == 200
    assert not StoredFile.objects.exists()


def test_the_same_photo_sent_again_is_the_same_photo(writer):
    address = reverse("deputies:photo-add", args=[uuid.uuid4()])
    first, second = (writer.post(address, {"photo": make_photo()}).json() for _ in range(2))
    assert first == second
    assert StoredFile.objects.count() == 1


def test_a_proposal_has_at_most_six_photos(writer, deputy):
    draft = make_draft(deputy)
    address = reverse("deputies:photo-add", args=[draft.pk])
    colours = ["red", "green", "blue", "black", "white", "yellow", "gray"]
    answers = [writer.post(address, {"photo": make_photo(colour=colour)}) for colour in colours]
    assert [answer.status_code for answer in answers] == [200] * MOST + [422]
    assert answers[-1].json() == {"says": "最多 6 张照片，多的没有加。"}
    assert photos_of(draft).count() == MOST


def test_photos_of_a_sent_proposal_stay_as_they_are(writer, deputy):
    draft = make_draft(deputy)
    kept = add_photo(draft, make_photo(), by=deputy.person.user, at=moment(2026, 6, 10))
    submit_proposal(draft, by=deputy.person.user, at=moment(2026, 6, 11))
    answer = writer.post(reverse("deputies:photo-drop", args=[draft.pk, kept.pk]))
    assert answer.json() == {"says": "这件建议已经送出，照片不能再改。"}
    address = reverse("deputies:photo-add", args=[draft.pk])
    assert writer.post(address, {"photo": make_photo(colour="blue")}).status_code == 422
    assert photos_of(draft).count() == 1


def test_another_deputy_neither_adds_nor_drops_nor_sees_a_photo(writer):
    other = make_deputy("陈桂兰")
    theirs = make_draft(other)
    kept = add_photo(theirs, make_photo(), by=other.person.user, at=moment(2026, 6, 10))
    addresses = [
        reverse("deputies:photo-add", args=[theirs.pk]),
        reverse("deputies:photo-drop", args=[theirs.pk, kept.pk]),
    ]
    answers = [writer.post(address, {"photo": make_photo(colour="blue")}) for address in addresses]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert writer.get(reverse("office:file-detail", args=[kept.pk])).status_code == 404
    assert photos_of(theirs).count() == 1


def test_a_photo_of_another_record_cannot_be_dropped_through_the_own_draft(deputy):
    other = make_deputy("陈桂兰")
    theirs, mine = make_draft(other), make_draft(deputy)
    kept = add_photo(theirs, make_photo(), by=other.person.user, at=moment(2026, 6, 10))
    with pytest.raises(Http404):
        drop_photo(mine, kept.pk, by=deputy.person.user)


def test_a_file_that_is_not_sent_as_a_photo_is_refused_in_words(writer):
    answer = writer.post(reverse("deputies:photo-add", args=[uuid.uuid4()]), {"x": make_photo()})
    assert (answer.status_code, answer.json()["says"]) == (422, "没有收到照片，请重新加一次。")
