"""Plain forms as .docx: a heading and a framed table a page, in the type of official papers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from township_npc.office.word.ground import (
    FANGSONG,
    HEITI,
    TEXT_WIDTH,
    XIAOBIAOSONG,
    add_text,
    name_font,
    saved,
    say_whose,
    set_page,
)

_LABEL = Mm(32)


@dataclass(frozen=True)
class Row:
    """One line of the form. ``lines`` is the room left for a long text or a signature."""

    label: str
    text: str
    lines: int = 1


@dataclass(frozen=True)
class Form:
    """One page: 题名, what stands under it, and the rows of the frame."""

    heading: str
    under: str
    rows: Sequence[Row]


def write_forms(forms: Iterable[Form], *, title: str) -> bytes:
    """One document, each form on a page of its own."""
    document = Document()
    set_page(document.sections[0])
    say_whose(document, title=title, author="")
    for number, form in enumerate(forms):
        _add_form(document, form, is_first=number == 0)
    return saved(document)


def _add_form(document, form: Form, *, is_first: bool) -> None:
    heading = _paragraph(document, form.heading, XIAOBIAOSONG, 22)
    heading.paragraph_format.page_break_before = not is_first
    _paragraph(document, form.under, FANGSONG, 14)
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    table.autofit = False
    for row in form.rows:
        _add_row(table, row)


def _add_row(table, row: Row) -> None:
    label, text = table.add_row().cells
    label.width, text.width = _LABEL, TEXT_WIDTH - _LABEL
    _write(label.paragraphs[0], row.label, HEITI, 14)
    lines = [row.text, *[""] * (row.lines - 1)]
    _write(text.paragraphs[0], "\n".join(lines), FANGSONG, 14)


def _paragraph(document, text: str, font: str, size: int):
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _write(paragraph, text, font, size)
    return paragraph


def _write(paragraph, text: str, font: str, size: int) -> None:
    run = paragraph.add_run()
    run.font.size = Pt(size)
    name_font(run._element.get_or_add_rPr(), font)
    add_text(run, text)
