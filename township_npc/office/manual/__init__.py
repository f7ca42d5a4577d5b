"""怎么用: the handbook, one page a task. Every room brings its own pages by the slot ``manual``."""

from dataclasses import dataclass

from django.contrib.staticfiles import finders
from django.urls import resolve, reverse

from township_npc.office.choices import Role
from township_npc.office.registries import slots_at

PLACE = "manual"


@dataclass(frozen=True)
class ManualPage:
    """One task. ``doors`` are the pages it is about, as words and the names of their addresses;
    ``shows`` says in words what its picture shows, which is taken behind the first door."""

    slug: str
    title: str
    room: str  # whose templates hold it: "deputies" → deputies/manual/<slug>.html
    order: int
    roles: frozenset[str]
    doors: tuple[tuple[str, str], ...] = ()
    shows: str = ""

    @property
    def template(self) -> str:
        return f"{self.room}/manual/{self.slug}.html"

    @property
    def picture(self) -> str:
        """``manual/<slug>.png`` among the static files, or nothing before it was taken."""
        name = f"{PLACE}/{self.slug}.png"
        return name if self.shows and finders.find(name) else ""


@dataclass(frozen=True)
class Readers:
    """The tasks of one role."""

    label: str
    pages: list[ManualPage]
    is_own: bool


def manual_pages(user) -> list[ManualPage]:
    """In the order of a year's work."""
    brought = [page for slot in slots_at(PLACE, user) for page in slot.build(user)]
    return sorted(brought, key=lambda page: page.order)


def by_readers(pages: list[ManualPage], user) -> list[Readers]:
    """A group for each role that has tasks, the reader's own roles first."""
    groups = [
        Readers(role.label, [page for page in pages if role in page.roles], role in user.roles)
        for role in Role
    ]
    return sorted((group for group in groups if group.pages), key=lambda group: not group.is_own)


def open_doors(page: ManualPage, user) -> list[tuple[str, str]]:
    """Words and address of those pages that this person may open."""
    ways = [(words, reverse(name)) for words, name in page.doors]
    return [(words, url) for words, url in ways if resolve(url).func.policy(user)]
