"""The units' turns through their pages (security B; the numbers are its tests')."""

import re
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from deputies.choices import ProposalState as S
from deputies.models import Assisting, Contest, Extension, Proposal
from deputies.services.assisting import choose_assisting
from deputies.services.contests import agree_contest
from deputies.services.extensions import grant_extension
from deputies.services.handling import return_reply
from tests.deputies.proposal_pages import LIST, page, send, signed_in, text
from tests.deputies.proposal_steps import ANSWER
from tests.deputies.unit_steps import ASKED, DECIDED, GRANTED, ask, contest, reassign
from tests.factories import make_handler, make_unit, moment
from township_npc.office import clock
from township_npc.office.models import AuditEntry, StoredFile
from township_npc.office.services.files import store_document

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample_day")]


@pytest.fixture
def other():
    return make_unit("农业农村办")


def assisted(proposal, director, handler_name="邱玉明"):
    """The proposal with 财政所 assisting, and its handler."""
    unit = make_unit("财政所")
    choose_assisting(proposal, by=director, units=[unit], at=ASKED)
    return make_handler(unit, name=handler_name)


def file_of(subject, by):
    upload = SimpleUploadedFile("说明.txt", f"第 {uuid4()} 号".encode())
    return store_document(upload, subject=subject, by=by, at=DECIDED)


def status(user, file: StoredFile) -> int:
    answer = signed_in(user).get(f"/files/{file.pk}/")
    if answer.streaming:
        answer.getvalue()
    return answer.status_code


def test_6_and_7_after_a_reassignment_the_old_unit_sees_nothing_of_it(
    bring, handler, director, staff, other
):
    proposal = bring(S.REPLIED)
    return_reply(proposal, by=staff, reason="请补全。", at=moment(2026, 9, 2))
    papers = [file_of(proposal, director), file_of(proposal.replies.get(), handler)]
    assert [status(handler, paper) for paper in papers] == [200, 200]
    reassign(proposal, other, director, on=moment(2026, 9, 3).date(), at=moment(2026, 9, 3))
    for act in ("", "print/", "reply/", "contest/", "extension/"):
        assert page(handler, proposal, act).status_code == 404
    assert [status(handler, paper) for paper in papers] == [404, 404]
    assert send(handler, proposal, "reply", **ANSWER).status_code == 404
    assert page(make_handler(other, name="程保国"), proposal).status_code == 200


def test_7_a_unit_whose_contest_was_agreed_to_sees_nothing_of_it(bring, handler, director):
    proposal = bring(S.SIGNED)
    paper = file_of(proposal, director)
    agree_contest(contest(proposal, handler), by=director, at=DECIDED)
    assert page(handler, proposal).status_code == 404
    assert status(handler, paper) == 404
    assert page(director, proposal).status_code == 200


def test_6_the_papers_of_an_opinion_are_for_the_lead_unit_and_the_office(
    bring, director, chair, handler, deputy
):
    proposal = bring(S.SIGNED)
    theirs = assisted(proposal, director)
    send(theirs, proposal, "opinion", text="经费可以列入明年。")
    paper = file_of(Assisting.objects.get(), theirs)
    third = make_handler(make_unit("文化服务中心"), name="温书琴")
    choose_assisting(proposal, by=director, units=[make_unit("财政所"), make_unit("文化服务中心")],
                     at=GRANTED)  # fmt: skip
    assert [status(user, paper) for user in (director, chair, handler, theirs)] == [200] * 4
    assert [status(user, paper) for user in (third, deputy.person.user)] == [404] * 2
    choose_assisting(proposal, by=director, units=[], at=GRANTED)
    assert status(theirs, paper) == 404


def test_6_a_withdrawn_reply_and_its_papers_are_not_for_the_assisting_unit(
    bring, handler, director, staff
):
    proposal = bring(S.REPLIED)
    return_reply(proposal, by=staff, reason="请补全。", at=moment(2026, 9, 2))
    paper = file_of(proposal.replies.get(), handler)
    theirs = assisted(proposal, director)
    assert (status(handler, paper), status(theirs, paper)) == (200, 404)
    assert ANSWER["text"] not in page(theirs, proposal).content.decode()


def test_8_no_turn_of_the_unit_after_the_round_was_closed(bring, handler, director):
    proposal = bring(S.CLOSED)
    for act in ("contest", "extension"):
        send(handler, proposal, act, reason="x", late_reason="x")
    assert AuditEntry.objects.filter(verb__startswith="proposal.").latest("seq").verb == (
        "proposal.closed"
    )
    assert (Contest.objects.count(), Extension.objects.count()) == (0, 0)


def test_9_an_assisting_unit_sees_the_phone_until_it_has_given_its_opinion(bring, deputy, director):
    deputy.person.phone = "15400000001"
    deputy.person.save(update_fields=["phone_sealed", "phone_index"])
    proposal = bring(S.SIGNED)
    theirs = assisted(proposal, director)
    shown = signed_in(theirs).post(f"{LIST}{proposal.pk}/phone/")
    assert "15400000001" in shown.content.decode()
    assert AuditEntry.objects.latest("seq").verb == "proposal.phone_seen"
    send(theirs, proposal, "opinion", text="经费可以列入明年。")
    after = page(theirs, proposal).content.decode()
    assert "154" not in strip_tags(after)  # a key in an address may hold these digits
    assert "tel:" not in after
    assert signed_in(theirs).post(f"{LIST}{proposal.pk}/phone/").status_code == 403


