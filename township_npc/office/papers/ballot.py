"""选票: one page for 1 to 40 candidates, nothing on it that could tell one ballot from another.

赞成、反对、弃权 beside each name, and lines for 另选他人: who objects to a candidate may write
another name, who abstains may not (代表法第十七条, E-05). More marks than seats make the ballot
void (E-06), which the explanation says.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor

from django.core.exceptions import ValidationError
from django.template.loader import render_to_string

from township_npc.office.papers.pdf import render_pdf

MOST_CANDIDATES = 40
#: One column up to here; the rest of the page is for the lines of 另选他人 and the explanation.
_ONE_COLUMN, _TWO_COLUMNS = 14, 24
_A5_ROWS = 6  # 选票 of few names are printed on half a sheet
_ROW_MM, _LEAST_ROW_MM, _ROOM_MM = 11.0, 7.6, 196.0
#: pt: the type of the names, and the room of a cell in one column and in two.
_NAME_PT, _ONE_CELL_PT, _HALF_CELL_PT = 14, 194, 106


@dataclass(frozen=True)
class Ballot:
    """``candidates`` in the order of the ballot (by strokes of the surname, or as drawn)."""

    title: str
    candidates: Sequence[str]
    seats: int
    write_ins: int = 1
    seal_note: str = "（选举专用章）"


@dataclass(frozen=True)
class BallotPage:
    """``columns`` of names, an empty one for each line of 另选他人; ``name_pt`` is the type of all
    names alike: as large as lets the longest stand whole in its cell."""

    title: str
    columns: tuple[tuple[str, ...], ...]
    is_small: bool
    row_mm: float
    name_pt: float
    explanation: str


def ballot_pdf(ballot: Ballot) -> bytes:
    """Raises ValidationError for no candidate or more than 40."""
    page = ballot_page(ballot)
    html = render_to_string("papers/ballot.html", {"page": page, "seal_note": ballot.seal_note})
    return render_pdf(html, ["grid", "ballot", *(["ballot_small"] if page.is_small else [])])


def ballot_page(ballot: Ballot) -> BallotPage:
    count = len(ballot.candidates)
    if not 1 <= count <= MOST_CANDIDATES:
        raise ValidationError(
            f"一张选票最少 1 名、最多 {MOST_CANDIDATES} 名候选人，现在是 {count} 名。", code="count"
        )
    rows = [*map(spaced_name, ballot.candidates), *[""] * ballot.write_ins]
    per_column = len(rows) if len(rows) <= _ONE_COLUMN else -(-len(rows) // 2)
    if per_column > _TWO_COLUMNS:
        raise ValidationError("候选人和另选人的格子一页排不下，请减少另选人的格子。", code="full")
    columns = tuple(tuple(rows[at : at + per_column]) for at in range(0, len(rows), per_column))
    return BallotPage(
        ballot.title,
        columns,
        is_small=len(rows) <= _A5_ROWS,
        row_mm=min(_ROW_MM, max(_LEAST_ROW_MM, _ROOM_MM / per_column)),
        name_pt=_name_pt(rows, _ONE_CELL_PT if len(columns) == 1 else _HALF_CELL_PT),
        explanation=explanation(ballot),
    )


def _name_pt(names: Sequence[str], room: float) -> float:
    longest = max(map(len, names))
    return min(_NAME_PT, floor(2 * room / longest) / 2)  # Word knows half points


def explanation(ballot: Ballot) -> str:
    """How to mark it, in the words that are read out (E-05, E-06)."""
    words = (
        f"说明：1.应选{ballot.seats}名。同意的，在“赞成”格内画“○”；不同意的，在“反对”格内"
        "画“○”；弃权的，在“弃权”格内画“○”。"
        f"2.赞成的人数等于或者少于{ballot.seats}名的有效，多于{ballot.seats}名的无效。"
    )
    if ballot.write_ins:
        words += "3.反对某候选人的，可以在空格内另写一人，并在“赞成”格内画“○”；弃权的不能另选他人。"
    return words


def spaced_name(name: str) -> str:
    """Names of two characters as wide as those of three: 王　玥."""
    return "　".join(name) if len(name) == 2 else name
