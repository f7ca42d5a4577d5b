"""联名 and 附议 on two phones, and the hints while a proposal is written."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.axe import WCAG, broken_rules
from tests.journeys.conftest import NARROW, PHONE
from tests.journeys.hands import (
    Finger,
    arrived,
    invite,
    scrolls_sideways,
    send,
    sign_in,
    sign_with_pin,
    write_to_the_end,
)
from tests.journeys.test_phone_looks import small_targets

LONG_NAME = "欧阳春晓" * 10
ACCEPTED = """
from deputies.models import Deputy
from tests.deputies.proposal_steps import brought_to
lead = Deputy.objects.get(person__user__username=username)
clerk = factories.make_user(Role.DIRECTOR, username=f"clerk-{lead.pk}")
answer = str(brought_to("accepted", lead=lead, director=clerk, title=title).pk)
"""
THIRTY = """
from tests.deputies.cosigner_steps import invite, sign
draft = Proposal.objects.get(lead__person__user__username=username)
for n, called in enumerate([*(f"代表{n:02}" for n in range(29)), name]):
    user = factories.make_user(Role.DEPUTY, name=called, username=f"{username}-{n}")
    sign(invite(draft, factories.make_deputy(user=user)))
answer = str(draft.pk)
"""


@pytest.fixture
def lead(live_office):
    return live_office.add_deputy("万秋生")


def phone_of(new_context, office, username: str) -> Page:
    return sign_in(new_context().new_page(), office, username)


def test_the_lead_asks_by_name_and_the_other_signs_on_the_own_phone(new_context, live_office, lead):
    other = live_office.add_deputy("陈桂兰的名")
    mine = phone_of(new_context, live_office, lead)
    mine.goto(f"{live_office.url}/proposals/new/")
    write_to_the_end(mine)
    mine.get_by_role("button", name="先请别的代表联名").click()
    invite(mine, "陈桂兰的")
    expect(mine.get_by_text("还没看")).to_be_visible()
    theirs = phone_of(new_context, live_office, other)
    theirs.goto(f"{live_office.url}/proposals/")
    theirs.get_by_role("link", name=re.compile("莲南小学")).click()
    expect(theirs.get_by_role("heading", name="您愿意联名吗？")).to_be_visible()
    sign_with_pin(theirs, "签名联名")
    expect(theirs.get_by_role("heading", name="已经签名")).to_be_visible()
    mine.get_by_role("link", name="回去，看一遍就送").click()
    expect(mine.get_by_text("联名：1 人已签名。")).to_be_visible()
    send(mine)
    arrived(mine)
    theirs.goto(f"{live_office.url}/proposals/")
    theirs.get_by_role("link", name=re.compile("莲南小学")).click()
    expect(theirs.get_by_text("还没有受理")).to_be_visible()


def test_after_the_text_a_hint_leads_to_a_second_and_the_draft_can_go(
    new_context, live_office, lead
):
    live_office.run(ACCEPTED, username=lead, title="八一桥头路灯更换")
    other = live_office.add_deputy("罗水根")
    page = phone_of(new_context, live_office, other)
    page.goto(f"{live_office.url}/proposals/new/")
    finger = Finger(page)
    finger.tap("治安安全")
    finger.write("想说的是什么事", "八一桥头的路灯坏了，晚上看不见。")
    expect(page.get_by_text("已经有人提过相近的")).to_be_hidden()
    finger.tap("^继续$")
    expect(page.get_by_text("已经有人提过相近的")).to_be_visible()
    expect(page.get_by_text("八一桥头路灯更换", exact=False).first).to_be_visible()
    finger.tap("^附议")
    sign_with_pin(page, "附议")
    expect(page.get_by_text("您自己写的草稿还在")).to_be_visible()
    finger.tap("^删掉草稿$")
    page.get_by_role("button", name="删掉").click()
    expect(page.get_by_text("删掉了")).to_be_visible()
    mine = phone_of(new_context, live_office, lead)
    mine.goto(f"{live_office.url}/proposals/")
    mine.get_by_role("link", name="八一桥头路灯更换").click()
    mine.get_by_role("link", name="去确认").click()
    mine.get_by_role("button", name=re.compile("^确认")).click()
    expect(mine.get_by_text("已确认，罗水根代表一起联名。")).to_be_visible()


def test_a_hint_follows_the_words_that_are_mended(new_context, live_office, lead):
    live_office.run(ACCEPTED, username=lead, title="新塘小学操场塌陷修补")
    page = phone_of(new_context, live_office, live_office.add_deputy("闵长根"))
    page.goto(f"{live_office.url}/proposals/new/")
    finger = Finger(page)
    finger.tap("教育文化")
    finger.write("想说的是什么事", "新塘小学操场塌了一块。")
    finger.tap("^继续$")
    expect(page.get_by_text("新塘小学操场塌陷修补")).to_be_visible()
    page.go_back()
    finger.write("想说的是什么事", "镇里要有一个夜间门诊。")
    finger.tap("^继续$")
    expect(page.get_by_text("已经有人提过相近的")).to_have_count(0)


def test_without_a_signal_nothing_is_shown_and_nothing_waits(new_context, live_office, lead):
    live_office.run(ACCEPTED, username=lead, title="老街电线私拉乱接整治")
    page = phone_of(new_context, live_office, live_office.add_deputy("章文俊"))
    page.goto(f"{live_office.url}/proposals/new/")
    finger = Finger(page)
    finger.tap("治安安全")
    page.context.set_offline(True)
    finger.write("想说的是什么事", "老街的电线乱拉，容易起火。")
    finger.tap("^继续$")
    finger.tap("没有这些情况")
    finger.tap("^继续$")
    expect(page.get_by_role("heading", name="看一遍，没错就送")).to_be_visible()
    expect(page.get_by_text("已经有人提过相近的")).to_have_count(0)
    page.context.set_offline(False)
    page.get_by_role("link", name=re.compile("改.*在哪里")).click()
    expect(page.get_by_text("老街电线私拉乱接整治")).to_be_visible()


@pytest.mark.looks
@pytest.mark.parametrize("screen", [PHONE, NARROW], ids=["phone", "narrow"])
def test_thirty_signers_and_a_long_name_fit_the_phone(new_context, live_office, lead, screen):
    mine = sign_in(new_context(screen).new_page(), live_office, lead)
    mine.goto(f"{live_office.url}/proposals/new/")
    write_to_the_end(mine)
    expect(mine.get_by_text("已存好，关掉也不会丢")).to_be_visible()
    key = live_office.run(THIRTY, username=lead, name=LONG_NAME)
    for path in (f"/proposals/{key}/cosigners/", f"/proposals/{key}/cosigners/?name=代表"):
        mine.goto(live_office.url + path)
        assert not scrolls_sideways(mine)
        assert small_targets(mine) == []
        assert broken_rules(mine, WCAG) == []
