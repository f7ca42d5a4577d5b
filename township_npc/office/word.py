"""Plain forms as .docx: a heading and a framed table on each page, in the type of official papers.

The fonts are named, not carried: Word and WPS show the office's own (仿宋、黑体、小标宋).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from township_npc.office.xml_text import printable

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FANGSONG, HEITI, XIAOBIAOSONG = "仿宋_GB2312", "黑体", "方正小标宋简体"
_LABEL, _TABLE = Mm(32), Mm(156)


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
    document = _blank(title)
    for number, form in enumerate(forms):
        _add_form(document, form, is_first=number == 0)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _blank(title: str):
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    document.core_properties.title, document.core_properties.author = title, ""
    document.core_properties.comments = ""
    return document


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
    label.width, text.width = _LABEL, _TABLE - _LABEL
    _write(label.paragraphs[0], row.label, HEITI, 14)
    lines = [row.text, *[""] * (row.lines - 1)]
    _write(text.paragraphs[0], "\n".join(lines), FANGSONG, 14)


def _paragraph(document, text: str, font: str, size: int):
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _write(paragraph, text, font, size)
    return paragraph


def _write(paragraph, text: str, font: str, size: int) -> None:
    """Text as it was typed: line ends are line ends, nothing is a field or markup."""
    run = paragraph.add_run()
    run.font.name, run.font.size = font, Pt(size)
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    for number, line in enumerate(printable(text).split("\n")):
        if number:
            run.add_break(WD_BREAK.LINE)
        run.add_text(line)
