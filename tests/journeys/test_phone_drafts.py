"""What is written on a phone is not lost, and nobody else reads it."""

import re
import time

import pytest
from playwright.sync_api import expect

from tests.factories import make_photo
from tests.journeys.hands import STORY, Finger, arrived, send, sign_in, write_to_the_end
from tests.journeys.test_phone_propose import TITLE, proposals_of

KEPT = "已存好，关掉也不会丢"


@pytest.fixture
def deputy(live_office):
    return live_office.add_deputy("陈桂兰")


@pytest.fixture
def phone(new_context):
    return new_context()


@pytest.fixture
def page(phone, live_office, deputy):
    page = sign_in(phone.new_page(), live_office, deputy)
    page.goto(f"{live_office.url}/proposals/new/")
    return page


def begin(page, story: str = STORY) -> Finger:
    finger = Finger(page)
    finger.tap("道路交通")
    finger.write("想说的是什么事", story)
    return finger


def lose_one_answer(page, address: str) -> None:
    """The first request to the address arrives; what the server says to it does not. The route
    stays: taking it away would let the request that it holds go on."""
    lost = []

    def lose(route) -> None:
        if lost:
            route.continue_()
            return
        lost.append(route.request.url)
        route.fetch(max_redirects=0)
        route.abort()

    page.route(re.compile(address), lose)


def what_the_phone_keeps(phone, words: str = STORY) -> dict:
    """Cookies and storage once the words are among them: the browser writes in its own time."""
    give_up_at = time.monotonic() + 5
    while words not in str(kept := phone.storage_state()) and time.monotonic() < give_up_at:
        time.sleep(0.1)
    return kept


def test_two_seconds_after_the_last_letter_the_draft_is_on_the_server(page, live_office, deputy):
    begin(page)
    expect(page.get_by_text(KEPT)).to_be_hidden()
    expect(page.get_by_text(KEPT)).to_be_visible()
    assert proposals_of(live_office, deputy) == [["draft", "", STORY]]


def test_a_draft_goes_on_on_another_phone(page, new_context, live_office, deputy):
    begin(page)
    expect(page.get_by_text(KEPT)).to_be_visible()
    other = sign_in(new_context().new_page(), live_office, deputy)
    other.get_by_role("link", name="草稿 1 件，没写完").click()
    other.get_by_role("link", name="接着写").click()
    expect(other.get_by_label("想说的是什么事")).to_have_value(STORY)


def test_words_typed_just_before_the_phone_went_out_are_there_again(page, new_context, live_office):
    begin(page)
    address = page.url
    page.goto("about:blank")
    left = what_the_phone_keeps(page.context)
    page.context.close()
    again = new_context(storage_state=left).new_page()
    again.goto(address)
    expect(again.get_by_label("想说的是什么事")).to_have_value(STORY)
    expect(again.get_by_text(KEPT)).to_be_visible()


def test_a_draft_survives_signing_out(page, live_office, deputy):
    begin(page)
    expect(page.get_by_text(KEPT)).to_be_visible()
    page.context.clear_cookies()
    page.get_by_label("想说的是什么事").fill(STORY + "请尽快。")
    expect(page.get_by_text("登录已经过期，先存在这部手机里。")).to_be_visible()
    page.get_by_role("link", name="重新登录，接着写").click()
    page.locator("input[name=username]").fill(deputy)
    page.locator("input[name=password]").fill("correct-horse-battery")
    page.locator("input[name=password]").press("Enter")
    expect(page.get_by_label("想说的是什么事")).to_have_value(STORY + "请尽快。")


