"""What the home page says to a person: the greeting, what waits, and the cards of the rooms."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from township_npc.office import health, registries
from township_npc.office.choices import Role
from township_npc.office.names import surname
from township_npc.office.permissions import in_office, is_only_deputy
from township_npc.office.registries import Matter
from township_npc.office.selectors.todos import waiting_matters

#: So many at a time: rows on a desk, large cards on a phone (ux: at most five).
ROWS, CARDS = 12, 5
_TITLES = {Role.DIRECTOR: "主任", Role.CHAIR: "主席"}


@dataclass(frozen=True)
class Card:
    """A panel of a room, ready for its template."""

    template: str
    data: dict
    below: str = ""


@dataclass(frozen=True)
class HomePage:
    greeting: str
    first: str  # what to do first, or ""
    standstill: str  # what is said when background work does not move, or ""
    matters: list[Matter]
    shown: list[Matter]
    told: int  # of the matters, what no to-do asks for
    quick: list[Card]
    main: list[Card]
    rail: list[Card]

    @property
    def below(self) -> list[Card]:
        """The second parts of the main cards, made of the same data."""
        return [Card(card.below, card.data) for card in self.main if card.below]


def home_page(user, *, now: datetime) -> HomePage:
    local = timezone.localtime(now)
    today = local.date()
    told = told_to(user, today)
    matters = worst_first([*told, *waiting_matters(user, today)])
    return HomePage(
        greeting=greeting(user, local.hour),
        first=what_first(matters),
        standstill=health.standstill(now) if in_office(user) else "",
        matters=matters,
        shown=matters[: CARDS if is_only_deputy(user) else ROWS],
        told=len(told),
        **{area: _cards(user, today, area) for area in ("quick", "main", "rail")},
    )


def worst_first(matters: list[Matter]) -> list[Matter]:
    return sorted(matters, key=lambda matter: matter.rank)


def told_to(user, today: date) -> list[Matter]:
    """What the rooms tell this person beside the to-dos: the bell does not count it."""
    return [matter for card in _entries(user, "waiting") for matter in card.build(user, today)]


def what_first(matters: list[Matter]) -> str:
    """先催超期的 3 件建议: in the first matter's own words, or by its verb."""
    if matters and matters[0].urge:
        return matters[0].urge
    return f"先{matters[0].verb}最上面的一件" if len(matters) > 1 else ""


def greeting(user, hour: int) -> str:
    """徐主任，上午好; a deputy is greeted as one: 万秋生代表，您好."""
    if is_only_deputy(user):
        return f"{user.name}代表，您好"
    title = next((title for role, title in _TITLES.items() if role in user.roles), "")
    called = f"{surname(user.name)}{title}" if title else user.name
    return f"{called}，{time_of_day(hour)}好"


def time_of_day(hour: int) -> str:
    for until, word in ((5, "晚上"), (12, "上午"), (14, "中午"), (18, "下午")):
        if hour < until:
            return word
    return "晚上"


def _cards(user, today: date, area: str) -> list[Card]:
    built = [(card, card.build(user, today)) for card in _entries(user, area)]
    return [Card(card.template, data, card.below) for card, data in built if data is not None]


def _entries(user, area: str) -> list[registries.HomeCard]:
    cards = sorted(registries.home_cards.values(), key=lambda card: card.order)
    return [card for card in cards if card.area == area and card.roles & user.roles]
