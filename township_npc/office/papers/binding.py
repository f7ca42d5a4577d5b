"""Papers one behind the other for the printer: contents, bookmarks, each on a sheet of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from pypdf import PdfReader, PdfWriter

from township_npc.office.papers.tables import Sheet, sheet_pdf

_HEAD, _WIDTHS = ("序号", "文件", "文号", "页数", "起始页"), (14, 84, 42, 14, 16)
_WORDS = frozenset({1})


@dataclass(frozen=True)
class Leaf:
    """One paper of a set, as it is printed."""

    title: str
    number: str
    pdf: bytes


def bind(leaves: Sequence[Leaf], *, title: str) -> bytes:
    """Printed on both sides, no two papers share a sheet."""
    counts = [len(PdfReader(BytesIO(leaf.pdf)).pages) for leaf in leaves]
    contents, starts = _contents(leaves, counts, title)
    writer = PdfWriter()
    _add(writer, "目录", contents)
    for leaf, start in zip(leaves, starts, strict=True):
        while len(writer.pages) < start - 1:
            writer.add_blank_page()
        _add(writer, leaf.title, leaf.pdf)
    writer.add_metadata({"/Title": title})
    writer.page_mode = "/UseOutlines"
    writer.create_viewer_preferences().duplex = "/DuplexFlipLongEdge"
    bound = BytesIO()
    writer.write(bound)
    return bound.getvalue()


def _contents(leaves: Sequence[Leaf], counts: Sequence[int], title: str) -> tuple[bytes, list[int]]:
    """The contents, and the page on which each paper begins: it depends on their own length."""
    length = 1
    while True:
        starts = starting_pages(length, counts)
        made = sheet_pdf(_sheet(leaves, counts, starts, title))
        if (now := len(PdfReader(BytesIO(made)).pages)) <= length:
            return made, starts
        length = now


def starting_pages(contents: int, counts: Sequence[int]) -> list[int]:
    """Odd pages, which lie on the right: 1, 3, 5 …"""
    starts, page = [], contents
    for count in counts:
        starts.append(page + 1 + page % 2)
        page = starts[-1] + count - 1
    return starts


def _sheet(
    leaves: Sequence[Leaf], counts: Sequence[int], starts: Sequence[int], title: str
) -> Sheet:
    rows = [
        (str(place), leaf.title, leaf.number, str(count), str(start))
        for place, (leaf, count, start) in enumerate(zip(leaves, counts, starts, strict=True), 1)
    ]
    return Sheet(f"{title}目录", _HEAD, rows, _WIDTHS, left=_WORDS)


def _add(writer: PdfWriter, title: str, pdf: bytes) -> None:
    writer.append(BytesIO(pdf), outline_item=title, import_outline=False)
