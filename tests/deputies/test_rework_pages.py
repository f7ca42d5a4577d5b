"""重新办理 and 办结 over a rating that says 不满意, through the pages."""

from datetime import date

import pytest

from deputies.choices import ProposalState as S
from deputies.models import Proposal, Rework
from deputies.services.handling import close_proposal
from tests.deputies.proposal_pages import LIST, page, send, text
from tests.deputies.rating_steps import BAD, LATER, NOTICE, WORDS, rate, reply_again, rework
from tests.factories import make_deputy, make_handler, make_unit, moment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample_day")]


def test_the_deputy_reads_why_the_office_closed_all_the_same(bring, deputy, director):
    proposal = bring(S.REPLIED)
    rate(proposal, BAD)
    send(director, proposal, "close", on="2026-09-03", ready="other", reason="已当面说明情况。")
    assert Proposal.objects.get().state == S.CLOSED
    assert "已当面说明情况。" in text(page(deputy.person.user, proposal))
    assert "已当面说明情况。" in text(page(director, proposal))


def test_a_reply_somebody_is_unsatisfied_with_is_not_offered_to_be_returned(bring, director, staff):
    proposal = bring(S.REPLIED)
    people = (director, staff)
    assert ["退回答复" in text(page(user, proposal)) for user in people] == [True, True]
    rate(proposal, BAD)
    assert ["退回答复" in text(page(user, proposal)) for user in people] == [False, False]


def test_closing_over_an_unsatisfied_rating_asks_for_a_reason(bring, director):
    proposal = bring(S.REPLIED)
    rate(proposal, BAD)
    assert WORDS in text(page(director, proposal, "close/"))
    answer = send(director, proposal, "close", on="2026-09-03")
    assert "请选" in text(answer)
    assert Proposal.objects.get().state == S.REPLIED


def test_the_director_sends_it_back_through_the_page(bring, director, handler):
    proposal = bring(S.REPLIED)
    rate(proposal, BAD)
    shown = text(page(director, proposal))
    assert "重新办理" in shown
    assert WORDS in text(page(director, proposal, "rework/"))
    send(director, proposal, "rework", ready=[NOTICE], text="另请答复养护电话。", on="2026-11-20")
    notice = Rework.objects.get()
    assert notice.text == f"{NOTICE}另请答复养护电话。"
    assert NOTICE in text(page(handler, proposal))
    sheet = text(page(handler, proposal, f"reworks/{notice.pk}/print/"))
    for words in ("代表建议重新办理通知", NOTICE, "2026 年 12 月 21 日", "data:image/svg+xml"):
        assert words in sheet
    assert "万秋生" not in sheet.partition("<main")[2]
    assert WORDS not in sheet


def test_a_notice_says_what_to_mend(bring, director):
    proposal = bring(S.REPLIED)
    rate(proposal, BAD)
    answer = send(director, proposal, "rework", on="2026-11-20")
    assert "请至少选一条，或者自己写。" in text(answer)
    assert not Rework.objects.exists()


def test_a_notice_that_nobody_asked_for_is_not_written(bring, director):
    proposal = bring(S.REPLIED)
    answer = page(director, proposal, "rework/")
    assert (answer.status_code, answer.url) == (302, f"{LIST}{proposal.pk}/")
    refused = send(director, proposal, "rework", ready=[NOTICE], on="2026-11-20")
    assert "没有代表对这次答复不满意" in text(refused)


def test_a_third_round_warns_and_names_what_two_provinces_do(bring, director, handler):
    proposal = bring(S.REPLIED)
    rate(proposal, BAD)
    assert "河南" not in text(page(director, proposal, "rework/"))
    rework(proposal, director)
    reply_again(proposal, handler)
    rate(proposal, BAD, at=LATER)
    warned = text(page(director, proposal, "rework/"))
    for words in ("组织有关单位和专家评估", "召集有关代表和承办单位研究"):
        assert words in warned


def test_both_replies_and_both_ratings_stand_side_by_side(bring, director, handler, deputy):
    proposal = bring(S.REPLIED)
    rate(proposal, BAD)
    rework(proposal, director)
    reply_again(proposal, handler, answer={"result": "A", "text": "减速带装好了。"})
    rate(proposal, at=LATER)
    for reader in (director, deputy.person.user):
        shown = text(page(reader, proposal))
        for words in ("第 1 次书面答复", "第 2 次书面答复", "减速带装好了。", WORDS):
            assert words in shown
    assert WORDS not in text(page(handler, proposal))


def test_another_unit_and_another_deputy_print_no_notice(bring, director):
    proposal = bring(S.REPLIED)
    rate(proposal, BAD)
    notice = rework(proposal, director)
    url = f"reworks/{notice.pk}/print/"
    stranger, other = make_handler(make_unit("农业农村办")), make_deputy("陈桂兰").person.user
    assert page(stranger, proposal, url).status_code == 404
    assert page(other, proposal, url).status_code == 404
    Proposal.objects.update(is_published=True)
    assert page(other, proposal, url).status_code == 404


def test_8_the_unit_replies_in_each_round_until_that_round_is_closed(bring, director, handler):
    proposal = bring(S.CLOSED)
    rate(proposal, BAD, at=LATER)
    assert page(handler, proposal, "reply/").status_code == 403
    rework(proposal, director, at=LATER)
    reply_again(proposal, handler, at=moment(2026, 10, 20))
    assert page(handler, proposal, "reply/").status_code == 302
    close_proposal(proposal, by=director, on=date(2026, 10, 21), at=moment(2026, 10, 21))
    assert page(handler, proposal, "reply/").status_code == 403
    assert send(handler, proposal, "reply", result="A", text="又一份。").status_code == 403
    assert proposal.replies.count() == 2
