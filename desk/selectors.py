"""What stands on the chairman's 看板: the tiles, the figures, and the sentence on top."""

from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse

from deputies.selectors.proposal_figures import (
    Numbers,
    UnitAnswers,
    answers_by_unit,
    proposal_numbers,
)
from desk import figures, rules
from desk.figures import Figure


@dataclass(frozen=True)
class Tile:
    label: str
    number: int
    url: str
    urge: str = ""  # 要催: a word beside a number that must not stay


@dataclass(frozen=True)
class Dashboard:
    first: str  # what to see first
    then: str
    tiles: list[Tile]
    figures: list[Figure] = field(default_factory=list)


def dashboard(user, today: date) -> Dashboard:
    """The same for whoever may read it: counts of what the office sees; five queries."""
    units = answers_by_unit(user, today)
    numbers = proposal_numbers(user, today)
    return Dashboard(
        first=rules.say_late(late_units(units)),
        then=rules.say_next(numbers.in30),
        tiles=tiles(numbers, today),
        figures=[
            figures.answered_in_time(units),
            figures.promises(user, today),
            figures.results(user, today),
            figures.satisfaction(),
        ],
    )


def late_units(units: list[UnitAnswers]) -> list[tuple[str, int]]:
    """Those with overdue ones, the most first."""
    late = [(unit.name, unit.late) for unit in units if unit.late]
    return sorted(late, key=lambda unit: -unit[1])


def tiles(numbers: Numbers, today: date) -> list[Tile]:
    everything, year = reverse("deputies:proposal-list"), f"year={today.year}"
    return [
        Tile("现在超期", numbers.late, f"{everything}?view=late", "要催" if numbers.late else ""),
        Tile("30 天内到期", numbers.in30, f"{everything}?view=in30"),
        Tile("今年收到", numbers.received, f"{everything}?{year}"),
        Tile("其中已答复", numbers.answered, f"{everything}?{year}&view=answered"),
    ]
