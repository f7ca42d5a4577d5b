"""公开 and 撤下: which proposals, by whom, in which words, and what the record keeps."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction

from deputies.choices import ProposalState as S
from deputies.models import Proposal, Publication
from deputies.selectors.publication import (
    answer_in_force,
    names_standing_in,
    published,
    standing_publication,
    wording_of,
)
from deputies.services.corrections import correct_last_act
from deputies.services.handling import return_reply
from deputies.services.publication import take_down
from tests.deputies.proposal_steps import PUBLIC_WORDS
from tests.deputies.proposal_steps import published as publish
from tests.factories import make_deputy, moment
from township_npc.office.models import AuditEntry, AuditNote

pytestmark = pytest.mark.django_db
DOWN = moment(2026, 9, 20)


@pytest.mark.parametrize("state", [S.REPLIED, S.CLOSED])
def test_an_answered_proposal_is_published_in_the_words_of_the_office(bring, director, state):
    proposal = bring(state)
    publication = publish(proposal, director)
    assert (publication.title, publication.text, publication.reply) == tuple(PUBLIC_WORDS.values())
    assert (publication.published_on, publication.by) == (date(2026, 9, 10), director)
    assert publication.answer == proposal.replies.get()
    assert Proposal.objects.get().is_published
    assert list(published()) == [publication]
    entry = AuditEntry.objects.latest("seq")
    assert (entry.verb, entry.facts) == ("proposal.published", {"on": "2026-09-10"})
    assert not AuditNote.objects.filter(entry=entry).exists()


@pytest.mark.parametrize(
    "state", [S.DRAFT, S.SUBMITTED, S.RETURNED, S.ACCEPTED, S.ASSIGNED, S.SIGNED]
)
def test_what_is_not_answered_is_not_published(bring, director, state):
    with pytest.raises(ValidationError):
        publish(bring(state), director)
    assert not Publication.objects.exists()
    assert not Proposal.objects.filter(is_published=True).exists()


def test_only_the_director_publishes_and_takes_down(bring, director, staff, chair, handler, deputy):
    proposal = bring(S.CLOSED)
    others = (staff, chair, handler, deputy.person.user)
    for user in others:
        with pytest.raises(PermissionDenied):
            publish(proposal, user)
    publish(proposal, director)
    for user in others:
        with pytest.raises(PermissionDenied):
            take_down(proposal, by=user, reason="有错。", at=DOWN)
    assert published().exists()


def test_it_is_published_once(bring, director):
    proposal = bring(S.CLOSED)
    mine, theirs = (Proposal.objects.get(pk=proposal.pk) for _ in range(2))
    publish(mine, director)
    with pytest.raises(ValidationError, match="请刷新"):
        publish(theirs, director)
    assert Publication.objects.count() == 1


@pytest.mark.parametrize("field", ["title", "text", "reply"])
def test_personal_data_is_refused_whoever_ticks_what(bring, director, field):
    with pytest.raises(ValidationError) as refusal:
        publish(bring(S.CLOSED), director, **{field: "请打 138-0000-1234"})
    assert refusal.value.message_dict == {
        field: ["这里像是有手机号：138-0000-1234。请删掉再公开。"]
    }
    assert not Publication.objects.exists()


def test_the_frozen_copy_stays_when_the_record_changes(bring, director):
    publish(bring(S.CLOSED), director)
    Proposal.objects.update(title="换了", text="换了")
    assert published().get().title == "莲南小学门口增设人行横道"


def test_taken_down_it_is_gone_and_may_be_published_again(bring, director):
    proposal = bring(S.CLOSED)
    publish(proposal, director)
    take_down(proposal, by=director, reason="公开的文字有错。", at=DOWN)
    row = Publication.objects.get()
    assert (row.taken_down_on, row.taken_down_by, row.reason) == (
        date(2026, 9, 20), director, "公开的文字有错。",
    )  # fmt: skip
    assert (published().count(), Proposal.objects.get().is_published) == (0, False)
    entry = AuditEntry.objects.latest("seq")
    assert (entry.verb, entry.facts) == ("proposal.taken_down", {"on": "2026-09-20"})
    assert AuditNote.objects.get(entry=entry).text == "公开的文字有错。"
    again = publish(proposal, director, at=DOWN)
    assert list(published()) == [again]


def test_what_does_not_stand_is_not_taken_down(bring, director):
    with pytest.raises(ValidationError, match="没有公开"):
        take_down(bring(S.CLOSED), by=director, reason="有错。", at=DOWN)


def test_a_reply_that_was_returned_is_not_shown_any_more(bring, director):
    proposal = bring(S.REPLIED)
    publish(proposal, director)
    return_reply(proposal, by=director, reason="请补全。", at=DOWN)
    assert not published().exists()
    assert not standing_publication(proposal).is_shown


def test_a_proposal_handled_again_is_not_shown_with_its_old_reply(bring, director):
    publish(bring(S.CLOSED), director)
    Proposal.objects.update(round=2)
    assert not published().exists()


def test_what_is_no_longer_open_to_the_public_is_not_shown(bring, director):
    publish(bring(S.CLOSED), director)
    Proposal.objects.update(is_published=False)
    assert not published().exists()


def test_the_unit_cannot_take_back_a_reply_that_is_published(bring, director, handler):
    proposal = bring(S.REPLIED)
    publish(proposal, director)
    with pytest.raises(ValidationError, match="已经接着办了"):
        correct_last_act(proposal, by=handler, reason="写错了。")
    take_down(proposal, by=director, reason="答复写错了。", at=DOWN)
    correct_last_act(proposal, by=handler, reason="写错了。")
    proposal.refresh_from_db()
    assert proposal.state == S.SIGNED


def test_it_begins_with_the_own_words_of_deputy_and_unit(bring):
    proposal = bring(S.CLOSED, text="请找万某，电话 138 0000 1234。")
    wording = wording_of(proposal, answer_in_force(proposal))
    assert wording.title == proposal.title
    assert wording.text == "请找万某，电话 （略）。"
    assert wording.reply == "人行横道已经画好，减速带已经装好，请代表现场看。"
    assert [one.words for one in wording.taken] == ["138 0000 1234"]


def test_the_reply_begins_with_what_its_class_has_to_say(bring):
    proposal = bring(S.CLOSED)
    answer = answer_in_force(proposal)
    answer.result, answer.essence, answer.promised_by = "B", "分两段修", date(2026, 12, 31)
    assert wording_of(proposal, answer).reply.endswith(
        "\n\n工作计划和进度：分两段修\n\n承诺 2026 年 12 月 31 日前办完。"
    )


def test_names_of_other_deputies_are_pointed_out(bring):
    proposal = bring(S.CLOSED)
    make_deputy("陈桂兰")
    make_deputy("彭细毛")
    assert names_standing_in("万秋生和陈桂兰一起看过。", proposal) == ["陈桂兰"]


def write(change: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE deputies_publication SET {change}")


_WHOLE = (
    "taken_down_at = '2026-09-20 09:00:00+00:00', reason = '有错', "
    "taken_down_by_id = (SELECT id FROM office_user LIMIT 1)"
)


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ("title = ''", "publication_has_words"),
        ("text = ''", "publication_has_words"),
        ("reply = ''", "publication_has_words"),
        ("taken_down_on = '2026-09-20'", "publication_taken_down_whole_or_not"),
        ("reason = '有错'", "publication_taken_down_whole_or_not"),
        (_WHOLE, "publication_taken_down_whole_or_not"),
        (f"{_WHOLE}, taken_down_on = '2026-09-09'", "publication_taken_down_not_before"),
    ],
)
def test_the_database_keeps_a_publication_whole(bring, director, change, name):
    publish(bring(S.CLOSED), director)
    with pytest.raises(IntegrityError, match=name):
        write(change)


def test_it_may_be_taken_down_on_the_day_it_was_published(bring, director):
    publish(bring(S.CLOSED), director)
    write(f"{_WHOLE}, taken_down_on = '2026-09-10'")
    assert not Publication.objects.standing().exists()


def test_the_database_keeps_one_publication_of_a_proposal(bring, director):
    row = publish(bring(S.CLOSED), director)
    row.pk = "6f1f0ac7-9d1e-4f43-9dd1-6a3b8f2f51c3"
    with pytest.raises(IntegrityError), transaction.atomic():
        Publication.objects.bulk_create([row])
