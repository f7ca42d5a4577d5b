"""A deputy writes a proposal on a phone and sends it."""

import io
import re
from base64 import b64decode

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.journeys.hands import STORY, Finger, arrived, send, sign_in, write_to_the_end
from tests.journeys.live import PIN

TITLE = "莲南小学门口没有人行横道，上学放学时大车多"


@pytest.fixture
def deputy(live_office):
    return live_office.add_deputy("万秋生")


@pytest.fixture
def page(new_context, live_office, deputy):
    page = sign_in(new_context().new_page(), live_office, deputy)
    page.goto(f"{live_office.url}/proposals/new/")
    return page


def proposals_of(office, deputy) -> list:
    return office.run(
        "rows = Proposal.objects.filter(lead__person__user__username=username)\n"
        "answer = [[row.state, row.title, row.text] for row in rows.order_by('written_at')]",
        username=deputy,
    )


def photo_sizes(office, deputy) -> list[int]:
    return office.run(
        "ids = Proposal.objects.filter(lead__person__user__username=username).values('pk')\n"
        "answer = [f.size for f in StoredFile.objects.filter(subject_id__in=ids)]",
        username=deputy,
    )


def a_camera_photo(colour: str, size=(3000, 2000)) -> dict:
    """Noise does not compress: far more than 200 KB before it is made small."""
    noise = Image.effect_noise(size, 60).convert("RGB")
    out = io.BytesIO()
    Image.blend(noise, Image.new("RGB", size, colour), 0.3).save(out, "JPEG", quality=90)
    return {"name": f"{colour}.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


def test_a_plain_proposal_takes_six_taps_besides_the_words(page, live_office, deputy):
    page.goto(live_office.url)
    finger = Finger(page)
    finger.tap("^提建议$")
    finger.taps += write_to_the_end(page).taps
    finger.write("签名密码", PIN)
    finger.tap("送给人大办")
    arrived(page)
    expect(page.get_by_text("受理后编号", exact=True)).to_be_visible()
    assert finger.taps == 6
    assert proposals_of(live_office, deputy) == [["submitted", TITLE, STORY]]


def test_the_page_asks_for_what_is_missing_and_keeps_what_was_written(page):
    finger = Finger(page)
    finger.tap("^继续$")
    expect(page.get_by_text("还没有选。")).to_be_visible()
    finger.tap("水利灌溉")
    finger.tap("^继续$")
    expect(page.get_by_text("请写是什么事。")).to_be_visible()
    finger.write("想说的是什么事", STORY)
    finger.tap("^继续$")
    finger.tap("有其中一种")
    finger.tap("^继续$")
    expect(page.get_by_text("请写一句理由。")).to_be_visible()
    finger.write("为什么还是想作为建议提", "全村都受影响。")
    finger.tap("^继续$")
    expect(page.get_by_text("有其中一种。理由：全村都受影响。")).to_be_visible()


def test_a_wrong_pin_says_so_beside_the_field_and_keeps_everything(page, live_office, deputy):
    write_to_the_end(page)
    send(page, "999999")
    expect(page.get_by_text("签名密码不对，还可以试 4 次。")).to_be_visible()
    expect(page.locator("dd").get_by_text(STORY)).to_be_visible()
    send(page)
    arrived(page)
    assert len(proposals_of(live_office, deputy)) == 1


def test_an_answer_changed_from_the_last_page_leads_straight_back_to_it(page):
    finger = write_to_the_end(page)
    page.get_by_role("link", name=re.compile("改.*哪一类")).click()
    finger.tap("其他")
    expect(page.get_by_role("heading", name="看一遍，没错就送")).to_be_visible()
    expect(page.locator("dd").get_by_text("其他", exact=True)).to_be_visible()


def test_the_back_button_goes_one_question_back_and_forward_again(page):
    write_to_the_end(page)
    page.go_back()
    expect(page.get_by_label("在哪里")).to_be_visible()
    page.go_back()
    expect(page.get_by_label("想说的是什么事")).to_have_value(STORY)
    page.go_forward()
    page.go_forward()
    expect(page.get_by_role("heading", name="看一遍，没错就送")).to_be_visible()


def test_a_double_tap_two_tabs_and_the_back_button_make_one_proposal(page, live_office, deputy):
    write_to_the_end(page)
    expect(page.get_by_text("已存好，关掉也不会丢")).to_be_visible()
    second = page.context.new_page()
    second.goto(page.url)
    page.get_by_label("签名密码").fill(PIN)
    page.get_by_role("button", name="送给人大办").dblclick()
    arrived(page)
    send(second)
    arrived(second)
    page.go_back()
    page.wait_for_url(re.compile("/sent/"))
    assert proposals_of(live_office, deputy) == [["submitted", TITLE, STORY]]


def test_a_proposal_taken_back_is_a_draft_again_and_can_be_sent_again(page, live_office, deputy):
    write_to_the_end(page)
    send(page)
    arrived(page)
    finger = Finger(page)
    finger.tap("^撤回$")
    page.get_by_role("button", name="撤回").click()
    expect(page.get_by_text("撤回来了，改好可以再送。")).to_be_visible()
    assert proposals_of(live_office, deputy) == [["draft", TITLE, STORY]]
    page.goto(f"{page.url.split('#')[0]}#step-4")
    send(page)
    arrived(page)
    assert proposals_of(live_office, deputy) == [["submitted", TITLE, STORY]]


def test_photos_are_made_small_on_the_phone_and_can_be_taken_out(page, live_office, deputy):
    finger = Finger(page)
    finger.tap("道路交通")
    finger.write("想说的是什么事", STORY)
    finger.tap("^继续$")
    photos = [a_camera_photo("red"), a_camera_photo("green")]
    page.locator("#id_photos").set_input_files(photos)
    expect(page.get_by_text("照片都传好了。")).to_be_visible(timeout=20_000)
    assert all(len(photo["buffer"]) > 1_000_000 for photo in photos)
    shown = [image.get_attribute("src") for image in page.locator("[data-photos] img").all()]
    assert [len(b64decode(data.split(",")[1])) <= 200 * 1024 for data in shown] == [True, True]
    page.get_by_role("button", name="删掉").first.click()
    expect(page.get_by_text("删掉了 1 张。")).to_be_visible()
    assert len(photo_sizes(live_office, deputy)) == 1
    finger.tap("没有这些情况")
    finger.tap("^继续$")
    expect(page.locator("dd").get_by_text("1 张", exact=True)).to_be_visible()
    send(page)
    arrived(page)


def test_a_file_that_is_no_photo_is_named_and_the_rest_stays(page):
    finger = Finger(page)
    finger.tap("道路交通")
    finger.write("想说的是什么事", STORY)
    finger.tap("^继续$")
    broken = {"name": "x.jpg", "mimeType": "image/jpeg", "buffer": b"not a photo"}
    page.locator("#id_photos").set_input_files([broken, a_camera_photo("blue", (800, 600))])
    expect(page.get_by_role("listitem").filter(has_text="第 1 张")).to_be_visible()
    expect(page.locator("[data-photos] li")).to_have_count(1)


def test_who_has_no_pin_sets_one_first_and_finds_the_draft_as_it_was(new_context, live_office):
    newcomer = live_office.add_deputy("罗水根", pin="")
    page = sign_in(new_context().new_page(), live_office, newcomer)
    page.goto(f"{live_office.url}/proposals/new/")
    write_to_the_end(page)
    page.get_by_role("button", name="设签名密码").click()
    page.wait_for_url(re.compile("/me/pin/"))
    page.locator("input[name=pin]").fill(PIN)
    page.locator("input[name=again]").fill(PIN)
    page.locator("main button.btn-primary").click()
    page.wait_for_url(re.compile("/write/"))
    send(page)
    arrived(page)
    assert proposals_of(live_office, newcomer) == [["submitted", TITLE, STORY]]
