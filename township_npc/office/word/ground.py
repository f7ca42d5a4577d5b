"""What all Word files of the office share: the fonts by name, text as it was typed, the page."""

import re
from io import BytesIO

from docx.document import Document
from docx.enum.text import WD_BREAK
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm
from docx.text.run import Run

from township_npc.office.xml_text import printable

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FANGSONG, KAITI, HEITI, SONGTI = "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体"
XIAOBIAOSONG = "方正小标宋简体"
_MARKS = re.compile(r"([\n\t])")
_NAMED = ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs")
#: 版心 of GB/T 9704-2012 (5.2.1): 156 mm wide.
TEXT_WIDTH = Mm(156)


def name_font(properties, font: str) -> None:
    """Han characters, letters and digits in one font; ``properties`` is a w:rPr."""
    fonts = properties.get_or_add_rFonts()
    for key in _NAMED:
        fonts.set(qn(key), font)


def add_text(run: Run, text: str) -> None:
    """Text as it was typed: line ends and tabs are such, nothing is a field or markup."""
    for piece in _MARKS.split(printable(text)):
        match piece:
            case "\n":
                run.add_break(WD_BREAK.LINE)
            case "\t":
                run.add_tab()
            case _ if piece:
                run.add_text(piece)


def set_page(section: Section) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)


def say_whose(document: Document, *, title: str, author: str) -> None:
    """Title and author, and nothing about the program or the day the template was made."""
    about = document.core_properties
    about.title, about.author = printable(title)[:255], printable(author)[:255]
    about.comments = about.last_modified_by = ""


def saved(document: Document) -> bytes:
    file = BytesIO()
    document.save(file)
    return file.getvalue()