def test_an_assisting_unit_reads_the_text_and_who_leads_and_not_the_handling(
    bring, handler, director
):
    proposal = bring(S.SIGNED)
    theirs = assisted(proposal, director)
    text = page(theirs, proposal).content.decode()
    for shown in ("莲南小学门口没有人行横道", "村镇建设办", "写协办意见"):
        assert shown in text
    for private in ("与代表联系</h2>", "经过</h2>", "申请延期", "不属于我们办"):
        assert private not in text


def test_the_clock_of_the_opinion_stands_on_its_page_and_on_the_offices(bring, director):
    proposal = bring(S.SIGNED)
    theirs = assisted(proposal, director)
    due_on = proposal.assistings.get().due_on.isoformat()
    for answer in (page(theirs, proposal, "opinion/"), page(director, proposal)):
        assert due_on in text(answer)
        assert "建议值（无法定依据）" in text(answer)


def test_the_pages_lead_from_the_contest_to_another_unit(bring, handler, director, staff, other):
    proposal = bring(S.SIGNED)
    send(handler, proposal, "contest", reason="归农业农村办管。", suggested_unit=other.pk,
         late_reason="清单才找到。")  # fmt: skip
    send(staff, proposal, "contest/suggest", decision="yes", note="属实。")
    text = page(director, proposal, "contest/decide/").content.decode()
    for words in ("归农业农村办管。", "认为归", "李海燕：同意退件，属实。", "清单才找到。"):
        assert words in text
    send(director, proposal, "contest/decide", decision="no")
    assert Contest.objects.get().is_waiting
    send(director, proposal, "contest/decide", decision="yes", note="属实。")
    proposal.refresh_from_db()
    assert proposal.state == S.ACCEPTED


def test_the_next_unit_reads_who_had_it_and_not_what_that_unit_had_asked(
    bring, handler, director, other
):
    proposal, theirs = bring(S.SIGNED), make_handler(other, name="程保国")
    send(handler, proposal, "contest", reason="不归我们管。", late_reason="清单才找到。")
    send(director, proposal, "contest/decide", decision="no", note="由你们牵头。")
    send(handler, proposal, "extension", reason="人手不够。")
    private = {"不归我们管。", "由你们牵头。", "人手不够。"}

    def read_by(user) -> set[str]:
        lines = text(page(user, proposal)).partition("经过</h2>")[2]
        return {words for words in private if words in lines}

    assert read_by(handler) == private
    reassign(proposal, other, director, on=clock.today(), at=clock.now())
    assert "由村镇建设办改交给农业农村办" in text(page(theirs, proposal))
    assert (read_by(theirs), read_by(director)) == (set(), private)
    send(theirs, proposal, "extension", reason="要等县里批。")
    private = {"不归我们管。", "要等县里批。"}
    assert read_by(theirs) == {"要等县里批。"}


def test_another_unit_is_chosen_with_the_old_ones_reason_in_sight(bring, handler, director, other):
    proposal = bring(S.SIGNED)
    assert f'value="{other.pk}" selected' not in text(page(director, proposal, "reassign/"))
    contest(proposal, handler, suggested_unit=other)
    shown = text(page(director, proposal, "reassign/"))
    assert "这件事归公路站管。" in shown
    assert f'value="{other.pk}" selected' in shown
    assert re.search('value="承办单位提出退件，另交。"[^>]*checked', shown)


def test_a_late_contest_is_asked_why_beside_the_field(bring, handler):
    proposal = bring(S.SIGNED)
    answer = send(handler, proposal, "contest", reason="归别人管。")
    assert "还没有填。" in answer.content.decode()
    assert not Contest.objects.exists()


def test_a_refusal_stands_on_the_page_and_can_be_put_right(bring, handler, director):
    proposal = bring(S.SIGNED)
    contest(proposal, handler)
    send(director, proposal, "contest/decide", decision="no", note="由你们牵头。")
    assert "主任没有同意退件" in page(handler, proposal).content.decode()
    send(director, proposal, "contest/reopen", ready="点错了。")
    assert Contest.objects.get().is_waiting


def test_the_director_reassigns_on_the_page_and_the_second_keeps_what_was_typed(
    bring, director, other
):
    proposal, third = bring(S.SIGNED), make_unit("财政所")
    seen = proposal.assignments.get().pk
    values = {"on": "2026-11-23", "ready": "选错了单位。", "seen": seen}
    send(director, proposal, "reassign", to=other.pk, assisting=[third.pk], **values)
    proposal.refresh_from_db()
    assert (proposal.lead_unit, proposal.assistings.get().unit) == (other, third)
    told = send(director, proposal, "reassign", to=third.pk, note="请快办", **values)
    assert "刚被徐明华交办给农业农村办" in told.content.decode()
    assert "请快办" in told.content.decode()
    assert Proposal.objects.get().lead_unit == other


