"""Reads for the roster import."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import BooleanField, Count, ExpressionWrapper, Q, QuerySet

from deputies.choices import ImportState, Level, RowChoice, RowKind
from deputies.models import CongressTerm, Deputy, RosterImport, RosterRow
from deputies.permissions.deputies import may_keep_roster
from deputies.roster.matching import Seat
from deputies.rules.roster import choice_label, offered_choices
from township_npc.office import sealing
from township_npc.office.models import Person
from township_npc.office.sealing import mask

ROWS_OF_A_PAGE = 200
_OF_PERSON = ("name", "gender", "nation", "born_text", "id_number", "phone", "address")
_OF_SEAT = ("post", "party", "education")


def imports_visible_to(user) -> QuerySet[RosterImport]:
    imports = RosterImport.objects.select_related("term", "made_by__person")
    return imports if may_keep_roster(user) else imports.none()


def earlier_imports(user) -> QuerySet[RosterImport]:
    """What was imported, or waits to be, newest first; dropped ones left out."""
    shown = imports_visible_to(user).exclude(state=ImportState.DROPPED)
    return shown.annotate(row_count=Count("rows"))[:20]


def last_import_of(sha256: str) -> RosterImport | None:
    """The import of the very same file that stands."""
    same = RosterImport.objects.filter(file_sha256=sha256, state=ImportState.DONE)
    return same.select_related("made_by__person").first()


def unfinished_import_of(sha256: str) -> RosterImport | None:
    """An import of the very same file that stopped half way."""
    return RosterImport.objects.filter(file_sha256=sha256, state=ImportState.WRITING).first()


def seats_of(term: CongressTerm) -> list[Seat]:
    """Every town seat of the term, ended ones too."""
    deputies = Deputy.objects.filter(term=term, level=Level.TOWN)
    return [seat_of(one) for one in deputies.select_related("person", "district", "group")]


def seat_of(deputy: Deputy) -> Seat:
    """The deputy under the keys of a roster's line."""
    cells = {
        **person_cells(deputy.person),
        **{key: getattr(deputy, key) for key in _OF_SEAT},
        "district": deputy.district.name if deputy.district else "",
        "group": deputy.group.name if deputy.group else "",
    }
    ended = f"{deputy.ended_on}，{deputy.get_end_reason_display()}" if deputy.ended_on else ""
    return Seat(str(deputy.pk), cells, ended)


def person_cells(person: Person) -> dict[str, str]:
    born_on = person.born_on.isoformat() if person.born_on else ""
    return {key: getattr(person, key) for key in _OF_PERSON} | {"born_on": born_on}


def people_elsewhere(id_numbers: Iterable[str], term: CongressTerm) -> dict[str, str]:
    """ID number → name of the persons who are known but never sat in this term."""
    numbers = {sealing.index(number): number for number in id_numbers if number}
    people = Person.objects.filter(id_number_index__in=numbers).exclude(seats__term=term)
    return {numbers[index]: name for index, name in people.values_list("id_number_index", "name")}


def place_names(places) -> set[str]:
    """The names of a term's 选区 or 代表小组."""
    return set(places.values_list("name", flat=True))


@dataclass(frozen=True)
class RowCounts:
    """How many rows of each kind, how many are chosen, written, still to write."""

    kinds: dict[str, int]
    taken: int
    updated: int
    waiting: int

    @property
    def total(self) -> int:
        return sum(self.kinds.values())

    @property
    def written(self) -> int:
        return self.taken + self.updated

    @property
    def found(self) -> str:
        """新 66，可疑 6."""
        return "，".join(f"{kind.label} {self.kinds[kind]}" for kind in RowKind if self.kinds[kind])

    @property
    def done(self) -> str:
        """加入 66 名代表，更新 3 名代表."""
        acts = (("加入", self.taken), ("更新", self.updated))
        told = [f"{act} {count} 名代表" for act, count in acts if count]
        return "，".join(told) or "没有要加、要改的代表"


def row_counts(batch: RosterImport) -> RowCounts:
    """One query for all the numbers of the page."""
    shape = ("kind", "choice", "is_written", "has_outcome")
    has_outcome = ExpressionWrapper(~Q(outcome=""), BooleanField())
    groups = batch.rows.annotate(has_outcome=has_outcome).order_by().values(*shape)
    counts = list(groups.annotate(count=Count("pk")))

    def total(**wanted) -> int:
        return sum(
            group["count"]
            for group in counts
            if all(group[key] == value for key, value in wanted.items())
        )

    return RowCounts(
        kinds={kind: total(kind=kind) for kind in RowKind.values},
        taken=total(choice=RowChoice.TAKE, is_written=True),
        updated=total(choice=RowChoice.UPDATE, is_written=True),
        waiting=total(is_written=False, has_outcome=False)
        - total(choice=RowChoice.SKIP, is_written=False, has_outcome=False),
    )


@dataclass(frozen=True)
class ShownRow:
    """A row as the preview shows it: numbers masked, choices in words."""

    row: RosterRow
    name: str
    id_number: str
    district: str
    said: str
    choices: list[tuple[str, str]]

    @property
    def standing(self) -> str:
        """What became of the row, or what will."""
        label = choice_label(self.row.kind, self.row.choice)
        return f"已{label}" if self.row.is_written else label


def shown(row: RosterRow) -> ShownRow:
    cells = json.loads(row.cells)
    return ShownRow(
        row,
        cells["name"],
        mask(cells["id_number"] or cells["id_number_read"]),
        cells["district"],
        "；".join(row.reasons),
        [(choice, choice_label(row.kind, choice)) for choice in choices_of(row)],
    )


def choices_of(row: RosterRow) -> list[str]:
    """What may be chosen for the row; the first is chosen until the person chooses."""
    return offered_choices(row.kind, is_known=bool(row.deputy_id), is_blocked=row.is_blocked)


def rows_page(batch: RosterImport, kind: str, number: str) -> Page:
    """The rows of one kind, or of all kinds, as the page shows them."""
    rows = batch.rows.filter(kind=kind) if kind else batch.rows.all()
    page = Paginator(rows, ROWS_OF_A_PAGE).get_page(number)
    page.object_list = [shown(row) for row in page.object_list]
    return page


def refused_rows(batch: RosterImport) -> list[ShownRow]:
    """Rows that were chosen and not done, or not undone; each says why."""
    return [shown(row) for row in batch.rows.exclude(outcome="")]
