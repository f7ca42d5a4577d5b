"""Putting a roster's cells on persons and seats, and the 选区 and 代表小组 they name."""

from collections.abc import Iterable
from datetime import date

from deputies.models import Deputy, DeputyGroup, ElectoralDistrict, RosterImport, RosterRow
from township_npc.office.models import Person

_COLUMNS = {
    "name": ["name", "name_key"],
    "gender": ["gender"],
    "nation": ["nation"],
    "born_on": ["born_on"],
    "born_text": ["born_text"],
    "id_number": ["id_number_sealed", "id_number_index"],
    "phone": ["phone_sealed", "phone_index"],
    "address": ["address_sealed"],
}
_OF_SEAT = ("district", "group", "post", "party", "education")


class Places:
    """The term's 选区 and 代表小组 by name; what is missing is made and noted on the import."""

    def __init__(self, batch: RosterImport):
        self.batch = batch
        self.known = {
            "district": {place.name: place for place in batch.term.districts.all()},
            "group": {place.name: place for place in batch.term.groups.all()},
        }

    def make_missing(self, cells: Iterable[dict[str, str]]) -> None:
        """Make what these lines name; called inside the transaction that writes them."""
        cells = list(cells)
        made = dict(self.batch.made)
        for key, model in (("district", ElectoralDistrict), ("group", DeputyGroup)):
            names = dict.fromkeys(line[key] for line in cells if line[key])
            new = [
                model(term=self.batch.term, name=name)
                for name in names
                if name not in self.known[key]
            ]
            model.objects.bulk_create(new)
            self.known[key] |= {place.name: place for place in new}
            made[key] = [*made.get(key, []), *(str(place.pk) for place in new)]
        if made != self.batch.made:
            self.batch.made = made
            self.batch.save(update_fields=["made"])

    def find(self, key: str, name: str) -> ElectoralDistrict | DeputyGroup | None:
        return self.known[key].get(name)


def put_on_person(person: Person, values: dict[str, str]) -> list[str]:
    """Set the person's facts among the values; return the columns to save."""
    columns = []
    for key in _COLUMNS.keys() & values.keys():
        value = values[key]
        if key == "born_on":
            value = date.fromisoformat(value) if value else None
        setattr(person, key, value)
        columns += _COLUMNS[key]
    return columns


def seat_facts(values: dict[str, str], places: Places) -> dict:
    """The seat's facts among the values, names of places turned into places."""
    facts = {key: values[key] for key in _OF_SEAT if key in values}
    for key in facts.keys() & {"district", "group"}:
        facts[key] = places.find(key, facts[key])
    return facts


def put_on_deputy(deputy: Deputy, values: dict[str, str], places: Places) -> None:
    """Write the values, and nothing else, to the deputy and the person."""
    columns = put_on_person(deputy.person, values)
    if columns:
        deputy.person.save(update_fields=columns)
    facts = seat_facts(values, places)
    if facts:
        Deputy.objects.filter(pk=deputy.pk).update(**facts)


def save_rows(rows: list[RosterRow], columns: list[str]) -> None:
    """Write these columns of known rows in one statement, many times cheaper than bulk_update."""
    RosterRow.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["id"], update_fields=columns
    )
