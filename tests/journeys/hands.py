"""What a person does at a screen, in their own words."""

import re

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


def write_to_the_end(page: Page, story: str = STORY) -> Finger:
    """From the first question to the page with everything on it."""
    finger = Finger(page)
    finger.tap("道路交通")
    finger.write("想说的是什么事", story)
    finger.tap("^继续$")
    finger.tap("没有这些情况")
    finger.tap("^继续$")
    expect(page.get_by_role("heading", name="看一遍，没错就送")).to_be_visible()
    return finger


def send(page: Page, pin: str = PIN) -> None:
    page.get_by_label("签名密码").fill(pin)
    page.get_by_role("button", name="送给人大办").click()


def scrolls_sideways(page: Page) -> bool:
    return page.evaluate(
        "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )
