"""选票 as a Word file: the same one page as ``ballot.ballot_pdf``."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from docx.oxml.text.paragraph import CT_P
from docx.oxml.xmlchemy import BaseOxmlElement

from township_npc.office.papers.ballot import Ballot, BallotPage, ballot_page
from township_npc.office.papers.word.ground import Page, append
from township_npc.office.papers.word.lines import line, set_size
from township_npc.office.papers.word.looks import Look, Measure, Part
from township_npc.office.papers.word.schema import element
from township_npc.office.papers.word.sheets import begin_sheet
from township_npc.office.papers.word.tables import cell, row_of, share, table_of
from township_npc.office.word.ground import FANGSONG, HEITI, XIAOBIAOSONG, saved

_LARGE, _SMALL = Page(210, 297, (20, 20, 16, 20)), Page(210, 148, (12, 15, 10, 15))
_MEASURE = Measure(size=14, line=19.6, spacing=0)
_HEAD = ("候选人", "赞成", "反对", "弃权")
#: Of the four parts of one column, of each of two, and of the gap between these (82 mm and 6 mm).
_SHARES, _HALF_SHARES, _GAP = (42, 19, 19, 20), (49, 17, 17, 17), 100 * 6 / 82
_OTHER = "另选他人"
_BOX = "□"  # every 仿宋 has it, unlike ☐


def ballot_docx(ballot: Ballot) -> bytes:
    """Raises ValidationError for no candidate or more than 40."""
    made = ballot_page(ballot)
    page = _SMALL if made.is_small else _LARGE
    document = begin_sheet(page, _looks(made), _MEASURE, title=ballot.title)
    append(document, _parts(ballot, made, page))
    return saved(document)


def _parts(ballot: Ballot, made: BallotPage, page: Page) -> Iterator[BaseOxmlElement]:
    yield line(Part.TITLE, made.title)
    yield line(Part.UNDER, ballot.seal_note)
    yield _table(made, page)
    yield line(Part.EXPLANATION, made.explanation)


def _table(made: BallotPage, page: Page) -> BaseOxmlElement:
    shares = [*_SHARES] if len(made.columns) == 1 else [*_HALF_SHARES, _GAP, *_HALF_SHARES]
    widths = share(page.text_width, shares)
    heads = [[line(Part.CELL_HEAD, word) for word in _HEAD] for _ in made.columns]
    rows = [row_of(_cells(heads, widths), is_head=True)]
    for names in zip_longest(*made.columns):
        cells = _cells([_choice(name, made.name_pt) for name in names], widths)
        rows.append(row_of(cells, row_mm=made.row_mm, is_exact=True))
    return table_of(widths, rows)


def _cells(parts: Sequence[list[CT_P]], widths: Sequence[int]) -> Iterator[BaseOxmlElement]:
    """Four for each column of names, and one between two of them; where the last column has no
    more names there are no rules."""
    places = iter(widths)
    for number, part in enumerate(parts):
        if number:
            edges = ("top", "bottom") if part else ("top", "bottom", "right")
            yield cell(next(places), line(Part.CELL), *_without(*edges))
        for paragraph in part or [line(Part.CELL) for _ in _HEAD]:
            edges = () if part else ("left", "bottom", "right")
            yield cell(next(places), paragraph, *_without(*edges))


def _choice(name: str | None, size: float) -> list[CT_P]:
    """A candidate with three boxes; a line for another name, who can only be agreed to."""
    if name is None:
        return []
    if name:
        boxes = [line(Part.CELL, _BOX) for _ in range(3)]
        return [set_size(line(Part.CELL, name), size), *boxes]
    return [line(Part.SMALL, _OTHER), *(line(Part.CELL, text) for text in (_BOX, "", ""))]


def _without(*edges: str) -> list[BaseOxmlElement]:
    return [element(f"w:{edge}", val="nil") for edge in edges]


def _looks(made: BallotPage) -> Iterator[Look]:
    title, how = (18, 10.5) if made.is_small else (20, 11)
    yield Look(Part.TITLE, XIAOBIAOSONG, title, title * 1.4, "center", after=2.8, spacing=0)
    yield Look(Part.UNDER, FANGSONG, 12, 16.8, "center", after=8.5)
    yield Look(Part.CELL, size=14, line=18, align="center", spacing=0)
    yield Look(Part.CELL_HEAD, HEITI, 14, 18, "center", spacing=0)
    yield Look(Part.SMALL, size=9, line=18, align="left", colour="555555", spacing=0)
    yield Look(Part.EXPLANATION, size=how, line=how * 1.5, before=11.3, spacing=0)
