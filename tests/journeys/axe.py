"""What axe-core finds on a page."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def broken_rules(page: Page, tags: list[str] | None = None) -> list[str]:
    """The names of the rules that the page breaks: of those of the tags, else of all.

    Only what is broken is told: the long list of what is in order costs as much as finding it.
    """
    chosen = {"runOnly": {"type": "tag", "values": tags}} if tags else {}
    found = Axe().run(page, options={**chosen, "resultTypes": ["violations"]})
    return [rule["id"] for rule in found.response["violations"]]
