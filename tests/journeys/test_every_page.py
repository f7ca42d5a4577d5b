"""Every page that can be reached by links, as each role: it opens, nothing scrolls sideways on the
three screens, axe finds nothing on the person's own, the content policy stops nothing."""

import re
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve
from playwright.sync_api import Page

from tests.journeys.axe import WCAG, broken_rules
from tests.journeys.conftest import DESK, NARROW, PHONE
from tests.journeys.hands import scrolls_sideways, sign_in

pytestmark = pytest.mark.looks

DEMO_PASSWORD = "demo-only-2026"
DOWNLOADS = {
    "deputies:roster-sample",
    "office:file-detail",
    "office:backup-download",
    "office:paper-pdf",
    "office:paper-docx",
}


def links(page: Page, base: str) -> list[str]:
    found = page.eval_on_selector_all("a[href]", "all => all.map(a => a.href)")
    return [urlsplit(url).path for url in found if url.startswith(base) and "#" not in url]


def name_of(path: str) -> str:
    try:
        return resolve(path).view_name
    except Resolver404:
        return f"nowhere: {path}"


def faults(page: Page, own: dict) -> list[str]:
    """The person's own screen comes last: the page is back on it for axe, and for the next one."""
    found = []
    for screen in sorted((NARROW, PHONE, DESK), key=own.__eq__):
        page.set_viewport_size(screen)
        if scrolls_sideways(page):
            found.append(f"scrolls sideways at {screen['width']}")
    return found + [f"axe {rule} at {own['width']}" for rule in broken_rules(page, WCAG)]


@pytest.mark.parametrize(
    ("username", "own"),
    [
        ("", PHONE),
        ("daibiao01", PHONE),
        ("xiandaibiao01", PHONE),
        ("danwei01", DESK),
        ("zhansuo01", PHONE),
        ("ganshi", DESK),
        ("zhuren", DESK),
        ("zhuxi", PHONE),
        ("xitong", DESK),
    ],
)
def test_every_page_a_person_can_reach_is_whole(new_context, demo_office, username, own):
    page = new_context(own).new_page()
    said = []
    page.on("console", lambda message: said.append(message.text))
    starts = ["/", "/public/deputies/", "/enter/"]
    if username:
        sign_in(page, demo_office, username, password=DEMO_PASSWORD)
    seen, wrong, waiting = set(), {}, list(starts)
    while waiting:
        path = waiting.pop(0)
        name = name_of(path)
        if name in seen or name in DOWNLOADS:
            continue
        seen.add(name)
        answer = page.goto(demo_office.url + path)
        found = [] if answer.status == 200 else [f"answers {answer.status}"]
        found += faults(page, own) + [text for text in said if re.search("Content.Security", text)]
        said.clear()
        if found:
            wrong[f"{name} {path}"] = found
        waiting += links(page, demo_office.url)
    assert wrong == {}
    assert len(seen) >= 5
