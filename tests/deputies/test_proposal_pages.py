"""The acts on one 建议 through its pages."""

from datetime import date
from uuid import uuid4

import pytest

from deputies.choices import ProposalState as S
from deputies.models import Proposal
from deputies.selectors.proposal_standing import proposal_lines
from deputies.services.answering import log_contact
from tests.deputies.proposal_pages import LIST, page, send, signed_in
from tests.deputies.proposal_steps import ANSWER
from tests.factories import make_unit, moment
from township_npc.office.models import AuditEntry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample_day")]


def test_the_director_accepts_assigns_and_closes_through_the_pages(bring, director, unit, handler):
    proposal = bring(S.SUBMITTED)
    send(director, proposal, "accept", category="traffic")
    send(director, proposal, "assign", to=unit.pk, on="2026.6.16")
    send(handler, proposal, "sign")
    send(handler, proposal, "contact", phase="during", way="phone", on="2026-06-24", text="问清。")
    send(handler, proposal, "reply", **ANSWER)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.number) == (S.REPLIED, 1)
    today = proposal.replies.get().replied_on
    send(director, proposal, "close", on=today.isoformat())
    proposal.refresh_from_db()
    assert (proposal.state, proposal.closed_on) == (S.CLOSED, today)


def test_a_second_tap_is_the_same_act(bring, director):
    proposal, key = bring(S.SUBMITTED), uuid4()
    answers = [send(director, proposal, "accept", category="traffic", once=key) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert AuditEntry.objects.filter(verb="proposal.accepted").count() == 1


def test_the_slower_clerk_reads_who_was_quicker_and_keeps_what_was_typed(bring, director, unit):
    proposal = bring(S.ASSIGNED)
    other = make_unit("农业农村办")
    answer = send(director, proposal, "assign", to=other.pk, on="2026-06-16", note="请快办")
    text = answer.content.decode()
    assert "这件建议刚被徐明华交办给村镇建设办" in text
    assert "请快办" in text
    assert Proposal.objects.get().lead_unit == unit


def test_who_opens_a_form_too_late_is_taken_to_the_proposal(bring, director):
    proposal = bring(S.ASSIGNED)
    answer = page(director, proposal, "accept/")
    assert (answer.status_code, answer.url) == (302, f"{LIST}{proposal.pk}/")


def test_a_wrong_day_is_told_beside_the_field(bring, director, unit):
    proposal = bring(S.ACCEPTED)
    answer = send(director, proposal, "assign", to=unit.pk, on="2026-11-31")
    assert "2026-11-31 没有这一天，11 月只有 30 天" in answer.content.decode()


def test_without_a_contact_the_reply_form_asks_why(bring, handler):
    proposal = bring(S.SIGNED)
    assert "没有与代表联系的原因" in page(handler, proposal, "reply/").content.decode()
    send(handler, proposal, "reply", **ANSWER)
    proposal.refresh_from_db()
    assert proposal.state == S.SIGNED


def test_a_return_needs_a_ready_reason_or_ones_own_words(bring, staff):
    proposal = bring(S.SUBMITTED)
    send(staff, proposal, "return", ready="other")
    assert Proposal.objects.get().state == S.SUBMITTED
    send(staff, proposal, "return", ready="other", reason="请写清楚路口。")
    assert Proposal.objects.get().return_reason == "请写清楚路口。"


def test_a_reply_put_right_is_there_again_in_the_form(bring, handler):
    proposal = bring(S.REPLIED)
    send(handler, proposal, "correct", ready="内容写错了。")
    assert ANSWER["text"] in page(handler, proposal, "reply/").content.decode()


def test_the_office_enters_a_sheet_and_prints_its_receipt(deputy, staff):
    fields = {
        "once": uuid4(),
        "lead": deputy.pk,
        "category": "traffic",
        "title": "魏坊村口减速带",
        "text": "下坡车快，请装减速带。",
        "is_plain": "yes",
        "signed_on_paper_on": "2026-06-11",
    }
    answer = signed_in(staff).post("/proposals/enter/", fields)
    proposal = Proposal.objects.get()
    assert (answer.status_code, proposal.state) == (302, S.SUBMITTED)
    sheet = page(staff, proposal, "print/").content.decode()
    assert "代表建议登记单" in sheet
    assert "data:image/svg+xml" in sheet


@pytest.mark.parametrize("role", ["chair", "handler", "author", "sysadmin"])
def test_nobody_else_opens_the_entry_page(request, deputy, role):
    user = deputy.person.user if role == "author" else request.getfixturevalue(role)
    assert signed_in(user).get("/proposals/enter/").status_code == 404


def test_who_signs_for_it_second_reads_who_was_quicker(bring, handler):
    proposal = bring(S.SIGNED)
    answer = send(handler, proposal, "sign")
    assert answer.status_code == 200
    assert "这件建议刚被" in answer.content.decode()
    assert answer.content.decode().count('method="post"') == _other_forms(answer) + 1


def _other_forms(answer) -> int:
    """Those of the shell around the page."""
    before, _, rest = answer.content.decode().partition("<main")
    after = rest.partition("</main>")[2]
    return (before + after).count('method="post"')


def test_the_sheet_says_why_the_last_day_was_moved(bring, director):
    proposal = bring(S.ASSIGNED)
    assert "顺延" not in page(director, proposal, "print/").content.decode()
    Proposal.objects.update(due_sum=proposal.due_sum | {"moved_because": "国庆节"})
    assert "末日是国庆节，顺延" in page(director, proposal, "print/").content.decode()


def test_the_timeline_stands_by_the_day_of_each_act_and_not_by_that_of_its_entry(
    bring, handler, director
):
    proposal = bring(S.SIGNED)
    for day, entered, words in ((20, 25, "看了路。"), (10, 26, "先打了电话。")):
        on, at = date(2026, 8, day), moment(2026, 8, entered)
        contact = {"phase": "before", "way": "phone", "on": on, "text": words}
        log_contact(proposal, by=handler, at=at, **contact)
    lines = proposal_lines(proposal, director)
    notes = [line["note"] for line in lines if line["note"].startswith("办前")]
    assert notes == ["办前，电话：看了路。", "办前，电话：先打了电话。"]
    days = [line["facts"].get("on", "") for line in lines]
    assert [day for day in days if day] == sorted((day for day in days if day), reverse=True)
