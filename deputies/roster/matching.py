"""Whom a line of the roster is about: a new person, a known deputy, or somebody to ask about."""

from collections import defaultdict
from dataclasses import dataclass, field

from deputies.choices import RowKind
from deputies.roster.lines import Line

#: What is compared and written, in the order in which changes are told.
FIELDS = {
    "name": "姓名",
    "gender": "性别",
    "nation": "民族",
    "born_on": "出生日期",
    "born_text": "出生年月",
    "id_number": "证件号",
    "phone": "电话",
    "address": "住址",
    "district": "选区",
    "group": "代表小组",
    "post": "单位及职务",
    "party": "党派",
    "education": "文化程度",
}


@dataclass(frozen=True)
class Seat:
    """A deputy of the term as the database knows it, under the same keys as a line's cells."""

    pk: str
    cells: dict[str, str]
    ended: str = ""  # in words, when the seat ended


@dataclass
class Verdict:
    line: Line
    kind: str
    reasons: list[str]
    seat: Seat | None = None
    is_blocked: bool = False


@dataclass
class _Doubt:
    """What the search found besides a seat: faults make the line suspicious, notes do not."""

    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def judge_all(lines: list[Line], seats: list[Seat], elsewhere: dict[str, str]) -> list[Verdict]:
    """Compare the lines with each other and with the term's seats.

    ``elsewhere``: ID number → name of persons known to the office who hold no seat in this term.
    """
    roll, earlier = _Roll(seats), _Earlier()
    return [_judge(line, roll, earlier, elsewhere) for line in lines]


def changes(known: dict[str, str], cells: dict[str, str]) -> dict[str, tuple[str, str]]:
    """field → (old, new); an empty cell of the roster changes nothing."""
    return {
        key: (known.get(key, ""), cells[key])
        for key in FIELDS
        if cells.get(key) and cells[key] != known.get(key, "")
    }


def change_in_words(key: str, old: str, new: str) -> str:
    """电话尾号 0116 改成 0961; a sealed value never stands in a sentence whole."""
    label = FIELDS[key]
    if key == "address":
        return f"{label}有变" if old else f"补上{label}"
    if key in ("phone", "id_number"):
        old, new, label = old[-4:], new[-4:], f"{label}尾号"
    return f"{label} {old} 改成 {new}" if old else f"补上{label} {new}"


def _judge(line: Line, roll: "_Roll", earlier: "_Earlier", elsewhere: dict[str, str]) -> Verdict:
    doubt = _Doubt(line.faults[:], line.notes[:])
    seat = roll.find(line, doubt)
    is_repeated = earlier.compare(line, seat, doubt)
    if seat is None and not is_repeated:
        _look_elsewhere(line, elsewhere, doubt)
    is_blocked = line.is_blocked or is_repeated
    if doubt.faults:
        return Verdict(line, RowKind.SUSPICIOUS, doubt.faults + doubt.notes, seat, is_blocked)
    if seat is None:
        return Verdict(line, RowKind.NEW, doubt.notes)
    told = [change_in_words(key, *pair) for key, pair in changes(seat.cells, line.cells).items()]
    kind = RowKind.CHANGED if told else RowKind.SAME
    return Verdict(line, kind, (told or ["和系统里一样"]) + doubt.notes, seat)


def _look_elsewhere(line: Line, elsewhere: dict[str, str], doubt: _Doubt) -> None:
    known_as = elsewhere.get(line.cells["id_number"])
    if known_as == line.cells["name"]:
        doubt.notes.append("系统里已有此人（往届代表或其他身份），会接上")
    elif known_as:
        doubt.faults.append(f"证件号登记在系统里“{known_as}”名下，姓名不同")
        line.is_blocked = True


