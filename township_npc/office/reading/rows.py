"""A row of a table as a line that ``papers.plain`` reads back."""

import re
from collections.abc import Iterable

_BLANKS = re.compile(r"[ \t\r\n\v\f]+")  # the wide blank between two characters of a name stays


def row_line(cells: Iterable[str]) -> str:
    """``| 甲 | 乙 |``; a bar inside a cell becomes a wide one, a line end a blank."""
    return f"| {' | '.join(map(_in_one_line, cells))} |"


def _in_one_line(text: str) -> str:
    return _BLANKS.sub(" ", text).strip().replace("|", "｜")
