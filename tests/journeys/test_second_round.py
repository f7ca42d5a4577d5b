"""A reply of class B that does not satisfy, the second round, and a promise that is kept: deputy on
a phone, director and unit at desks, on the real server."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESK
from tests.journeys.hands import (
    fill,
    follow,
    press,
    rate,
    reply_with_a_promise,
    sign_in,
    talk,
)
from township_npc.office import clock

REFUSAL = "只说列入计划，现在还是老样子。"
NOTICE = "请实地查看后，提出具体措施和完成时间。"
PROMISE = "年底前装好减速带。"
SIGNED_FOR = """
from deputies.models import Deputy
from tests.deputies.proposal_steps import brought_to
lead = Deputy.objects.get(person__user__username=username)
clerk = factories.make_user(Role.DIRECTOR)
unit = factories.make_unit("公路管理站")
handler = factories.make_handler(unit)
row = brought_to("signed", lead=lead, director=clerk, unit=unit, handler=handler)
answer = [str(row.pk), clerk.username, handler.username]
"""


@pytest.fixture
def crew(live_office, new_context):
    """The page of a 建议 that is signed for, and the three people on their own screens."""
    deputy = live_office.add_deputy("万秋生")
    key, director, handler = live_office.run(SIGNED_FOR, username=deputy)
    phone = sign_in(new_context().new_page(), live_office, deputy)
    desk, unit = (
        sign_in(new_context(DESK).new_page(), live_office, name) for name in (director, handler)
    )
    return f"{live_office.url}/proposals/{key}/", phone, desk, unit


def reply(unit: Page, here: str, text: str) -> None:
    talk(unit, here, "现场", "一起到校门口看了。")
    reply_with_a_promise(unit, here, text, PROMISE, by=clock.today() + timedelta(days=30))


def test_not_satisfied_a_second_round_and_a_promise_kept(crew, live_office):
    here, phone, desk, unit = crew
    reply(unit, here, "已经列入今年的计划。")
    rate(phone, here, "不满意", REFUSAL)

    desk.goto(here)
    expect(desk.locator("main")).to_contain_text(REFUSAL)
    desk.goto(f"{here}rework/")
    desk.get_by_label(NOTICE).check()
    press(desk, "发通知")
    unit.goto(here)
    expect(unit.locator("main")).to_contain_text(NOTICE)
    expect(unit.locator("main")).not_to_contain_text(REFUSAL)
    press(unit, "签收")

    reply(unit, here, "减速带已经买好，年底前装好。")
    rate(phone, here, "满意")
    desk.goto(f"{here}close/")
    press(desk, "办结")

    unit.goto(here)
    follow(unit, "报告兑现")
    unit.get_by_label("办完了").check()
    fill(unit, done_on=clock.today().isoformat(), proof="减速带装好了，照片在站里。")
    press(unit, "报告兑现")
    desk.goto(here)
    follow(desk, "核定")
    desk.get_by_label("按期兑现").check()
    fill(desk, kept_on=clock.today().isoformat())
    press(desk, "核定")
    phone.goto(here)
    expect(phone.locator("main")).to_contain_text("按期兑现")
    state = live_office.run(
        "row = Proposal.objects.get(pk=key)\n"
        "answer = [row.state, row.round, row.replies.get(round=2).promise.state]",
        key=here.rstrip("/").rpartition("/")[2],
    )
    assert state == ["closed", 2, "kept"]
