"""What the parts of the demo share: the people, the meetings, and the days.

The sample pages are written for Monday 2026-11-23. On a later day everything moves by whole weeks,
so a Thursday stays a Thursday and what was due last week still was.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

from deputies.models import CongressSession, CongressTerm, Deputy, Unit
from deputies.rules.roster import INVENTED_REGION, check_digit
from township_npc.office.models import Person, User

SAMPLE_TODAY = date(2026, 11, 23)


@dataclass
class Town:
    """``deputies`` in the order of the accounts daibiao01…71; ``handlers`` by the unit's name."""

    today: date
    director: User = None
    staff: User = None
    chair: User = None
    term: CongressTerm = None
    sessions: list[CongressSession] = field(default_factory=list)
    deputies: list[Deputy] = field(default_factory=list)
    units: dict[str, Unit] = field(default_factory=dict)
    handlers: dict[str, User] = field(default_factory=dict)

    def day(self, year: int, month: int, day: int) -> date:
        """The day of the sample pages, moved to where today is."""
        weeks = max(0, (self.today - SAMPLE_TODAY).days // 7)
        return date(year, month, day) + timedelta(weeks=weeks)

    def deputy(self, name: str) -> Deputy:
        return next(deputy for deputy in self.deputies if deputy.person.name == name)


def invented_person(name: str, number: int) -> Person:
    """A person with an ID number of region 360199, which no place has, and a number of the block
    154, which no network uses."""
    born_on = date(1958 + number * 7 % 40, 1 + number * 5 % 12, 1 + number * 11 % 28)
    first_17 = f"{INVENTED_REGION}{born_on:%Y%m%d}{number % 1000:03}"
    person = Person(name=name, born_on=born_on, born_text=f"{born_on:%Y.%m}", nation="汉族")
    person.phone = f"154{number:08}"
    person.id_number = first_17 + check_digit(first_17)
    return person
