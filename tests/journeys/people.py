"""People at their own screens, in an office whose day the test says, and what its worker has told
each of them."""

import re
from dataclasses import dataclass

from playwright.sync_api import Page

from tests.factories import moment
from tests.journeys.hands import sign_in
from tests.journeys.live import LiveOffice

#: The worker is sent for twice each time: what it would tell twice is found here or the next time.
_TELL = """
import time
from township_npc.office.tasks import run_reminders
for _ in range(2):
    run_reminders.delay()
give_up_at = time.monotonic() + 30
while Notice.objects.count() < expected and time.monotonic() < give_up_at:
    time.sleep(0.1)
rows = Notice.objects.order_by("pk").select_related("todo", "recipient__person")
answer = [[row.recipient.person.name, row.todo.title, row.due_on] for row in rows]
"""


@dataclass
class Person:
    """Signs in again where the sign-in has run out."""

    page: Page
    office: LiveOffice
    username: str

    def open(self, path: str = "/") -> Page:
        self.page.goto(self.office.url + path)
        if "/login/" in self.page.url:
            sign_in(self.page, self.office, self.username, path)
        return self.page

    def status(self, path: str) -> int:
        """What the server answers to this person, who is signed in."""
        return self.page.request.get(self.office.url + path, max_redirects=0).status

    def waits(self) -> list[str]:
        """待办, after a look at the bell, where there is one."""
        page = self.open("/todo/")
        rows = page.locator("main .rows strong, main a.do strong").all_inner_texts()
        bell = page.locator(".topbar").get_by_role("link", name=re.compile("^待办"))
        if bell.count():
            assert bell.get_attribute("aria-label") == f"待办 {len(rows)} 件"
        return rows


class Town:
    """An office and its people, by what they are in the story."""

    def __init__(self, office: LiveOffice, people: dict[str, Person]):
        self.office = office
        self.people = people
        self._told: list[list] = []

    def __getitem__(self, part: str) -> Person:
        return self.people[part]

    def day(self, month: int, day: int) -> None:
        """Nine in the morning of a day in 2026."""
        self.office.set_clock(moment(2026, month, day))

    def tells(self, *expected: tuple[str, str, str | None]) -> None:
        """The worker tells these people of this, by that day; nobody else, and nothing twice."""
        before = len(self._told)
        self._told = self.office.run(_TELL, expected=before + len(expected))
        fresh = sorted(map(tuple, self._told[before:]), key=str)
        assert fresh == sorted(expected, key=str)
