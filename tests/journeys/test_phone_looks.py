"""The deputies' pages on the screens they are read on."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.axe import broken_rules
from tests.journeys.conftest import DESK, NARROW, PHONE
from tests.journeys.hands import STORY, Finger, arrived, scrolls_sideways, send, sign_in
from tests.journeys.live import PIN
from tests.journeys.test_phone_propose import a_camera_photo, proposals_of

pytestmark = pytest.mark.looks

LONG_NAME = "欧阳春晓" * 10
LONG_STORY = "这条路从村口到小学一共三公里，雨天全是泥，孩子上学要绕远路。" * 64


@pytest.fixture
def deputy(live_office):
    return live_office.add_deputy("万秋生")


def small_targets(page) -> list[str]:
    """Main buttons and choices lower than 56 px, other targets lower than 44 px."""
    return page.evaluate(
        """() => [...document.querySelectorAll("main .btn, main .pick, main summary, .tabbar a")]
            .filter(e => e.offsetParent && e.getBoundingClientRect().height < 56)
            .map(e => e.textContent.trim())"""
    )


def wrongs(page) -> list[str]:
    found = broken_rules(page)
    found += ["scrolls sideways"] if scrolls_sideways(page) else []
    return found + small_targets(page)


@pytest.mark.parametrize("screen", [PHONE, NARROW, DESK], ids=["390", "320", "1366"])
def test_each_step_reads_well(new_context, live_office, deputy, screen):
    page = sign_in(new_context(screen).new_page(), live_office, deputy)
    found = {}

    def look(name):
        page.wait_for_timeout(100)
        found[name] = wrongs(page)

    look("home")
    page.goto(f"{live_office.url}/proposals/new/")
    finger = Finger(page)
    finger.tap("^继续$")
    look("kind, refused")
    finger.tap("道路交通")
    look("text")
    finger.write("想说的是什么事", LONG_STORY)
    finger.tap("^继续$")
    page.locator("#id_photos").set_input_files([a_camera_photo("red", (1200, 900))])
    expect(page.get_by_text("照片都传好了。")).to_be_visible()
    finger.tap("有其中一种")
    look("place")
    finger.tap("没有这些情况")
    finger.tap("^继续$")
    look("check")
    send(page, "000000")
    expect(page.get_by_text("签名密码不对")).to_be_visible()
    look("check, refused")
    page.goto(f"{live_office.url}/proposals/drafts/")
    look("drafts")
    finger.tap("^删掉")
    look("delete")
    page.goto(f"{live_office.url}/proposals/drafts/")
    finger.tap("^接着写")
    page.wait_for_url(re.compile("step-"))
    page.goto(page.url.split("#")[0] + "#step-4")
    page.reload()
    send(page)
    arrived(page)
    look("sent")
    finger.tap("^撤回$")
    look("withdraw")
    assert found == {name: [] for name in found}


def test_without_scripts_it_is_one_long_form_that_keeps_everything(
    new_context, live_office, deputy
):
    page = sign_in(new_context(java_script_enabled=False).new_page(), live_office, deputy)
    page.goto(f"{live_office.url}/proposals/new/")
    page.get_by_label("想说的是什么事").fill(STORY)
    page.locator("#id_photos").set_input_files(
        [a_camera_photo("red", (1200, 900)), a_camera_photo("green", (1200, 900))]
    )
    send(page)
    expect(page.get_by_text("有 2 处要改，填的内容都还在。")).to_be_visible()
    expect(page.get_by_label("想说的是什么事")).to_have_value(STORY)
    expect(page.get_by_text("第 2 张")).to_be_visible()
    page.get_by_role("button", name="删掉").first.click()
    expect(page.get_by_text("第 2 张")).to_be_hidden()
    page.get_by_label("道路交通").check()
    page.get_by_label("没有这些情况").check()
    send(page)
    arrived(page)
    assert [row[0] for row in proposals_of(live_office, deputy)] == ["submitted"]


def test_without_scripts_a_draft_is_kept_by_hand(new_context, live_office, deputy):
    page = sign_in(new_context(java_script_enabled=False).new_page(), live_office, deputy)
    page.goto(f"{live_office.url}/proposals/new/")
    page.get_by_label("想说的是什么事").fill(STORY)
    page.get_by_role("button", name="先存着，以后再送").click()
    expect(page.get_by_text("已存好，关掉也不会丢。")).to_be_visible()
    page.get_by_role("link", name="接着写").click()
    expect(page.get_by_label("想说的是什么事")).to_have_value(STORY)


def test_the_form_works_by_keyboard_alone(new_context, live_office, deputy):
    page = sign_in(new_context(DESK).new_page(), live_office, deputy)
    page.goto(f"{live_office.url}/proposals/new/")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_text("第 1 步，共 4 步")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_text("第 2 步，共 4 步")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.type(STORY)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("第 3 步，共 4 步")).to_be_visible()
    page.get_by_label("没有这些情况").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_text("第 4 步，共 4 步")).to_be_visible()
    page.get_by_label("签名密码").focus()
    page.keyboard.type(PIN)
    page.keyboard.press("Enter")
    arrived(page)


def test_the_first_page_weighs_at_most_a_hundred_kilobytes(new_context, live_office, deputy):
    page = sign_in(new_context().new_page(), live_office, deputy)
    page.goto(f"{live_office.url}/proposals/new/")
    path = page.url
    fresh = new_context(storage_state=page.context.storage_state()).new_page()
    sizes = {}
    fresh.on("requestfinished", lambda request: sizes.update({request.url: request.sizes()}))
    fresh.goto(path)
    fresh.wait_for_load_state("networkidle")
    moved = sum(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes.values())
    assert len(sizes) >= 8
    assert moved <= 100 * 1024
