"""保密 and 要求撤回 on a phone: one tick more, one page more."""

import pytest
from playwright.sync_api import expect

from tests.journeys.hands import Finger, send, sign_in, write_to_the_end
from tests.journeys.live import PIN

TICK = "我要求保密"


@pytest.fixture
def deputy(live_office):
    return live_office.add_deputy("闵长根")


@pytest.fixture
def page(new_context, live_office, deputy):
    page = sign_in(new_context().new_page(), live_office, deputy)
    page.goto(f"{live_office.url}/proposals/new/")
    return page


def state_of(office, deputy) -> list:
    return office.run(
        "rows = Proposal.objects.filter(lead__person__user__username=username)\n"
        "answer = [[row.state, row.is_confidential] for row in rows]",
        username=deputy,
    )


def test_one_tick_keeps_it_confidential_and_survives_a_reload(page, live_office, deputy):
    write_to_the_end(page)
    expect(page.get_by_label(TICK)).not_to_be_checked()
    page.get_by_label(TICK).check()
    expect(page.get_by_text("已存好，关掉也不会丢")).to_be_visible()
    page.reload()
    expect(page.get_by_label(TICK)).to_be_checked()
    send(page)
    expect(page.get_by_role("heading", name="已经送到")).to_be_visible()
    assert state_of(live_office, deputy) == [["submitted", True]]


def test_an_accepted_proposal_is_asked_back_and_the_mind_changed(page, live_office, deputy):
    write_to_the_end(page)
    send(page)
    expect(page.get_by_role("heading", name="已经送到")).to_be_visible()
    live_office.run(
        "from deputies.services.handling import accept_proposal\n"
        "director = factories.make_user(Role.DIRECTOR, username=f'z{username}')\n"
        "row = Proposal.objects.get(lead__person__user__username=username)\n"
        "accept_proposal(row, by=director, at=row.submitted_at)\n"
        "answer = row.number",
        username=deputy,
    )
    page.get_by_role("link", name="看这件建议").click()
    finger = Finger(page)
    finger.tap("要求撤回")
    finger.tap("事情已经解决了")
    finger.write("签名密码", PIN)
    finger.tap("签名，要求撤回")
    expect(page.get_by_text("等主任确认。")).to_be_visible()
    finger.tap("不撤了，接着办")
    expect(page.get_by_text("好的，这件建议接着办。")).to_be_visible()
    assert state_of(live_office, deputy) == [["accepted", False]]
