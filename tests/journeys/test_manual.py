"""怎么用 in a browser: every page opens for its readers, leads somewhere, prints on one A4. With
``NPC_MANUAL_PICTURES=1`` the pictures of the handbook are taken anew out of the demo town."""

import os
import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page

from tests.journeys.conftest import DESK, PHONE
from tests.journeys.hands import sign_in
from tests.journeys.live import ROOT
from tests.journeys.test_every_page import DEMO_PASSWORD, links
from township_npc.office.choices import Role
from township_npc.office.manual import ManualPage
from township_npc.office.registries import slots

pytestmark = pytest.mark.looks

#: Small enough that a picture of it can be read in a page.
SMALL_DESK = {"width": 1024, "height": 768}
PICTURES = ROOT / "static" / "manual"
NAMES = {
    Role.DIRECTOR: "zhuren",
    Role.STAFF: "ganshi",
    Role.CHAIR: "zhuxi",
    Role.DEPUTY: "daibiao01",
    Role.HANDLER: "danwei01",
    Role.STATION_HEAD: "zhansuo01",
    Role.SYSADMIN: "xitong",
}


def tasks_of(role: str) -> list[ManualPage]:
    brought = [page for slot in slots.values() if slot.key == "manual" for page in slot.build(None)]
    return [page for page in brought if role in page.roles]


def opened(new_context, office, role: str, desk: dict = DESK) -> Page:
    page = new_context(PHONE if role == Role.DEPUTY else desk).new_page()
    return sign_in(page, office, NAMES[role], "/manual/", password=DEMO_PASSWORD)


@pytest.mark.parametrize("role", Role)
def test_every_task_opens_leads_on_and_prints_on_one_sheet(new_context, demo_office, role):
    page = opened(new_context, demo_office, role)
    wrong = {}
    for task in tasks_of(role):
        path = f"/manual/{task.slug}/"
        assert page.goto(demo_office.url + path).status == 200
        for way in set(links(page, demo_office.url)):
            if (status := page.request.get(demo_office.url + way).status) != 200:
                wrong[f"{path} → {way}"] = status
        paper = page.pdf(prefer_css_page_size=True)
        if re.findall(rb"/Count (\d+)", paper) != [b"1"]:
            wrong[path] = "more than one sheet"
    assert wrong == {}


@pytest.mark.skipif(
    os.environ.get("NPC_MANUAL_PICTURES") != "1", reason="pictures are taken when asked for"
)
@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.DEPUTY])
def test_the_pictures_are_taken(new_context, demo_office, role):
    page = opened(new_context, demo_office, role, SMALL_DESK)
    for task in tasks_of(role):
        if task.shows:
            page.goto(f"{demo_office.url}/manual/{task.slug}/")
            words = task.doors[0][0]
            page.locator("main").get_by_role("link", name=f"打开“{words}”").click()
            page.wait_for_load_state("networkidle")
            take(page, PICTURES / f"{task.slug}.png")


def take(page: Page, path: Path) -> None:
    """The upper part of what the page says, in few colours: a picture of at most 60 KB."""
    main = page.locator("main").bounding_box()
    shot = page.screenshot(clip={**main, "height": min(560, main["height"])}, full_page=True)
    path.parent.mkdir(exist_ok=True)
    drawing = Image.open(BytesIO(shot)).convert("RGB").quantize(24)
    drawing.save(path, optimize=True)
