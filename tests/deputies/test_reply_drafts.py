"""The draft of a reply: one paper for a unit's handlers, nothing overwritten unseen, sent once."""

import json
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from deputies.choices import ProposalState as S
from deputies.models import Proposal, Reply, ReplyDraft
from deputies.services.answering import reply_proposal
from deputies.services.reply_drafts import save_reply_draft
from tests.deputies.proposal_pages import LIST, page, send, signed_in
from tests.deputies.proposal_steps import ANSWER, REPLIED, talk
from tests.deputies.unit_steps import DECIDED, reassign
from tests.factories import make_handler, make_unit, moment
from tests.office.test_once import at_once
from township_npc.office.models import AuditEntry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample_day")]
SAVED = moment(2026, 8, 20, 10)


@pytest.fixture
def signed(bring, handler):
    proposal = bring(S.SIGNED)
    talk(proposal, handler)
    return proposal


@pytest.fixture
def colleague(unit, handler):
    return make_handler(unit, name="熊小英")


def save(proposal, by, text, seen=0):
    return save_reply_draft(proposal, by=by, fields={"text": text}, seen=seen, at=SAVED)


def autosave(user, proposal, **fields):
    url = f"{LIST}{proposal.pk}/reply/draft/"
    return signed_in(user).post(url, {"seen": 0, **fields}, headers={"Accept": "application/json"})


def test_several_handlers_write_on_one_draft(signed, handler, colleague):
    first = save(signed, handler, "已经看过现场。")
    second = save(signed, colleague, "已经看过现场，下周动工。", seen=first.version)
    assert ReplyDraft.objects.count() == 1
    assert (second.saved_by, second.version) == (colleague, 2)
    assert "下周动工" in page(handler, signed, "reply/").content.decode()


def test_what_a_colleague_saved_meanwhile_is_not_overwritten(signed, handler, colleague):
    save(signed, handler, "已经看过现场。")
    with pytest.raises(ValidationError, match="万春林也在写这份答复"):
        save(signed, colleague, "我写的。")
    save(signed, handler, "第二稿。", seen=1)
    with pytest.raises(ValidationError, match="万春林也在写这份答复"):
        save(signed, colleague, "我写的。", seen=1)
    assert ReplyDraft.objects.get().fields == {"text": "第二稿。"}


def test_of_ten_who_begin_at_once_one_begins(committed_db, bring, handler):
    proposal = bring(S.SIGNED)

    def begin(n: int) -> bool:
        try:
            save(proposal, handler, f"第 {n} 稿")
        except ValidationError:
            return False
        return True

    assert sum(at_once(10, begin)) == 1
    assert ReplyDraft.objects.get().version == 1


def test_nothing_about_a_draft_is_recorded(signed, handler):
    before = AuditEntry.objects.count()
    save(signed, handler, "已经看过现场。")
    assert AuditEntry.objects.count() == before


def test_sending_turns_the_draft_into_the_reply(signed, handler):
    draft = save(signed, handler, "草稿")
    reply_proposal(signed, by=handler, at=REPLIED, draft=draft.version, **ANSWER)
    assert not ReplyDraft.objects.exists()
    assert Reply.objects.get().text == ANSWER["text"]


def test_sending_past_a_colleagues_newer_words_is_told_and_nothing_is_sent(
    signed, handler, colleague
):
    save(signed, handler, "草稿")
    save(signed, colleague, "补了一段。", seen=1)
    with pytest.raises(ValidationError, match="熊小英也在写"), transaction.atomic():
        reply_proposal(signed, by=handler, at=REPLIED, draft=1, **ANSWER)
    assert Proposal.objects.get().state == S.SIGNED
    assert ReplyDraft.objects.get().fields == {"text": "补了一段。"}


def test_on_the_page_both_copies_are_shown_and_the_second_press_sends(signed, handler, colleague):
    save(signed, handler, "草稿")
    save(signed, colleague, "补了一段。", seen=1)
    answer = send(handler, signed, "reply", seen=1, **ANSWER).content.decode()
    assert "熊小英也在写这份答复" in answer
    assert "补了一段。" in answer
    assert ANSWER["text"] in answer
    assert 'name="seen" value="2"' in answer
    send(handler, signed, "reply", seen=2, **ANSWER)
    signed.refresh_from_db()
    assert signed.state == S.REPLIED


def test_an_unfinished_form_does_not_make_the_page_forget_what_it_was_written_on(
    signed, handler, colleague
):
    save(signed, handler, "草稿")
    save(signed, colleague, "补了一段。", seen=1)
    wrong = ANSWER | {"result": "B"}
    answer = send(handler, signed, "reply", seen=1, **wrong).content.decode()
    assert 'name="seen" value="1"' in answer


def test_a_second_tap_on_send_is_the_same_reply(signed, handler):
    save(signed, handler, "草稿")
    key = uuid4()
    answers = [send(handler, signed, "reply", seen=1, once=key, **ANSWER) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert Reply.objects.count() == 1


def test_the_page_keeps_what_is_written_and_learns_of_a_colleague(signed, handler, colleague):
    kept = autosave(handler, signed, text="已经看过现场。", promised_by="2026-1")
    assert (kept.status_code, kept.json()["seen"]) == (200, 1)
    assert ReplyDraft.objects.get().fields["promised_by"] == "2026-1"
    told = autosave(colleague, signed, text="我写的。")
    assert (told.status_code, told.json()["by"]) == (409, "万春林")
    assert told.json()["fields"]["text"] == "已经看过现场。"


def test_what_is_too_long_is_told_and_what_was_kept_stays(signed, handler):
    autosave(handler, signed, text="短")
    told = autosave(handler, signed, text="长" * 5001, seen=1)
    assert told.status_code == 422
    assert json.loads(told.content)["says"]
    assert ReplyDraft.objects.get().fields["text"] == "短"


def test_the_button_keeps_it_without_a_script(signed, handler, colleague):
    answer = send(handler, signed, "reply/draft", seen=0, text="按钮存的。")
    assert (answer.status_code, answer.url) == (302, f"{LIST}{signed.pk}/reply/")
    told = send(colleague, signed, "reply/draft", seen=0, text="我写的。").content.decode()
    for words in ("我写的。", "按钮存的。", 'name="seen" value="1"'):
        assert words in told


def test_after_sending_an_autosave_on_its_way_keeps_nothing(signed, handler):
    reply_proposal(signed, by=handler, at=REPLIED, **ANSWER)
    assert autosave(handler, signed, text="迟到的。").status_code == 422
    assert not ReplyDraft.objects.exists()


@pytest.mark.parametrize("role", ["director", "staff", "chair", "author", "stranger"])
def test_nobody_else_reads_or_writes_the_draft(request, signed, deputy, handler, role):
    save(signed, handler, "只给本单位看的草稿")
    by = {"author": deputy.person.user, "stranger": make_handler(make_unit("财政所"))}
    user = by.get(role) or request.getfixturevalue(role)
    assert "只给本单位看的草稿" not in page(user, signed).content.decode()
    assert page(user, signed, "reply/").status_code in (403, 404)
    assert autosave(user, signed, text="x", seen=1).status_code in (403, 404)
    with pytest.raises(PermissionDenied):
        save(signed, user, "x", seen=1)


def test_the_next_unit_does_not_see_the_draft_of_the_one_before(signed, handler, director):
    save(signed, handler, "原单位的草稿")
    other = make_unit("农业农村办")
    reassign(signed, other, director, at=DECIDED)
    theirs = make_handler(other)
    send(theirs, signed, "sign")
    assert "原单位的草稿" not in page(theirs, signed, "reply/").content.decode()
    assert autosave(handler, signed, text="x", seen=1).status_code == 404
    with pytest.raises(PermissionDenied):
        save(signed, handler, "x", seen=1)
