"""What every page shows around its content. Nothing is read before a template asks for it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import cached_property

from township_npc.office import clock, permissions, registries
from township_npc.office.choices import Role
from township_npc.office.selectors import the_office
from township_npc.office.selectors.todos import open_counts

BIG_COOKIE = "big"
JOBS_KEY = "jobs"  # in the session of whoever has asked for long work


def shell(request) -> dict:
    return {"shell": Shell(request)}


@dataclass(frozen=True)
class Door:
    """A room as this person sees it: where it is and how much waits there."""

    label: str
    icon: str
    url: str
    count: int
    is_here: bool
    on_phone: bool


class Shell:
    """The frame of one page for one person."""

    def __init__(self, request):
        self.request = request
        self.user = getattr(request, "user", None)

    @cached_property
    def office(self):
        """With what the rooms say beside its name, in one query."""
        columns = {}
        for slot in registries.slots_at("brand", self.user):
            columns |= slot.reads()
        return the_office(**columns)

    @property
    def brand(self) -> str:
        """第十九届: what stands beside the congress's name."""
        if self.office is None:
            return ""
        said = [slot.build(self.office) for slot in registries.slots_at("brand", self.user)]
        return " ".join(text for text in said if text)

    @property
    def is_signed_in(self) -> bool:
        return self.user is not None and self.user.is_authenticated

    @property
    def is_big(self) -> bool:
        """大字: kept with the account, or with the browser of a visitor."""
        if self.is_signed_in:
            return self.user.is_big
        return self.request.COOKIES.get(BIG_COOKIE) == "1"

    @property
    def is_phone(self) -> bool:
        """A deputy without a desk: the words at the foot of the page are the whole menu."""
        return self.is_signed_in and permissions.is_only_deputy(self.user)

    @property
    def answers_the_phone(self) -> bool:
        """Of the office itself: everybody else has its number at the foot of each page."""
        return self.is_signed_in and permissions.in_office(self.user)

    @property
    def has_jobs(self) -> bool:
        """Long work was asked for in this sign-in; what was asked earlier stands on /me/."""
        return bool(self.is_signed_in and self.request.session.get(JOBS_KEY))

    @property
    def post(self) -> str:
        """主任: the first of the roles, as it is said after the name."""
        return next((role.label for role in Role if role in self.user.roles), "")

    @property
    def open_pages(self) -> list[tuple[str, str]]:
        """What everybody may read, for a visitor at the door: label and address, no query."""
        return [slot.build(self.user) for slot in registries.slots_at("open", self.user)]

    @cached_property
    def rooms(self) -> list[Door]:
        """The rooms this person may enter, in the order of use."""
        if not self.is_signed_in:
            return []
        rooms = [room for room in registries.rooms.values() if room.may_see(self.user)]
        urls = {room.key: reverse(room.url_name) for room in rooms}
        here = room_at(
            self.request.path, {room.key: (urls[room.key], *room.beside) for room in rooms}
        )
        return [
            self._door(room, urls[room.key], is_here=room.key == here)
            for room in sorted(rooms, key=lambda room: room.order)
        ]

    @property
    def tabs(self) -> list[Door]:
        """The foot of the page: a deputy's whole menu, or the first rooms of a desk."""
        if self.is_phone:
            return [door for door in self.rooms if door.on_phone]
        return self.rooms[:3]

    @property
    def has_todos(self) -> bool:
        return permissions.may_see_business(self.user)

    @cached_property
    def todo_counts(self) -> dict[str, int]:
        """What waits, by kind of record: the one query behind the bell and the rooms' numbers."""
        return open_counts(self.user, clock.today())

    @property
    def todo_count(self) -> int:
        return sum(self.todo_counts.values())

    def _door(self, room: registries.Room, url: str, *, is_here: bool) -> Door:
        count = sum(self.todo_counts.get(kind, 0) for kind in room.subjects)
        return Door(room.label, room.icon, url, count, is_here, room.on_phone)


def room_at(path: str, urls: dict[str, tuple[str, ...]]) -> str:
    """The key of the room whose address the path begins with, the longest; "/" is only itself."""
    begins = {
        url: key
        for key, addresses in urls.items()
        for url in addresses
        if path == url or (url != "/" and path.startswith(url))
    }
    return begins[max(begins, key=len)] if begins else ""
