"""A running office, a real browser, and the two screens of the product.

The fixtures live as long as this package: Playwright's event loop must be gone before tests that
use Django's database in the same process.
"""

import os

import pytest
from playwright.sync_api import sync_playwright

from tests.journeys.live import find_chromium, open_office

PHONE = {"width": 390, "height": 844}
NARROW = {"width": 320, "height": 640}
DESK = {"width": 1366, "height": 768}


def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.is_relative_to(os.path.dirname(__file__)):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="package")
def chromium():
    program = find_chromium()
    if program is None and os.environ.get("CI") == "true":
        pytest.fail("no Chromium: set CHROMIUM to its path")
    if program is None:
        pytest.skip("NO BROWSER TESTS RUN: no Chromium found, set CHROMIUM to its path")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def live_office():
    """An office with a term and a meeting, its web, worker and broker running."""
    with open_office() as office:
        yield office


@pytest.fixture
def empty_office():
    """A new office of the test's own, waiting for its first-run page."""
    with open_office(empty=True, new=True) as office:
        yield office


@pytest.fixture(scope="package")
def demo_office():
    """The demo town, running."""
    with open_office(empty=True, mode="demo") as office:
        yield office


@pytest.fixture
def new_context(chromium):
    """``new_context(PHONE, java_script_enabled=False)``: one browser of one person."""
    opened = []

    def make(viewport=PHONE, **options):
        context = chromium.new_context(
            viewport=viewport, locale="zh-CN", timezone_id="Asia/Shanghai", **options
        )
        context.set_default_timeout(10_000)
        opened.append(context)
        return context

    yield make
    for context in opened:
        context.close()
