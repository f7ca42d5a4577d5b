"""What a room needs from the rooms at its right. Filled in ``AppConfig.ready``, read by pages.

Of the six registries that the architecture allows, those that something uses today: rooms and home
cards, subjects, dossier kinds. The others come with their first user.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from township_npc.office.choices import Role


@dataclass(frozen=True)
class Room:
    """One line of the left column. ``count`` says how many things wait for this person.

    ``on_phone``: one of the at most four words at the foot of a deputy's phone.
    """

    key: str
    label: str
    icon: str
    url_name: str
    order: int
    may_see: Callable[[Any], bool]
    count: Callable[[Any], int] | None = None
    on_phone: bool = False


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
    (returns a context dict for ``template``, or None when there is nothing to show).
    """

    key: str
    area: str
    order: int
    roles: frozenset[str]
    build: Callable[[Any, Any], Any]  # (user, today)
    template: str = ""


@dataclass(frozen=True)
class Verb:
    """How an audit verb reads in a timeline, and which roles may read it there."""

    label: str
    roles: frozenset[str] = frozenset(Role.values)


@dataclass(frozen=True)
class Subject:
    """A kind of record that files, audit entries, links and (later) search speak about.

    The last three are for 全部资料, where fields and ``visible_to`` say too little: the rows with
    what the columns read, columns beyond the fields (heading, value of a row), and the folder in
    which the files of a row lie.
    """

    kind: str  # "deputies.Proposal"
    label: str  # 建议
    visible_to: Callable[[Any], Any]  # user -> QuerySet
    url: Callable[[Any], str]
    title: Callable[[Any], str]
    verbs: dict[str, Verb] = field(default_factory=dict)
    rows_for_export: Callable[[Any], Any] | None = None  # user -> QuerySet
    columns_for_export: tuple[tuple[str, Callable[[Any], Any]], ...] = ()
    folder_for_export: Callable[[Any], tuple[str, ...]] | None = None  # row -> ("建议", "第 18 号")


@dataclass(frozen=True)
class DossierKind:
    """One of the eight kinds of a deputy's dossier (rules D-13)."""

    key: str
    label: str
    order: int


rooms: dict[str, Room] = {}
home_cards: dict[str, HomeCard] = {}
subjects: dict[str, Subject] = {}
dossier_kinds: dict[str, DossierKind] = {}


def register(*entries: Room | HomeCard | Subject | DossierKind) -> None:
    """Put each entry in its registry. Registering the same key twice is a programming error."""
    homes = {Room: rooms, HomeCard: home_cards, Subject: subjects, DossierKind: dossier_kinds}
    for entry in entries:
        key = entry.kind if isinstance(entry, Subject) else entry.key
        registry = homes[type(entry)]
        if key in registry:
            raise ValueError(f"{key} is registered twice")
        registry[key] = entry


def subject_kind(row) -> str:
    """``"deputies.Proposal"`` for a Proposal."""
    return row._meta.label
