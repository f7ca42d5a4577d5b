"""What a room needs from the rooms at its right. Filled in ``AppConfig.ready``, read by pages.

Of the six registries that the architecture allows, those that something uses today: rooms and home
cards, subjects, page slots, dossier kinds. The others come with their first user.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from township_npc.office.choices import Role
from township_npc.office.papers.library import PaperTemplate
from township_npc.office.rulebook import Rule
from township_npc.office.rules import Deadline, WorkCalendar


@dataclass(frozen=True)
class Room:
    """One line of the left column; beside it stands how many to-dos about its ``subjects`` wait.

    ``on_phone``: one of the at most four words at the foot of a deputy's phone. ``beside``: other
    addresses whose pages lie in this room.
    """

    key: str
    label: str
    icon: str
    url_name: str
    order: int
    may_see: Callable[[Any], bool]
    subjects: frozenset[str] = frozenset()  # "deputies.Proposal"
    on_phone: bool = False
    beside: tuple[str, ...] = ()  # "/groups/"


@dataclass(frozen=True)
class Matter:
    """One thing that waits for a person, as a row (desk) or a card (phone) on the home page."""

    title: str
    detail: str
    url: str
    verb: str
    chip: str
    tone: str = ""  # "", "is-late", "is-soon", "is-ok", "is-none"
    icon: str = "prop"
    rank: int = 100  # smaller first: worst first
    urge: str = ""  # 先催超期的 3 件建议: said under the greeting when this stands first


@dataclass(frozen=True)
class HomeCard:
    """A part of the home page: what waits (``matters``) or a panel with a template of its own.

    ``area`` is ``quick`` (buttons), ``waiting`` (returns a list of Matter), ``main`` or ``rail``
    (returns a context dict for ``template``, or None when there is nothing to show). What a
    ``main`` card shows in ``below`` stands under everything, over the whole width.
    """

    key: str
    area: str
    order: int
    roles: frozenset[str]
    build: Callable[[Any, Any], Any]  # (user, today)
    template: str = ""
    below: str = ""


@dataclass(frozen=True)
class Verb:
    """How an audit verb reads in a timeline, and which roles may read it there."""

    label: str
    roles: frozenset[str] = frozenset(Role.values)


@dataclass(frozen=True)
class Wanted:
    """A to-do that a record's state asks for. ``to`` is an addressee (``office.addressees``).

    ``outside``: how it reads in a mail or a text to paste, where the title must not stand there.
    ``begins_on``: until that day nobody is shown it or told of it (a promise past its day).
    """

    kind: str  # "proposal.reply"; one open for a record, kind and addressee
    to: str
    title: str
    verb: str
    url: str
    due_on: date | None = None
    detail: str = ""
    icon: str = "prop"
    outside: str = ""
    begins_on: date | None = None


@dataclass(frozen=True)
class Recount:
    """An open deadline that another calendar or another rule moves. ``write`` stores the new one,
    unless somebody has acted on the record since; it says whether it did. ``verb`` tells it in the
    record's timeline, ``whose`` says which of several deadlines it is (财政所协办意见)."""

    subject: Any
    called: str  # 第 18 号 莲南小学门口增设人行横道
    old: Deadline
    new: Deadline
    write: Callable[[], bool]
    verb: str = "deadline.recounted"
    whose: str = ""

    @property
    def moves(self) -> bool:
        """The day itself is another one, not only its arithmetic."""
        return self.old.due_on != self.new.due_on

    @property
    def because(self) -> str:
        return "规则改动" if self.old.period != self.new.period else "节假日安排"


@dataclass(frozen=True)
class Subject:
    """A kind of record that files, audit entries, links, to-dos and (later) search speak about.

    ``todos`` says what should be waiting for whom as the record stands now; ``record()`` makes it
    so. ``posts_of`` and ``holders_of``: records that stand for whoever holds a post in them.

    The three ``…_for_export`` are for 全部资料, where fields and ``visible_to`` say too little: the
    rows with what the columns read, columns beyond the fields (heading, value of a row), and the
    folder in which the files of a row lie.

    ``recount`` gives those stored open deadlines that are others under this calendar and under the
    rules named as changed; the verb ``deadline.recounted`` says so in the record's timeline, and
    ``deadline.followed`` that a to-do's day, counted anew each time, has moved.

    ``papers``: the templates of what the office writes about such a record.
    """

    kind: str  # "deputies.Proposal"
    label: str  # 建议
    visible_to: Callable[[Any], Any]  # user -> QuerySet
    url: Callable[[Any], str]
    title: Callable[[Any], str]
    verbs: dict[str, Verb] = field(default_factory=dict)
    todos: Callable[[Any], list[Wanted]] | None = None
    posts_of: Callable[[Any], Iterable] | None = None  # user -> primary keys
    holders_of: Callable[[str], Iterable] | None = None  # primary key -> of users
    rows_for_export: Callable[[Any], Any] | None = None  # user -> QuerySet
    columns_for_export: tuple[tuple[str, Callable[[Any], Any]], ...] = ()
    folder_for_export: Callable[[Any], tuple[str, ...]] | None = None  # row -> ("建议", "第 18 号")
    recount: Callable[[WorkCalendar, Mapping[str, Rule]], Iterable[Recount]] | None = None
    papers: tuple[PaperTemplate, ...] = ()


@dataclass(frozen=True)
class Slot:
    """What a room puts into a place on pages that are not its own; several may fill one place.

    ``brand`` is the place beside the congress's name, on every page: ``build`` makes its text of
    the office's row, and ``reads`` names the columns it needs there, so that it costs no query.
    ``manual`` is the handbook: ``build`` gives the room's pages to a reader.
    ``open`` is where a visitor stands at a closed door: ``build`` gives label and address of a page
    that everybody may read.
    """

    key: str  # the place
    order: int
    may_see: Callable[[Any], bool]
    build: Callable[[Any], Any]
    reads: Callable[[], dict[str, Any]] = dict


@dataclass(frozen=True)
class DossierKind:
    """One of the eight kinds of a deputy's dossier (rules D-13)."""

    key: str
    label: str
    order: int


rooms: dict[str, Room] = {}
home_cards: dict[str, HomeCard] = {}
subjects: dict[str, Subject] = {}
slots: dict[tuple[str, int], Slot] = {}
dossier_kinds: dict[str, DossierKind] = {}


def register(*entries: Room | HomeCard | Subject | Slot | DossierKind) -> None:
    """Put each entry in its registry. Registering the same key twice is a programming error."""
    homes = {
        Room: rooms,
        HomeCard: home_cards,
        Subject: subjects,
        Slot: slots,
        DossierKind: dossier_kinds,
    }
    for entry in entries:
        key, registry = _key(entry), homes[type(entry)]
        if key in registry:
            raise ValueError(f"{key} is registered twice")
        registry[key] = entry


def slots_at(place: str, user) -> list[Slot]:
    """What this person sees in a place, in its order."""
    here = [slot for slot in slots.values() if slot.key == place and slot.may_see(user)]
    return sorted(here, key=lambda slot: slot.order)


def _key(entry) -> str | tuple[str, int]:
    match entry:
        case Subject():
            return entry.kind
        case Slot():
            return entry.key, entry.order
    return entry.key


def subject_kind(row) -> str:
    """``"deputies.Proposal"`` for a Proposal."""
    return row._meta.label
