"""Printed lines put together to the paragraphs they were broken from.

A paragraph of an official paper begins two characters in and runs on at the left edge; the lines
of a title stand under each other in larger type.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

#: A line that ends within three characters of the right edge may run on: 禁则 shortens it.
#: Where no line has twelve characters there is no running text.
_NEARLY_FULL, _AT_THE_EDGE, _NARROWEST = 3, 0.8, 12
_LARGER, _CLOSE = 1.15, 2.5
_SAME_SIZE = 0.6  # pt
#: What begins a line of its own, however full the line before it.
_BEGINS = re.compile(r"附件\s?\d{0,2}[:：]?$|(附件|抄送|报送)[:：]")


@dataclass(frozen=True)
class Line:
    """A printed line, in points from the lower left; ``size`` 0: not known how it stands."""

    text: str
    left: float = 0
    foot: float = 0
    size: float = 0
    right: float = 0
    is_row: bool = False  # of a table: it holds a gap


@dataclass(frozen=True)
class _Measure:
    """The type of the body and the edges it runs between."""

    size: float
    left: float
    right: float


def paragraphs(lines: Sequence[Line]) -> Iterator[str]:
    measure = _measured(lines)
    whole = ""
    for before, line in pairwise((None, *lines)):
        if before and _runs_on(before, line, measure):
            whole += _glue(whole, line.text) + line.text
        else:
            yield from [whole] if whole else []
            whole = line.text
    yield from [whole] if whole else []


def text_width(text: str, size: float, *, latin: float = 0.5) -> float:
    """About: a Latin letter or digit takes half a character."""
    return size * sum(latin if character.isascii() else 1 for character in text)


def _measured(lines: Iterable[Line]) -> _Measure:
    """The size most characters have is that of the body."""
    counts: Counter = Counter()
    for line in lines:
        counts[round(line.size)] += len(line.text)
    size = counts.most_common(1)[0][0] if counts else 0
    body = [line for line in lines if round(line.size) == size]
    return _Measure(
        size,
        min((line.left for line in body), default=0),
        max((line.right for line in body), default=0),
    )


def _runs_on(before: Line, line: Line, measure: _Measure) -> bool:
    if not line.size or abs(before.size - line.size) > _SAME_SIZE or _BEGINS.match(line.text):
        return False
    if before.is_row or line.is_row:
        return False
    if line.size > _LARGER * measure.size:
        return 0 < before.foot - line.foot < _CLOSE * line.size
    if measure.right - measure.left < _NARROWEST * measure.size:
        return False
    is_flush = line.left < measure.left + _AT_THE_EDGE * line.size
    return is_flush and before.right > measure.right - _NEARLY_FULL * line.size


def _glue(before: str, after: str) -> str:
    """Words of Latin letters stay apart."""
    return " " if _is_latin(before[-1:]) and _is_latin(after[:1]) else ""


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalpha()
