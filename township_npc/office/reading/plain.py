"""Text files, and Markdown without its marks."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from township_npc.office.encodings import decode

_LINE_END = re.compile(r"\r\n?|[\n\u2028\u2029]")
_MARKS = (
    (re.compile(r"^\s{0,3}#{1,6}\s+"), ""),  # headings
    (re.compile(r"\*\*(.+?)\*\*|__(.+?)__"), lambda found: found[1] or found[2]),
)
#: |---|:--:| under the head of a table.
_RULE = re.compile(r"\|?(\s*:?-+:?\s*\|)+\s*:?-*:?\s*")


def lines(file: BinaryIO) -> Iterator[str]:
    """``file`` has passed ``check_document``: it is text."""
    file.seek(0)
    yield from _LINE_END.split(decode(file.read()))


def markdown_lines(file: BinaryIO) -> Iterator[str]:
    for line in lines(file):
        if not _RULE.fullmatch(line.strip()):
            yield _unmarked(line)


def _unmarked(line: str) -> str:
    for pattern, instead in _MARKS:
        line = pattern.sub(instead, line)
    return line