class _Roll:
    """The term's seats, found by ID number, else by name with phone or district."""

    def __init__(self, seats: list[Seat]):
        ended_first = sorted(seats, key=lambda seat: not seat.ended)
        self.by_id = {seat.cells["id_number"]: seat for seat in ended_first}
        self.by_id.pop("", None)
        self.by_name = defaultdict(list)
        for seat in seats:
            if not seat.ended:
                self.by_name[seat.cells["name"]].append(seat)

    def find(self, line: Line, doubt: _Doubt) -> Seat | None:
        seat = self.by_id.get(line.cells["id_number"])
        if seat is None:
            return self._find_by_name(line, doubt)
        if seat.ended:
            doubt.faults.append(f"此人本届的代表资格已终止（{seat.ended}）")
            return None
        if seat.cells["name"] != line.cells["name"]:
            doubt.faults.append(f"证件号是系统里“{seat.cells['name']}”的，姓名不同")
        return seat

    def _find_by_name(self, line: Line, doubt: _Doubt) -> Seat | None:
        namesakes = self.by_name.get(line.cells["name"], [])
        possible = [seat for seat in namesakes if not _have_two_ids(seat.cells, line.cells)]
        for key in ("phone", "district"):
            value = line.cells[key]
            hits = [seat for seat in possible if value and seat.cells[key] == value]
            if len(hits) == 1:
                return hits[0]
        if possible:
            doubt.faults.append("系统里有同名代表，证件号、电话和选区对不上，分不清是不是同一人")
        elif any(_same_phone(seat.cells, line.cells) for seat in namesakes):
            doubt.faults.append("和系统里的一位代表姓名、电话都一样，证件号不同")
        elif namesakes:
            doubt.notes.append("系统里有同名的另一位代表，证件号不同")
        return None


class _Earlier:
    """The lines above this one: the same person twice, two persons of one name."""

    def __init__(self):
        self.by_id: dict[str, Line] = {}
        self.by_seat: dict[str, Line] = {}
        self.by_name: dict[str, list[Line]] = defaultdict(list)

    def compare(self, line: Line, seat: Seat | None, doubt: _Doubt) -> bool:
        """Tell what a line above says of this one; True when it is about the same person."""
        same = self._same_person(line, seat)
        if same is not None:
            is_named_alike = same.cells["name"] == line.cells["name"]
            doubt.faults.append(
                f"与{same.place}同一人" if is_named_alike else f"证件号与{same.place}相同，姓名不同"
            )
        else:
            self._tell_namesakes(line, doubt)
        self._remember(line, seat)
        return same is not None

    def _same_person(self, line: Line, seat: Seat | None) -> Line | None:
        cells = line.cells
        by_phone = [
            other
            for other in self.by_name.get(cells["name"], [])
            if _same_phone(other.cells, cells) and not _have_two_ids(other.cells, cells)
        ]
        return (
            self.by_id.get(cells["id_number"])
            or (self.by_seat.get(seat.pk) if seat else None)
            or next(iter(by_phone), None)
        )

    def _tell_namesakes(self, line: Line, doubt: _Doubt) -> None:
        for other in self.by_name.get(line.cells["name"], []) if line.cells["name"] else []:
            if _have_two_ids(other.cells, line.cells):
                doubt.notes.append(f"与{other.place}同名，证件号不同，是两个人")
            else:
                doubt.faults.append(f"与{other.place}同名，证件号不全，分不清是不是同一人")

    def _remember(self, line: Line, seat: Seat | None) -> None:
        if line.cells["id_number"]:
            self.by_id.setdefault(line.cells["id_number"], line)
        if seat:
            self.by_seat.setdefault(seat.pk, line)
        self.by_name[line.cells["name"]].append(line)


def _have_two_ids(one: dict[str, str], other: dict[str, str]) -> bool:
    """Both numbers are sound and they differ: two persons."""
    return bool(one["id_number"] and other["id_number"] and one["id_number"] != other["id_number"])


def _same_phone(one: dict[str, str], other: dict[str, str]) -> bool:
    return bool(one["phone"] and one["phone"] == other["phone"])