def test_without_a_signal_it_stays_on_the_phone_and_is_sent_once_when_it_is_back(
    page, phone, live_office, deputy
):
    write_to_the_end(page)
    expect(page.get_by_text(KEPT)).to_be_visible()
    phone.set_offline(True)
    send(page)
    expect(page.get_by_text("还没有送出。")).to_be_visible()
    expect(page.get_by_text("没有信号，先存在这部手机里。")).to_be_visible()
    phone.set_offline(False)
    page.goto(live_office.url)
    expect(page.get_by_text("1 件还没送出。")).to_be_visible()
    page.get_by_role("link", name="现在送出").click()
    send(page)
    arrived(page)
    page.goto(live_office.url)
    expect(page.get_by_text("还没送出")).to_be_hidden()
    assert proposals_of(live_office, deputy) == [["submitted", TITLE, STORY]]


def test_an_answer_lost_on_the_way_does_not_make_a_second_proposal(
    page, phone, live_office, deputy
):
    write_to_the_end(page)
    expect(page.get_by_text(KEPT)).to_be_visible()

    lose_one_answer(page, "/write/$")
    send(page)
    expect(page).to_have_url(re.compile("^chrome-error:"))  # the browser says it has no signal
    page.goto(live_office.url)
    page.get_by_role("link", name="现在送出").click()
    arrived(page)
    page.goto(live_office.url)
    expect(page.get_by_text("还没送出")).to_be_hidden()
    assert proposals_of(live_office, deputy) == [["submitted", TITLE, STORY]]


def test_words_typed_while_the_answer_to_a_save_got_lost_are_not_displaced_by_what_was_saved(
    page, live_office, deputy
):
    lose_one_answer(page, "/draft/$")
    Finger(page).tap("道路交通")
    expect(page.get_by_text("没有信号，先存在这部手机里。")).to_be_visible()
    assert proposals_of(live_office, deputy) == [["draft", "", ""]]
    page.get_by_label("想说的是什么事").fill(STORY)
    page.reload()
    expect(page.get_by_label("想说的是什么事")).to_have_value(STORY)
    expect(page.get_by_text(KEPT)).to_be_visible()
    expect(page.get_by_text("在别处写的比这部手机上的新")).to_be_hidden()
    assert proposals_of(live_office, deputy) == [["draft", "", STORY]]


def test_a_draft_written_without_a_signal_from_the_first_word_is_listed(page, live_office):
    page.route(re.compile("/draft/$"), lambda route: route.abort())
    begin(page)
    expect(page.get_by_text("没有信号，先存在这部手机里。")).to_be_visible()
    page.goto(live_office.url)
    page.get_by_role("link", name="草稿，没写完").click()
    expect(page.get_by_text("只在这部手机里")).to_be_visible()
    page.get_by_role("button", name="删掉").click()
    expect(page.get_by_text("删掉了：")).to_be_visible()
    page.get_by_role("button", name="放回来").click()
    page.get_by_role("link", name="接着写").click()
    expect(page.get_by_label("想说的是什么事")).to_have_value(STORY)


def test_photos_wait_on_the_phone_until_there_is_a_signal(page, phone):
    from tests.journeys.test_phone_propose import a_camera_photo

    begin(page)
    Finger(page).tap("^继续$")
    phone.set_offline(True)
    page.locator("#id_photos").set_input_files([a_camera_photo("red", (1600, 1200))])
    expect(page.get_by_text("照片还没传上去，有信号后会再传。")).to_be_visible()
    phone.set_offline(False)
    page.reload()
    expect(page.get_by_role("img", name="第 1 张照片")).to_be_visible()
    expect(page.get_by_text("照片还没传上去，有信号后会再传。")).to_be_hidden()


def test_another_person_on_the_same_phone_sees_nothing_of_it(page, phone, live_office):
    phone.set_offline(True)
    begin(page)
    expect(page.get_by_text("没有信号，先存在这部手机里。")).to_be_visible()
    phone.set_offline(False)
    left_open = page.url
    phone.clear_cookies()
    other = live_office.add_deputy("罗水根")
    borrowed = sign_in(phone.new_page(), live_office, other)
    expect(borrowed.get_by_text("还没送出")).to_be_hidden()
    borrowed.goto(f"{live_office.url}/proposals/drafts/")
    expect(borrowed.get_by_text("没有没写完的建议。")).to_be_visible()
    page.get_by_label("想说的是什么事").fill("还在写。")
    expect(page.get_by_text("登录已经过期")).to_be_visible()
    assert proposals_of(live_office, other) == []
    borrowed.goto(left_open)
    assert [box.input_value() for box in borrowed.locator("textarea:visible").all()] in (
        [],  # the server knew the draft: 404
        [""],  # it never reached the server: a page of one's own, empty
    )


