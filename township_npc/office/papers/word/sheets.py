"""签到表, 名单, 归档文件目录 as Word files: a framed table whose head stands on each page."""

from collections.abc import Iterator

from docx.document import Document

from township_npc.office.papers.content import Table
from township_npc.office.papers.tables import Sheet
from township_npc.office.papers.word.edges import fill_footers
from township_npc.office.papers.word.ground import Page, append, blank, set_sheet
from township_npc.office.papers.word.lines import add_field, add_words, line
from township_npc.office.papers.word.looks import Look, Measure, Part
from township_npc.office.papers.word.styles import write_styles
from township_npc.office.papers.word.tables import Frame, framed_table
from township_npc.office.word.ground import HEITI, KAITI, SONGTI, XIAOBIAOSONG, saved, say_whose

_MARGINS = (28, 20, 22, 20)
_UPRIGHT, _ACROSS = Page(210, 297, _MARGINS), Page(297, 210, _MARGINS)
_MEASURE = Measure(size=12, line=18, spacing=0)
_AFTER = 8.5  # pt: 3 mm
_ROOMY = 11  # mm: place for a signature


def sheet_docx(sheet: Sheet) -> bytes:
    """The same as ``tables.sheet_pdf``."""
    page = _ACROSS if sheet.is_across else _UPRIGHT
    document = begin_sheet(page, _looks(), _MEASURE, title=sheet.title)
    fill_footers(document.sections[0], _page_number)
    append(document, _parts(sheet, page))
    return saved(document)


def begin_sheet(page: Page, looks: Iterator[Look], measure: Measure, *, title: str) -> Document:
    """An empty file with its page, its styles and its title."""
    document = blank()
    set_sheet(document.sections[0], page)
    write_styles(document, looks, measure)
    say_whose(document, title="".join(title.split()), author="")
    return document


def _parts(sheet: Sheet, page: Page) -> Iterator:
    yield line(Part.TITLE, sheet.title)
    if sheet.under:
        yield line(Part.UNDER, sheet.under)
    frame = Frame(page.text_width, _ROOMY if sheet.is_roomy else 0)
    yield from framed_table(Table(sheet.head, sheet.rows, sheet.widths, sheet.left), frame)
    yield line(Part.END)  # Word wants a paragraph at the end


def _looks() -> Iterator[Look]:
    yield Look(Part.TITLE, XIAOBIAOSONG, 22, 30, "center", after=_AFTER, spacing=0)
    yield Look(Part.UNDER, KAITI, align="center", after=_AFTER)
    yield Look(Part.CELL, size=12, line=16.8, align="center", spacing=0)
    yield Look(Part.CELL_HEAD, HEITI, 12, 16.8, "center", spacing=0)
    yield Look(Part.PAGE_NUMBER, SONGTI, 10.5, 14, "center", spacing=0)
    yield Look(Part.END, size=1, line=0.7, align="left", spacing=0)


def _page_number():
    made = line(Part.PAGE_NUMBER, "第 ")
    add_field(made, "PAGE")
    add_words(made, " 页　共 ")
    add_field(made, "NUMPAGES")
    add_words(made, " 页")
    return made
