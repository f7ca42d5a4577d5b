"""One door for every kind of file: checked, read within bounds, cleaned."""

from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import BinaryIO

from django.core.exceptions import ValidationError

from township_npc.office.files.kinds import check_document, refuse_size
from township_npc.office.reading import pdf, plain, tables, word
from township_npc.office.xml_text import printable

#: A year's papers of an office are fewer; a paper of ours has 400,000 at most.
MAX_CHARACTERS = 500_000
_READERS = {
    "docx": word.lines,
    "pdf": pdf.lines,
    "xlsx": tables.lines,
    "csv": tables.lines,
    "txt": plain.lines,
    "md": plain.markdown_lines,
}
READABLE = tuple(_READERS)


def text_of(file: BinaryIO, name: str) -> str:
    """The words of a file, a paragraph a line, as ``papers.plain`` reads them.

    Raises ValidationError with one sentence: not a kind we read, not what its name says, broken,
    locked, too large, or without any text. Leaves ``file`` at its start.
    """
    suffix = PurePath(name).suffix.lower().removeprefix(".")
    if suffix not in _READERS:
        raise ValidationError(f"只能读 {'、'.join(READABLE)} 文件里的文字。", code="kind")
    try:
        refuse_size(file.seek(0, 2))
        check_document(file, "txt" if suffix == "md" else suffix)
        lines = list(_bounded(_tidied(_READERS[suffix](file))))
    finally:
        file.seek(0)
    if not lines:
        raise ValidationError(_EMPTY.get(suffix, "文件里没有文字。"), code="no_text")
    return "\n".join(lines)


_EMPTY = {"pdf": "这份 PDF 里没有文字，可能是扫描件。请找电子稿，或者把文字打出来。"}


def _tidied(lines: Iterable[str]) -> Iterator[str]:
    """Without characters that no page shows, and without blank lines."""
    for line in lines:
        if tidy := printable(line).strip():
            yield tidy


def _bounded(lines: Iterable[str]) -> Iterator[str]:
    count = 0
    for line in lines:
        count += len(line)
        if count > MAX_CHARACTERS:
            raise ValidationError(
                f"文件里超过 {MAX_CHARACTERS:,} 个字，请分成几份。", code="too_long"
            )
        yield line
