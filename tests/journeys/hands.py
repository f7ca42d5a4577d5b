"""What a person does at a screen, in their own words."""

import re
from collections.abc import Sequence
from datetime import date

from playwright.sync_api import Page, expect

from tests.factories import PASSWORD
from tests.journeys.live import PIN

STORY = "莲南小学门口没有人行横道，上学放学时大车多。建议画斑马线，两头各装一条减速带。"


def sign_in(page: Page, office, username: str, path: str = "/", password: str = PASSWORD) -> Page:
    page.goto(f"{office.url}/login/?next={path}")
    page.locator("input[name=username]").fill(username)
    page.locator("input[name=password]").fill(password)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(re.compile(re.escape(office.url + path)))
    return page


class Finger:
    """Taps by their words, and counts them."""

    def __init__(self, page: Page):
        self.page = page
        self.taps = 0

    def tap(self, words: str) -> None:
        self.taps += 1
        places = ["a:visible", "button:visible", "label.pick:visible"]
        self.page.locator(", ".join(places)).filter(has_text=re.compile(words)).last.click()

    def write(self, question: str, words: str) -> None:
        self.page.get_by_label(question).fill(words)


def write_to_the_end(page: Page, story: str = STORY, photos: Sequence[dict] = ()) -> Finger:
    """From the first question to the page with everything on it."""
    finger = Finger(page)
    finger.tap("道路交通")
    finger.write("想说的是什么事", story)
    finger.tap("^继续$")
    if photos:
        page.locator("#id_photos").set_input_files(photos)
        expect(page.get_by_text("照片都传好了。")).to_be_visible(timeout=20_000)
    finger.tap("没有这些情况")
    finger.tap("^继续$")
    expect(page.get_by_role("heading", name="看一遍，没错就送")).to_be_visible()
    return finger


def send(page: Page, pin: str = PIN) -> None:
    page.get_by_label("签名密码").fill(pin)
    page.get_by_role("button", name="送给人大办").click()


def arrived(page: Page) -> None:
    expect(page.get_by_role("heading", name="已经送到")).to_be_visible()


def invite(page: Page, name: str) -> None:
    """On the lead's page of co-signers, by the name or its beginning."""
    page.get_by_label("姓名").fill(name)
    page.get_by_role("button", name="找").click()
    page.get_by_role("button", name=re.compile(f"邀请.*{name}")).click()
    expect(page.get_by_text("对方打开手机就能看到")).to_be_visible()


def sign_with_pin(page: Page, button: str) -> None:
    page.get_by_label("签名密码").fill(PIN)
    page.get_by_role("button", name=button).click()


def fill(page: Page, **fields) -> None:
    for name, value in fields.items():
        box = page.locator(f"[name={name}]:visible").first
        if box.evaluate("e => e.tagName") == "SELECT":
            box.select_option(label=value)
        else:
            box.fill(value)


def press(page: Page, words: str) -> None:
    page.locator("main").get_by_role("button", name=words, exact=True).click()


def follow(page: Page, words: str) -> None:
    page.locator("main").get_by_role("link", name=words).first.click()


def talk(unit: Page, here: str, way: str, words: str) -> None:
    """记一次联系 with the deputy, as the law wants it before the reply."""
    unit.goto(f"{here}contact/")
    unit.get_by_label("办中").check()
    unit.get_by_label(way).check()
    fill(unit, text=words)
    unit.locator("main button.btn-primary").click()


def reply_with_a_promise(unit: Page, here: str, text: str, promise: str, by: date) -> None:
    """书面答复 of class B."""
    unit.goto(f"{here}reply/")
    unit.get_by_role("radio", name=re.compile("^B 类")).check()
    fill(unit, text=text, essence=promise, promised_by=by.isoformat())
    press(unit, "答复代表")
    expect(unit).to_have_url(here)
    expect(unit.locator("main")).to_contain_text(text)


def rate(phone: Page, here: str, result: str, reason: str = "") -> None:
    """评价 of the reply by the own phone, from the page of the 建议."""
    phone.goto(here)
    finger = Finger(phone)
    finger.tap("^评价$")
    phone.get_by_role("group", name=re.compile("办理过程")).get_by_text("满意", exact=True).click()
    phone.get_by_role("group", name=re.compile("办理结果")).get_by_text(result, exact=True).click()
    if reason:
        finger.write("也可以自己写", reason)
    finger.write("签名密码", PIN)
    finger.tap("送出评价")
    expect(phone.locator("main")).to_contain_text("评价收到了")


def scrolls_sideways(page: Page) -> bool:
    return page.evaluate(
        "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )
