"""Numbers that Word writes by itself are read like those that somebody typed."""

import pytest
from docx.oxml.ns import nsdecls

from tests.office.samples import container
from tests.office.test_reading import read
from township_npc.office.numerals import chinese_number
from township_npc.office.papers.content import Heading, Paragraph
from township_npc.office.papers.plain import read_body
from township_npc.office.reading.word import numbering
from township_npc.office.reading.word.numerals import numeral

W = nsdecls("w")
LEVELS = (("japaneseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."))


def level(place: int, form: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def lists(*levels: str, more: str = "") -> str:
    """One pattern, followed by the lists 1 and 2."""
    inside = "".join(levels or (level(n, *one) for n, one in enumerate(LEVELS)))
    return (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="7">{inside}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
        f'<w:num w:numId="2"><w:abstractNumId w:val="7"/>{more}</w:num></w:numbering>'
    )


def p(text: str, *, at: int | None = None, of: int = 1, style: str = "") -> str:
    place = "" if at is None else f'<w:ilvl w:val="{at}"/><w:numId w:val="{of}"/>'
    number = f"<w:numPr>{place}</w:numPr>" if place else ""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{number}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def text_of(*paragraphs: str, counted: str = "", styles: str = "") -> str:
    parts = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f"<w:document {W}><w:body>{''.join(paragraphs)}</w:body></w:document>",
        "word/numbering.xml": counted or lists(),
        "word/styles.xml": f"<w:styles {W}>{styles}</w:styles>",
    }
    return read("通知.docx", container(parts))


def test_headings_with_automatic_numbers_are_headings():
    text = text_of(
        p("会议时间", at=0),
        p("报到", at=1),
        p("上午签到", at=2),
        p("下午签到", at=2),
        p("开会", at=1),
        p("正文。"),
        p("会议议程", at=0),
        p("报告", at=1),
    )
    assert read_body(text)[0] == (
        Heading(1, "一、会议时间"),
        Heading(2, "（一）报到"),
        Paragraph("1.上午签到"),
        Paragraph("2.下午签到"),
        Heading(2, "（二）开会"),
        Paragraph("正文。"),
        Heading(1, "二、会议议程"),
        Heading(2, "（一）报告"),
    )


def test_an_empty_paragraph_is_not_counted():
    assert text_of(p("甲", at=0), p("", at=0), p("乙", at=0)) == "一、甲\n二、乙"


def test_lists_of_one_pattern_count_on_unless_one_begins_again():
    paragraphs = p("甲", at=0), p("乙", at=0, of=2), p("丙", at=0, of=2)
    assert text_of(*paragraphs) == "一、甲\n二、乙\n三、丙"
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    assert text_of(*paragraphs, counted=lists(more=again)) == "一、甲\n一、乙\n二、丙"


def test_a_number_may_hold_those_above_it():
    counted = lists(level(0, "decimal", "%1"), level(1, "decimal", "%1.%2 "))
    assert text_of(p("甲", at=1), p("乙", at=1), counted=counted) == "1.1 甲\n1.2 乙"


def test_a_style_brings_its_number_and_a_paragraph_may_go_without():
    link = '<w:pStyle w:val="Second"/>'
    counted = lists(level(0, "chineseCounting", "%1、"), level(1, "decimal", "%2.", link))
    number = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = (
        f'<w:style w:styleId="First">{number}</w:style>'
        f'<w:style w:styleId="Second">{number}</w:style>'
        '<w:style w:styleId="Child"><w:basedOn w:val="First"/></w:style>'
    )
    assert (
        text_of(
            p("甲", style="First"),
            p("乙", style="Second"),
            p("丙", style="Child"),
            p("丁", style="First", at=0, of=0),
            p("戊", style="Nobody"),
            counted=counted,
            styles=styles,
        )
        == "一、甲\n1.乙\n二、丙\n丁\n戊"
    )


def test_styles_that_are_based_on_each_other_end():
    styles = (
        '<w:style w:styleId="A"><w:basedOn w:val="B"/></w:style>'
        '<w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    )
    assert text_of(p("甲", style="A"), styles=styles) == "甲"


@pytest.mark.parametrize("form", ["bullet", "none"])
def test_a_dot_is_no_number(form):
    assert text_of(p("甲", at=0), counted=lists(level(0, form, "●"))) == "甲"


def test_lists_too_large_for_an_office_go_without_numbers(monkeypatch):
    size = len(lists().encode())
    monkeypatch.setattr(numbering, "_LARGEST", size)
    assert text_of(p("甲", at=0)) == "一、甲"
    monkeypatch.setattr(numbering, "_LARGEST", size - 1)
    assert text_of(p("甲", at=0)) == "甲"


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (1, "一"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (21, "二十一"),
        (100, "一百"),
        (105, "一百零五"),
        (110, "一百一十"),
        (999, "九百九十九"),
    ],
)
def test_chinese_numbers(count, text):
    assert chinese_number(count) == text


@pytest.mark.parametrize(
    ("count", "form", "text"),
    [
        (999, "chineseCounting", "九百九十九"),
        (1000, "chineseCounting", "1000"),
        (12, "chineseLegalSimplified", "壹拾贰"),
        (20, "decimalEnclosedCircle", "⑳"),
        (21, "decimalEnclosedCircle", "21"),
        (10, "decimalFullWidth", "１０"),
        (26, "upperLetter", "Z"),
        (27, "lowerLetter", "27"),
        (9, "upperRoman", "IX"),
        (44, "lowerRoman", "xliv"),
        (3, "decimal", "3"),
        (3, "unheard", "3"),
    ],
)
def test_the_forms_of_numbers(count, form, text):
    assert numeral(count, form) == text
