"""发文 in a browser: the chairman's way on his phone, and every page of a paper's life on the three
screens with a long title and a long text."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.axe import WCAG, broken_rules
from tests.journeys.conftest import DESK, NARROW, PHONE
from tests.journeys.hands import Finger, fill, scrolls_sideways, sign_in

MOST_TAPS = 3
_PEOPLE = """
from uuid import uuid4
director, chair = (
    factories.make_user(role, username=f"{role}-{uuid4().hex[:8]}")
    for role in (Role.DIRECTOR, Role.CHAIR)
)
"""
BROUGHT_TO_REVIEW = f"""{_PEOPLE}
from tests.office.paper_steps import brought_to_review
paper = brought_to_review(director)
answer = [str(paper.pk), chair.username]
"""
STATE = "answer = OfficialPaper.objects.get(pk=key).state"

#: One paper in each part of its life, all with words as long as they come.
A_LIFE = f"""{_PEOPLE}
from dataclasses import replace
from tests.office.paper_steps import AT, ON, TEXT, brought_to_review, issued
from township_npc.office.services.papers import moves
from township_npc.office.services.papers.drafting import correct_paper, draft_paper, write_paper
from township_npc.office.services.papers.reviews import ask_county, enter_county_answer
title = "关于进一步做好镇第十九届人民代表大会第七次会议代表建议交办和办理工作有关事项的通知"
text = replace(TEXT, title=title, body="请各单位逐件研究办理，按时书面答复代表。\\n" * 100)
draft = draft_paper("notice", by=director, at=AT)
write_paper(draft, text, by=director, at=AT, seen=1)
write_paper(draft, replace(text, body="改了。\\n" + text.body), by=director, at=AT, seen=2)
moves.send_to_proof(draft, by=director)
asked = ask_county(draft, asked_of="县人大常委会选举任免联络工作委员会", question=title, on=ON,
                   by=director)
enter_county_answer(asked, answer=title, article=title, on=ON, by=director)
open_one = ask_county(draft, asked_of="县人大", question="对不对", on=ON, by=director)
review = brought_to_review(director, text)
moves.decide_review(review, verdict="returned", comment=title, by=chair, at=AT)
write_paper(review, replace(text, body="改了。"), by=director, at=AT, seen=2)
moves.send_to_proof(review, by=director)
moves.decide_proof(review, verdict="passed", comment="急件", by=director, at=AT)
signed = brought_to_review(director, text)
moves.decide_review(signed, verdict="passed", by=chair, at=AT)
out = issued(director, chair)
correct_paper(out, by=director, at=AT)
answer = [
    director.username, chair.username,
    dict(draft=draft.pk, question=open_one.pk, review=review.pk, signed=signed.pk, out=out.pk),
]
"""
_OFFICE_PAGES = (
    "/papers/", "/papers/?view=issued", "/papers/new/", "/papers/new/notice/",
    "/papers/{draft}/", "/papers/{draft}/write/", "/papers/{draft}/proof/",
    "/papers/{draft}/dates/", "/papers/{draft}/versions/", "/papers/{draft}/upload/",
    "/papers/{draft}/county/", "/papers/{draft}/county/{question}/", "/papers/{draft}/drop/",
    "/papers/{review}/", "/papers/{review}/take-back/", "/papers/{signed}/issue/",
    "/papers/{out}/", "/papers/{out}/correct/",
)  # fmt: skip
_CHAIRS_PAGES = ("/", "/papers/", "/papers/{review}/", "/papers/{review}/sign/")


@pytest.fixture
def waiting(live_office, new_context):
    """The chairman's phone, open at the home page, and the paper that waits for him."""
    key, chair = live_office.run(BROUGHT_TO_REVIEW)
    return key, sign_in(new_context().new_page(), live_office, chair)


def test_the_chairman_signs_on_his_phone_within_three_taps(waiting, live_office):
    key, phone = waiting
    finger = Finger(phone)
    finger.tap("去签发")
    expect(phone.locator("main")).to_contain_text("定于三月五日召开会议。")
    finger.tap("^签发$")
    expect(phone.locator("main")).to_contain_text("已签发，办公室会取号印发。")
    assert finger.taps <= MOST_TAPS
    assert live_office.run(STATE, key=key) == "signed"


def test_the_chairman_returns_with_a_word_within_three_taps(waiting, live_office):
    key, phone = waiting
    finger = Finger(phone)
    finger.tap("去签发")
    fill(phone, comment="时间和党委会冲突，改到下午。")
    finger.tap("^退回修改$")
    expect(phone.locator("main")).to_contain_text("时间和党委会冲突，改到下午。")
    assert finger.taps <= MOST_TAPS
    assert live_office.run(STATE, key=key) == "draft"


def faults(page: Page) -> list[str]:
    found = []
    for screen in (NARROW, PHONE, DESK):
        page.set_viewport_size(screen)
        if scrolls_sideways(page):
            found.append(f"scrolls sideways at {screen['width']}")
        found += [f"axe {rule} at {screen['width']}" for rule in broken_rules(page, WCAG)]
    return found


@pytest.mark.looks
def test_every_page_of_a_papers_life_is_whole_on_the_three_screens(live_office, new_context):
    director, chair, keys = live_office.run(A_LIFE)
    wrong = {}
    for name, paths in ((director, _OFFICE_PAGES), (chair, _CHAIRS_PAGES)):
        page = sign_in(new_context().new_page(), live_office, name)
        for path in paths:
            status = page.goto(live_office.url + path.format(**keys)).status
            if found := [f"answers {status}"] * (status != 200) + faults(page):
                wrong[path] = found
    assert wrong == {}
