"""What is true of the paper at hand: the room builds it, the gates compare the text with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType


@dataclass(frozen=True)
class Person:
    """A name on the roster. ``posts`` as they are written: 镇人大主席, 镇长."""

    name: str
    posts: tuple[str, ...] = ()
    left: bool = False


@dataclass(frozen=True)
class Law:
    """A title of law. ``state``: 现行, 已修改 (of this version) or 已废止."""

    title: str
    short: tuple[str, ...] = ()
    kind: str = ""
    region: str = ""
    state: str = "现行"
    replaced_by: str = ""
    version: str = ""
    articles: int | None = None
    source: str = ""


@dataclass(frozen=True)
class ProofFacts:
    """Each part may be missing; then what depends on it is not checked.

    ``term`` is the 届, ``session`` the 次; ``series`` are the 机关代字 (清人发), ``numbers`` the
    文号 of the paper; ``former`` is what the older paper was written about. ``quotes`` are words
    of the record that the paper repeats; what lies in them is not found fault with. ``given`` are
    parts (of kinds.toml) that the program puts on the paper, so that its text need not.
    """

    town: str = ""
    county: str = ""
    term: int | None = None
    session: int | None = None
    year: int | None = None
    kind: str = ""
    series: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    dates: Mapping[str, date] = field(default_factory=lambda: MappingProxyType({}))
    people: tuple[Person, ...] = ()
    figures: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    laws: tuple[Law, ...] = ()
    quotes: tuple[str, ...] = ()
    given: frozenset[str] = frozenset()
    former: "ProofFacts | None" = None

    @property
    def days(self) -> frozenset[date]:
        return frozenset(self.dates.values())

    @property
    def in_office(self) -> tuple[Person, ...]:
        return tuple(person for person in self.people if not person.left)

    @property
    def gone(self) -> dict[str, Person]:
        """Who has left, or stood in the older paper's roster and stands in this one no more."""
        present = {person.name for person in self.in_office}
        older = self.former.people if self.former and self.people else ()
        left = [person for person in self.people if person.left]
        return {person.name: person for person in (*older, *left) if person.name not in present}
