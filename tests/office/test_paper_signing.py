"""签发 and 请县人大把关 through their pages: the text to read, two buttons, the county's word."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from tests.office.paper_steps import AT, ON, TEXT, brought_to_review
from township_npc.office import clock
from township_npc.office.choices import PaperState as S
from township_npc.office.choices import Verdict
from township_npc.office.models import CountyReview, PaperDecision
from township_npc.office.services.papers import moves
from township_npc.office.services.papers.drafting import draft_paper, write_paper
from township_npc.office.services.papers.reviews import ask_county


@pytest.fixture
def phone(chair) -> Client:
    client = Client()
    client.force_login(chair)
    return client


@pytest.fixture
def paper(director):
    return brought_to_review(director)


def url(paper, act: str = "") -> str:
    return f"/papers/{paper.pk}/{act}"


def decide(phone, paper, verdict: str, comment: str = "", once=None, seen: int = 2):
    body = {"once": once or uuid4(), "verdict": verdict, "comment": comment, "seen": seen}
    return phone.post(url(paper, "sign/"), body)


def test_the_chairman_reads_the_text_where_he_signs(phone, paper):
    page = phone.get(url(paper, "sign/")).content.decode()
    assert "定于三月五日召开会议。" in page
    assert page.index("定于三月五日召开会议。") < page.index('value="passed">签发')


def test_one_tap_signs_and_a_second_tap_is_the_same(phone, paper):
    once = uuid4()
    answers = [decide(phone, paper, "passed", once=once) for _ in range(2)]
    assert [answer.url for answer in answers] == [url(paper)] * 2
    paper.refresh_from_db()
    assert paper.state == S.SIGNED
    assert PaperDecision.objects.filter(step=S.REVIEW).count() == 1


def test_returning_asks_for_a_word_and_keeps_the_place(phone, paper):
    page = decide(phone, paper, "returned").content.decode()
    assert "退回时请写明要改什么。" in page
    paper.refresh_from_db()
    assert paper.state == S.REVIEW
    decide(phone, paper, "returned", "时间要和党委会错开。")
    paper.refresh_from_db()
    assert paper.state == S.DRAFT
    assert "时间要和党委会错开。" in phone.get(url(paper)).content.decode()


def test_no_button_no_verdict(phone, paper):
    page = decide(phone, paper, "").content.decode()
    assert "请按“签发”或者“退回修改”。" in page


def test_after_a_return_the_signer_sees_what_changed_since(phone, paper, director, chair):
    moves.decide_review(paper, verdict="returned", comment="改日期", by=chair, at=AT)
    write_paper(paper, replace(TEXT, body="改了。"), by=director, at=AT, seen=2)
    moves.send_to_proof(paper, by=director)
    moves.decide_proof(paper, verdict=Verdict.PASSED, comment="急件", by=director, at=AT)
    page = phone.get(url(paper, "sign/")).content.decode()
    assert "改日期" in page
    assert f"{url(paper, 'versions/')}?old=2&amp;new=3" in page


def test_words_that_the_signer_has_not_read_are_not_signed(phone, paper, director):
    moves.take_back(paper, by=director, reason="送错了。")
    write_paper(paper, replace(TEXT, body="改了。"), by=director, at=AT, seen=2)
    moves.send_to_proof(paper, by=director)
    moves.decide_proof(paper, verdict=Verdict.PASSED, comment="急件", by=director, at=AT)
    page = decide(phone, paper, "passed", seen=2).content.decode()
    assert "您打开以后办公室又改了一稿" in page
    assert 'name="seen" value="3"' in page
    paper.refresh_from_db()
    assert paper.state == S.REVIEW
    decide(phone, paper, "passed", seen=3)
    paper.refresh_from_db()
    assert paper.state == S.SIGNED


def test_a_paper_that_was_taken_back_meanwhile_is_not_signed(phone, paper, director):
    moves.take_back(paper, by=director, reason="送错了。")
    page = decide(phone, paper, "passed").content.decode()
    assert "这份文件刚被别人处理过" in page
    paper.refresh_from_db()
    assert paper.state == S.DRAFT


def test_a_paper_that_waits_for_no_signature_offers_no_button(phone, director, chair):
    paper = draft_paper("notice", by=director, at=AT)
    page = phone.get(url(paper, "sign/")).content.decode()
    assert "现在不等签发" in page
    assert 'name="verdict"' not in page


# 请县人大把关


def test_the_county_is_asked_once_and_answers_with_the_article(desk, paper):
    body = {"once": uuid4(), "asked_of": "县人大联工委", "question": "提法对不对", "on": ON}
    for _ in range(2):
        assert desk.post(url(paper, "county/"), body).url == url(paper)
    review = CountyReview.objects.get()
    answer_url = url(paper, f"county/{review.pk}/")
    seen = desk.get(answer_url).context["form"]["seen"].value()
    sent = {"answer": "照此办理。", "article": "《选举法》第三十条", "on": ON, "seen": seen}
    assert desk.post(answer_url, sent).url == url(paper)
    page = desk.get(url(paper)).content.decode()
    for words in ("提法对不对", "县人大联工委", "照此办理。", "《选举法》第三十条"):
        assert words in page


def test_an_answer_comes_after_its_question_and_not_tomorrow(desk, paper, director):
    review = ask_county(paper, asked_of="县人大", question="对不对", on=ON, by=director)
    answer_url = url(paper, f"county/{review.pk}/")
    for on, sentence in (
        (ON - timedelta(days=1), "答复的日期不能早于送去的日期。"),
        (clock.today() + timedelta(days=1), "日期不能晚于今天。"),
    ):
        seen = desk.get(answer_url).context["form"]["seen"].value()
        page = desk.post(answer_url, {"answer": "对。", "on": on, "seen": seen})
        assert sentence in page.content.decode()
    assert CountyReview.objects.get().answer == ""


def test_an_answer_is_put_right_and_a_colleagues_is_not_overwritten_unseen(desk, paper, director):
    review = ask_county(paper, asked_of="县人大", question="对不对", on=ON, by=director)
    answer_url = url(paper, f"county/{review.pk}/")
    opened = desk.get(answer_url).context["form"]["seen"].value()
    desk.post(answer_url, {"answer": "对。", "on": ON, "seen": opened})
    late = desk.post(answer_url, {"answer": "不对。", "on": ON, "seen": opened}).content.decode()
    assert "现在存着：对。" in late
    again = desk.get(answer_url).context["form"]["seen"].value()
    desk.post(answer_url, {"answer": "不对。", "on": ON, "seen": again})
    assert CountyReview.objects.get().answer == "不对。"


def test_the_question_of_another_paper_is_not_found_here(desk, paper, director):
    other = draft_paper("notice", by=director, at=AT)
    review = ask_county(other, asked_of="县人大", question="对不对", on=ON, by=director)
    assert desk.get(url(paper, f"county/{review.pk}/")).status_code == 404
