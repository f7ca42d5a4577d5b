"""What changed between two texts, in words: struck, added, the same. Pure functions.

Lines are matched first; within lines that differ, Chinese is compared character by character, a
number or a foreign word as a whole. A single character that happens to stand on both sides of a
change is no island in it: 3月5日 → 4月6日 reads as one change, not as two around 月.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from township_npc.office.papers.text import LABELS, PaperText

SAME, GONE, NEW = "same", "gone", "new"
_TOKEN = re.compile(r"[A-Za-z0-9.%]+|\n|.")
#: Beyond so many pairs of tokens a stretch is shown as struck and added as a whole.
_MOST_PAIRS = 4_000_000
_AROUND = 1  # unchanged lines shown beside a change
_BREAK = "↵"


@dataclass(frozen=True)
class Piece:
    kind: str
    text: str


@dataclass(frozen=True)
class Line:
    """One line with its pieces; ``left_out`` stands for so many unchanged lines instead."""

    pieces: tuple[Piece, ...] = ()
    left_out: int = 0

    @property
    def is_changed(self) -> bool:
        return any(piece.kind != SAME for piece in self.pieces)

    @property
    def whole(self) -> str:
        """``gone`` or ``new`` when all of the line came or went, else empty."""
        kinds = {piece.kind for piece in self.pieces}
        return kinds.pop() if len(kinds) == 1 and SAME not in kinds else ""


@dataclass(frozen=True)
class PartDifference:
    label: str
    lines: list[Line]


def difference_of(old: PaperText, new: PaperText) -> list[PartDifference]:
    """The parts that differ, in the order of the form, each with its changed lines."""
    return [
        PartDifference(label, shortened(difference(getattr(old, name), getattr(new, name))))
        for name, label in LABELS.items()
        if getattr(old, name) != getattr(new, name)
    ]


def counts(parts: Sequence[PartDifference]) -> tuple[int, int]:
    """How many characters were struck, how many added."""
    pieces = [piece for part in parts for line in part.lines for piece in line.pieces]
    gone, new = (
        sum(len(piece.text.replace(_BREAK, "")) for piece in pieces if piece.kind == kind)
        for kind in (GONE, NEW)
    )
    return gone, new


def difference(old: str, new: str) -> list[Line]:
    """All lines of both texts, in order."""
    return list(_lines(_joined(_pieces(old, new))))


def shortened(lines: Sequence[Line]) -> list[Line]:
    """The changed lines with their neighbours; what lies between is only counted."""
    near = {
        place
        for at, line in enumerate(lines)
        if line.is_changed
        for place in range(at - _AROUND, at + _AROUND + 1)
    }
    short: list[Line] = []
    for at, line in enumerate(lines):
        if at in near:
            short.append(line)
        elif short and short[-1].left_out:
            short[-1] = Line(left_out=short[-1].left_out + 1)
        else:
            short.append(Line(left_out=1))
    return short


def _pieces(old: str, new: str) -> Iterator[Piece]:
    before, after = (_whole_lines(text) for text in (old, new))
    for tag, i, j, k, m in SequenceMatcher(None, before, after).get_opcodes():
        if tag == "equal":
            yield Piece(SAME, "".join(before[i:j]))
        else:
            yield from _within("".join(before[i:j]), "".join(after[k:m]))


def _whole_lines(text: str) -> list[str]:
    """Each with its end, the last one too: what is added behind it is a line of its own."""
    return [f"{line}\n" for line in text.split("\n")] if text else []


def _within(old: str, new: str) -> Iterator[Piece]:
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    if len(before) * len(after) > _MOST_PAIRS:
        yield from (Piece(GONE, old), Piece(NEW, new))
        return
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for i, j, k, m, is_same in _runs(matcher.get_opcodes(), before):
        if is_same:
            yield Piece(SAME, "".join(before[i:j]))
        else:
            yield Piece(GONE, "".join(before[i:j]))
            yield Piece(NEW, "".join(after[k:m]))


def _runs(opcodes, before: Sequence[str]) -> Iterator[tuple[int, int, int, int, bool]]:
    """Runs that are the same or not; islands of one token join the changes around them."""
    runs: list[list] = []
    last = len(opcodes) - 1
    for at, (tag, i, j, k, m) in enumerate(opcodes):
        is_island = tag == "equal" and j - i == 1 and 0 < at < last and before[i] != "\n"
        is_same = tag == "equal" and not is_island
        if runs and not is_same and not runs[-1][4]:
            runs[-1][1], runs[-1][3] = j, m
        else:
            runs.append([i, j, k, m, is_same])
    yield from map(tuple, runs)


def _joined(pieces: Iterator[Piece]) -> list[Piece]:
    """Without empty pieces; neighbours of one kind made one."""
    joined: list[Piece] = []
    for piece in pieces:
        if joined and joined[-1].kind == piece.kind:
            joined[-1] = Piece(piece.kind, joined[-1].text + piece.text)
        elif piece.text:
            joined.append(piece)
    return joined


def _lines(pieces: Sequence[Piece]) -> Iterator[Line]:
    """Broken at each line end of either text. A line end that alone came or went is shown."""
    line: list[Piece] = []
    for piece in pieces:
        *whole, rest = piece.text.split("\n")
        for text in whole:
            yield _line([*line, Piece(piece.kind, text)], piece.kind)
            line = []
        line.append(Piece(piece.kind, rest))


def _line(pieces: list[Piece], ended_by: str) -> Line:
    kept = [piece for piece in pieces if piece.text]
    is_whole = bool(kept) and all(piece.kind == ended_by for piece in kept)
    if ended_by != SAME and not is_whole:
        kept.append(Piece(ended_by, _BREAK))
    return Line(tuple(kept))
