"""A form outside 提建议 on a phone whose signal goes, and the way back from what was sent."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.hands import Finger, sign_in
from tests.journeys.live import PIN

ANSWERED = """
from tests.deputies.proposal_steps import brought_to
lead = Deputy.objects.get(person__user__username=username)
unit, handler = factories.make_unit(), factories.make_user(Role.HANDLER, username=f"h-{username}")
UnitMember.objects.create(unit=unit, user=handler)
director = factories.make_user(Role.DIRECTOR, username=f"z-{username}")
crew = {"lead": lead, "director": director, "unit": unit, "handler": handler}
answer = str(brought_to("replied", **crew).pk)
"""
WORDS = "只画了线，减速带没有装。"


@pytest.fixture
def page(new_context, live_office) -> Page:
    """The question how the deputy liked the reply, answered up to the last button."""
    deputy = live_office.add_deputy("万秋生")
    proposal = live_office.run(ANSWERED, username=deputy)
    page = sign_in(new_context().new_page(), live_office, deputy, f"/proposals/{proposal}/")
    finger = Finger(page)
    finger.tap("^评价$")
    page.locator("[name=process][value=satisfied]").check()
    page.locator("[name=result][value=unsatisfied]").check()
    finger.write("也可以自己写", WORDS)
    return page


def send(page: Page) -> None:
    page.get_by_role("button", name="送出评价").click()


def test_without_signal_nothing_is_sent_nothing_is_lost_and_one_more_tap_sends_it(page):
    page.get_by_label("签名密码").fill(PIN)
    page.context.set_offline(True)
    send(page)
    expect(page.get_by_text("没有信号，还没有送出。")).to_be_visible()
    expect(page.get_by_label("也可以自己写")).to_have_value(WORDS)
    page.context.set_offline(False)
    expect(page.get_by_text("有信号了，请再点一次。")).to_be_visible()
    send(page)
    expect(page.get_by_role("heading", name="评价收到了")).to_be_visible()


def test_a_machine_that_only_calls_itself_offline_sends_all_the_same(page):
    page.get_by_label("签名密码").fill(PIN)
    page.evaluate("Object.defineProperty(navigator, 'onLine', { get: () => false })")
    send(page)
    expect(page.get_by_role("heading", name="评价收到了")).to_be_visible()


def test_back_from_what_was_sent_after_a_refusal_asks_nothing_and_says_it_was_received(page):
    send(page)
    expect(page.get_by_text("请填签名密码。")).to_be_visible()
    page.get_by_label("签名密码").fill(PIN)
    send(page)
    expect(page.get_by_role("heading", name="评价收到了")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="评价收到了")).to_be_visible()