def test_a_draft_deleted_elsewhere_does_not_come_back(page, new_context, live_office, deputy):
    begin(page)
    expect(page.get_by_text(KEPT)).to_be_visible()
    address = page.url
    other = sign_in(new_context().new_page(), live_office, deputy)
    other.goto(f"{live_office.url}/proposals/drafts/")
    other.get_by_role("link", name="删掉").click()
    other.get_by_role("button", name="删掉").click()
    expect(other.get_by_text("没有没写完的建议。")).to_be_visible()
    page.goto(f"{live_office.url}/proposals/drafts/")
    expect(page.get_by_text("没有没写完的建议。")).to_be_visible()
    page.goto(address)
    assert page.locator("#id_text").input_value() == ""
    assert proposals_of(live_office, deputy) == []


def test_of_two_phones_the_newer_words_stand_and_the_others_are_one_tap_away(
    page, phone, new_context, live_office, deputy
):
    begin(page)
    expect(page.get_by_text(KEPT)).to_be_visible()
    address = page.url.split("#")[0]
    phone.set_offline(True)
    page.get_by_label("想说的是什么事").fill("手机上写的。")
    expect(page.get_by_text("没有信号，先存在这部手机里。")).to_be_visible()
    other = sign_in(new_context().new_page(), live_office, deputy)
    other.goto(f"{address}#step-2")
    other.get_by_label("想说的是什么事").fill("别处写的。")
    expect(other.get_by_text(KEPT)).to_be_visible()
    phone.set_offline(False)
    expect(page.get_by_text("在别处写的比这部手机上的新，用的是新的那一份。")).to_be_visible()
    expect(page.get_by_label("想说的是什么事")).to_have_value("别处写的。")
    page.get_by_role("button", name="换成手机上的").click()
    expect(page.get_by_label("想说的是什么事")).to_have_value("手机上写的。")


def test_words_changed_elsewhere_are_looked_through_before_anything_is_sent(
    page, new_context, live_office, deputy
):
    write_to_the_end(page)
    expect(page.get_by_text(KEPT)).to_be_visible()
    other = sign_in(new_context().new_page(), live_office, deputy)
    other.goto(page.url.split("#")[0] + "#step-2")
    other.get_by_label("想说的是什么事").fill("别处改过的。")
    expect(other.get_by_text(KEPT)).to_be_visible()
    send(page)
    expect(page.get_by_text("在别处写的比这部手机上的新")).to_be_visible()
    expect(page.locator("dd").get_by_text("别处改过的。")).to_be_visible()
    assert [row[0] for row in proposals_of(live_office, deputy)] == ["draft"]
    send(page)
    arrived(page)
    assert [row[2] for row in proposals_of(live_office, deputy)] == ["别处改过的。"]


def test_a_photo_that_arrives_before_the_first_words_displaces_none(page, live_office, deputy):
    """The draft that it begins on the server is empty and newer, and no other writer's."""
    held = []

    def hold_the_first(route) -> None:
        if held:
            route.continue_()
        else:
            held.append(route)

    page.route(re.compile("/draft/$"), hold_the_first)
    begin(page).tap("^继续$")
    photo = {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": make_photo().read()}
    page.locator("#id_photos").set_input_files([photo])
    expect(page.get_by_text("照片都传好了。")).to_be_visible(timeout=20_000)
    held[0].continue_()
    expect(page.get_by_text(KEPT)).to_be_visible()
    expect(page.get_by_text("在别处写的")).to_be_hidden()
    assert [row[2] for row in proposals_of(live_office, deputy)] == [STORY]