def test_the_pages_lead_from_the_request_to_the_extended_deadline(bring, handler, director):
    proposal = bring(S.SIGNED)
    assert "期限已经过了" in page(handler, proposal, "extension/").content.decode()
    told = send(handler, proposal, "extension", reason="要等县里。", wanted_until="2026-12-17")
    assert "最晚到 2026-12-16（《代表法》第五十一条" in told.content.decode()
    assert "要等县里。" in told.content.decode()
    send(handler, proposal, "extension", reason="要等县里批设计。", wanted_until="2026-12-10")
    shown = page(director, proposal, "extension/decide/").content.decode()
    assert "要等县里批设计。" in shown
    assert 'value="2026-12-10"' in shown
    send(director, proposal, "extension/decide", decision="yes", until="2027-02-01")
    assert Extension.objects.get().is_waiting
    send(director, proposal, "extension/decide", decision="yes", until="2026-12-10", note="抓紧。")
    text = page(handler, proposal).content.decode()
    for words in ("延长过", "原期限", "2026-09-16", "2026-12-10"):
        assert words in text
    send(director, proposal, "extension/correct", ready="日期写错了。")
    proposal.refresh_from_db()
    assert proposal.reply_due_on.isoformat() == "2026-09-16"


def test_beside_the_day_the_unit_reads_how_far_it_may_ask(bring, handler, director):
    proposal = bring(S.SIGNED)
    asked = page(handler, proposal, "extension/").content.decode()
    assert "最晚到 2026-12-16。不写，就按这一天。" in asked
    grant_extension(proposal, by=director, reason="口头同意。", at=moment(2026, 9, 1))
    asked = page(handler, proposal, "extension/").content.decode()
    assert "规则最长只到 2026-12-16，这里不用写" in asked


def test_the_director_grants_it_on_the_page(bring, director):
    proposal = bring(S.SIGNED)
    send(director, proposal, "extension/grant", until="2026-12-16", ready="other",
         reason="口头同意，分管副镇长。")  # fmt: skip
    proposal.refresh_from_db()
    assert proposal.reply_due_on.isoformat() == "2026-12-16"


def test_the_unit_takes_back_what_it_asked(bring, handler):
    proposal = bring(S.SIGNED)
    contest(proposal, handler)
    ask(proposal, handler)
    for act in ("contest/take-back", "extension/take-back"):
        assert send(handler, proposal, act).url == f"{LIST}{proposal.pk}/"
    assert (Contest.objects.count(), Extension.objects.count()) == (0, 0)


@pytest.mark.parametrize("act", ["contest/decide/", "extension/decide/", "contest/suggest/"])
def test_who_comes_when_nothing_waits_is_taken_to_the_proposal(bring, director, staff, act):
    by = staff if "suggest" in act else director
    answer = page(by, proposal := bring(S.SIGNED), act)
    assert (answer.status_code, answer.url) == (302, f"{LIST}{proposal.pk}/")


@pytest.mark.parametrize("act", ["contest/", "extension/"])
def test_who_would_ask_twice_is_taken_to_the_proposal(bring, handler, act):
    proposal = bring(S.SIGNED)
    contest(proposal, handler)
    ask(proposal, handler)
    answer = page(handler, proposal, act)
    assert (answer.status_code, answer.url) == (302, f"{LIST}{proposal.pk}/")


def test_the_deputy_reads_of_a_new_unit_and_a_new_deadline_and_not_what_was_asked(
    bring, deputy, handler, director, other
):
    proposal = bring(S.SIGNED)
    contest(proposal, handler, reason="内部的理由")
    reassign(proposal, other, director)
    grant_extension(proposal, by=director, at=GRANTED, reason="口头同意。")
    text = page(deputy.person.user, proposal).content.decode()
    assert "由村镇建设办改交给农业农村办" in text
    assert "同意延期" in text
    assert "内部的理由" not in text


def test_the_reply_page_names_who_has_not_written_and_shows_who_has(bring, handler, director):
    proposal = bring(S.SIGNED)
    theirs = assisted(proposal, director)
    third = make_unit("文化服务中心")
    send(theirs, proposal, "opinion", text="经费可以列入明年。")
    choose_assisting(proposal, by=director, units=[make_unit("财政所"), third], at=GRANTED)
    text = page(handler, proposal, "reply/").content.decode()
    assert "文化服务中心还没有提出协办意见" in text
    assert "经费可以列入明年。" in text


@pytest.mark.parametrize("role", ["director", "handler"])
def test_the_page_costs_the_same_for_any_number_of_assisting_units(request, bring, director, role):
    proposal, client = bring(S.SIGNED), signed_in(request.getfixturevalue(role))

    def cost(count: int) -> int:
        units = [make_unit(f"第 {n} 办") for n in range(count)]
        choose_assisting(proposal, by=director, units=units, at=ASKED)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"{LIST}{proposal.pk}/").status_code == 200
        return len(queries)

    cost(1)  # the first page of a sign-in also writes the sign-in down
    assert cost(1) == cost(50)
