"""The Word file itself: an order that Word takes, and what was typed as it was typed."""

from datetime import date

import pytest
from lxml import etree

from tests.office.opened_paper import Opened, all_of
from tests.office.paper_samples import ANNEX, NOTICE, PRESIDIUM, ROLLS, TITLE, sample
from township_npc.office.papers.ballot import Ballot
from township_npc.office.papers.cards import Badge
from township_npc.office.papers.content import Heading, Layout, Paper, Paragraph, Table
from township_npc.office.papers.tables import Sheet
from township_npc.office.papers.word import (
    badges_docx,
    ballot_docx,
    place_cards_docx,
    sheet_docx,
)

L = Layout
RICH = {
    "text": f"{NOTICE}\n{ROLLS}\n| 甲 | 乙 |\n| 一 | 二 |\n{ANNEX}",
    "attachments": ("日程", "名单"),
    "note": "联系人：周晓明",
    "copies_to": "县人大常委会办公室",
    "printed_by": "办公室",
    "issuer": PRESIDIUM,
    "dated_on": date(2026, 1, 5),
    "signer": "熊建平",
    "secrecy": "秘密",
}


#: ISO/IEC 29500-1, annex A: what of it Word's own files hold.
SEQUENCES = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr"
    " suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct"
    " topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind"
    " contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment"
    " textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint"
    " noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect"
    " bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc"
    " tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook",
    "tblBorders": "top left bottom right insideH insideV",
    "tblCellMar": "top left bottom right",
    "pBdr": "top left bottom right between bar",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection"
    " tcFitText vAlign hideMark",
    "tbl": "tblPr tblGrid tr",
    "tr": "trPr tc",
    "tc": "tcPr p",
    "p": "pPr r",
    "sectPr": "type pgSz pgMar paperSrc pgBorders lnNumType"
    " pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid",
    "style": "name aliases basedOn next link uiPriority semiHidden unhideWhenUsed qFormat locked"
    " personal rsid pPr rPr tblPr trPr tcPr",
    "styles": "docDefaults latentStyles style",
    "font": "altName panose1 charset family notTrueType pitch sig",
    "settings": "zoom defaultTabStop evenAndOddHeaders characterSpacingControl compat themeFontLang"
    " decimalSymbol listSeparator",
}
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#: Of a section, in any order.
FIRST = ("headerReference", "footerReference")


def out_of_order(file: Opened) -> list[tuple[str, str]]:
    """Part and element whose children do not stand as the schema wants them."""
    return [
        (name, element.tag)
        for name, part in file.parts().items()
        for element in part.iter(etree.Element)
        if element.tag.startswith(f"{{{WORD}}}") and not _in_order(element)
    ]


def _in_order(element) -> bool:
    order = SEQUENCES.get(element.tag.rpartition("}")[2])
    if not order:
        return True
    names = [child.tag.rpartition("}")[2] for child in element]
    places = [order.split().index(one) for one in names if one not in FIRST]
    return places == sorted(places)


@pytest.mark.parametrize("layout", Layout)
def test_every_element_stands_where_the_schema_wants_it(layout):
    assert out_of_order(Opened(sample(layout, **RICH))) == []


@pytest.mark.parametrize(
    "file",
    [
        sheet_docx(Sheet("名单", ["序号"], [["1"]], is_across=True, is_roomy=True, under="下")),
        ballot_docx(Ballot("选票", ["王玥"] * 20, 1)),
        place_cards_docx(["王玥", "万秋生"]),
        badges_docx([Badge("王玥", "代表证", "会议", "一组", "007")] * 2),
    ],
)
def test_so_does_every_element_of_a_sheet(file):
    assert out_of_order(Opened(file)) == []


def test_the_file_is_named_after_the_paper_and_tells_nothing_else():
    about = Opened(sample(L.DOCUMENT)).document.core_properties
    assert (about.title, about.author) == (TITLE, PRESIDIUM)
    assert (about.last_modified_by, about.comments, about.keywords) == ("", "", "")
    names = set(Opened(sample(L.DOCUMENT)).parts())
    assert names == {
        f"word/{name}.xml"
        for name in ("document", "styles", "settings", "fontTable", "footer1", "footer2")
    }


@pytest.mark.parametrize(
    "text", ["{ PAGE }", "=1+1", "<w:p/>", "&amp;x", "{{ x }}", "DDEAUTO c", "]]>"]
)
def test_what_was_typed_is_text_and_never_a_field_or_markup(text):
    fields = dict.fromkeys(("mark", "number", "addressees", "issuer", "note"), text)
    paper = Opened(
        Paper(
            L.DOCUMENT,
            text,
            (Heading(1, text, text), Paragraph(text), Table((text,), ((text,),))),
            attachments=(text, text),
            copies_to=text,
            **fields,
        )
    )
    assert not list(all_of(paper.body, "w:instrText")) + list(all_of(paper.body, "w:fldSimple"))
    texts = [words for style, words in paper.outline() if style != "文末"]
    assert texts == [
        *(text, text, text, text, text * 2, text),
        *(f"附件：1.{text}", f"2.{text}", text, f"（{text}）"),
    ]
    assert paper.document.tables[0].cell(1, 0).text == text


def test_control_characters_do_not_break_the_file():
    text = "路\x00灯\x0b坏\ufffe了\x1f\ud800"
    paper = Opened(Paper(L.DOCUMENT, text, (Paragraph(text),), mark=text, issuer=text))
    assert {words for _, words in paper.outline() if words} == {"路灯坏了"}
    assert paper.document.core_properties.title == "路灯坏了"


def test_a_line_end_inside_a_paragraph_stays_one():
    paper = Opened(Paper(L.RESOLUTION, "", (Paragraph("一\r\n二"),)))
    assert paper.outline() == [("公文正文", "一\n二")]


@pytest.mark.parametrize("layout", Layout)
def test_an_empty_paper_is_a_whole_file(layout):
    assert Opened(Paper(layout, "", ())).document.sections
