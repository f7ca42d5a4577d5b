"""Seating the persons of an import by sets, not one service call each: fifty rows then hold the
database for some milliseconds, and SQLite has one writer."""

import json
from collections.abc import Iterable

from deputies.models import Deputy, RosterRow
from deputies.roster.matching import changes
from deputies.selectors.roster import person_cells
from deputies.services.roster_facts import Places, put_on_person, seat_facts
from deputies.services.seat_accounts import open_accounts
from township_npc.office import sealing
from township_npc.office.models import Person, User


def seat_rows(rows: list[RosterRow], cells: dict, places: Places, *, by: User | None) -> None:
    """Seat the persons of these rows: new ones, and those the office knows without a seat.

    Sets on each row what it became, and what undoing it needs; the caller saves the rows.
    """
    known = _known_people(cells[row.pk]["id_number"] for row in rows)
    seated = _seated_in(places.batch.term_id, known.values())
    new_people, seats, before = [], [], {}
    for row in rows:
        line = cells[row.pk]
        person = known.get(line["id_number"])
        row.outcome = _why_not(person, line, seated)
        if row.outcome:
            continue
        row.made_person = person is None
        if person is None:
            person = Person()
            put_on_person(person, line)
            new_people.append(person)
            known[line["id_number"] or row.pk] = person
        else:
            before[person.pk] = _bring_up_to_date(person, line)
        seated.add(person.pk)
        row.deputy = Deputy(person=person, term=places.batch.term, **seat_facts(line, places))
        seats.append(row)
    Person.objects.bulk_create(new_people)
    Deputy.objects.bulk_create([row.deputy for row in seats])
    opened = open_accounts([row.deputy.person for row in seats], by)
    for row in seats:
        person = row.deputy.person_id
        row.before = json.dumps({"person": before.get(person, {}), **opened[person]})
        row.is_written = True


def _why_not(person: Person | None, line: dict[str, str], seated: set) -> str:
    """Something changed between the preview and now."""
    if person is None:
        return ""
    if person.name != line["name"]:
        return f"没有加入：证件号登记在“{person.name}”名下。"
    return "没有加入：这个人在本届已经是代表了。" if person.pk in seated else ""


def _bring_up_to_date(person: Person, line: dict[str, str]) -> dict[str, str]:
    """Write what the roster knows better; return what stood there."""
    known = person_cells(person)
    changed = changes(known, {key: line[key] for key in known})
    columns = put_on_person(person, {key: new for key, (_, new) in changed.items()})
    if columns:
        person.save(update_fields=columns)
    return {key: old for key, (old, _) in changed.items()}


def _known_people(id_numbers: Iterable[str]) -> dict[str, Person]:
    numbers = {sealing.index(number): number for number in id_numbers if number}
    people = Person.objects.filter(id_number_index__in=numbers)
    return {numbers[person.id_number_index]: person for person in people}


def _seated_in(term_id, people: Iterable[Person]) -> set:
    seats = Deputy.objects.in_office().filter(term_id=term_id, person__in=list(people))
    return set(seats.values_list("person_id", flat=True))
