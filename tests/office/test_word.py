"""Plain forms as .docx: a page each, the type of official papers, text as it was typed."""

from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from township_npc.office.word import Form, Row, write_forms


def opened(*forms: Form):
    return Document(BytesIO(write_forms(forms, title="县代表建议")))


def form(text: str = "内容", lines: int = 1) -> Form:
    return Form("代表建议", "（县代表）", [Row("标题", "修路"), Row("内容", text, lines)])


def test_each_form_begins_a_page_of_its_own():
    document = opened(form(), form(), form())
    breaks = [p.paragraph_format.page_break_before for p in document.paragraphs]
    assert breaks == [False, None, True, None, True, None]
    assert len(document.tables) == 3


def test_the_page_has_the_margins_of_an_official_paper():
    section = opened(form()).sections[0]
    sizes = (section.page_width, section.page_height, section.top_margin, section.left_margin)
    assert [round(size / Mm(1)) for size in sizes] == [210, 297, 37, 28]
    text = section.page_width - section.left_margin - section.right_margin
    assert round(text / Mm(1)) == 156


def test_han_characters_are_set_in_the_named_fonts():
    document = opened(form())
    heading = document.paragraphs[0].runs[0]
    cell = document.tables[0].rows[0].cells
    label, text = (one.paragraphs[0].runs[0] for one in cell)
    fonts = [run._element.rPr.rFonts.get(qn("w:eastAsia")) for run in (heading, label, text)]
    assert fonts == ["方正小标宋简体", "黑体", "仿宋_GB2312"]
    assert heading.font.size == Pt(22)


@pytest.mark.parametrize(
    "text", ["=1+1", "<w:t>", "&amp;", "PAGE", "{{ x }}", "两行\n三行", "一行"]
)
def test_what_was_typed_is_text(text):
    assert opened(form(text)).tables[0].cell(1, 1).text == text


def test_a_line_end_of_a_browser_is_one_line_end():
    assert opened(form("一\r\n二")).tables[0].cell(1, 1).text == "一\n二"


def test_control_characters_do_not_break_the_file():
    assert opened(form("路\x00灯\x0b坏\ufffe了")).tables[0].cell(1, 1).text == "路灯坏了"


def test_room_is_left_for_a_signature():
    assert opened(form("", lines=3)).tables[0].cell(1, 1).text == "\n\n"


def test_nothing_tells_who_made_the_file():
    about = opened(form()).core_properties
    assert (about.title, about.author, about.comments) == ("县代表建议", "", "")


def test_no_form_is_an_empty_document():
    assert opened().tables == []
