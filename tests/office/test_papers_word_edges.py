"""Mark, signature, page numbers, 版记, the lines of a letter and the cover of a report."""

import pytest
from docx.oxml.ns import qn
from docx.shared import Mm

from tests.office.opened_paper import Opened, all_of, value
from tests.office.paper_samples import ANNEX, NOTICE, PRESIDIUM, sample
from township_npc.office.papers.content import Layout

L = Layout
MM = 1440 / 25.4  # in twentieths of a point


def opened(layout: Layout, **changes) -> Opened:
    return Opened(sample(layout, **changes))


@pytest.mark.parametrize(("length", "size"), [(2, 62), (7, 62), (12, 36), (14, 31), (30, 14.5)])
def test_the_mark_is_red_and_the_longer_the_smaller(length, size):
    mark = opened(L.DOCUMENT, mark="莲" * length).style("发文机关标志")
    assert (mark.fonts(), mark.points()) == ({"方正小标宋简体"}, size)
    assert mark.get("rPr/color") == "FF0000"
    assert length * size <= 156 * 72 / 25.4


@pytest.mark.parametrize("layout", [L.DOCUMENT, L.MINUTES, L.BULLETIN])
def test_a_red_line_of_half_a_millimetre_stands_under_the_number(layout):
    rules = [p for p in opened(layout).document.paragraphs if value(p._p, "pPr/pBdr/bottom", "sz")]
    assert [p.style.name for p in rules] == ["发文字号"]
    bottom = rules[0]._p.pPr.find(f"{qn('w:pBdr')}/{qn('w:bottom')}")
    assert bottom.get(qn("w:color")) == "FF0000"
    assert int(bottom.get(qn("w:sz"))) / 8 * 25.4 / 72 == pytest.approx(0.5, abs=0.02)
    # from the characters to the rule: what is under them in their line, and the space
    under = 28.95 * 0.2 - 16 * 0.12 + int(bottom.get(qn("w:space")))
    assert under * 25.4 / 72 == pytest.approx(4, abs=0.2)
    assert value(rules[0]._p, "pPr/ind", "left") is None  # the rule is as wide as the type area


@pytest.mark.parametrize(
    ("length", "issuer_in", "date_in"),
    [
        (5, 4.5, 4),  # narrower than the date
        (12, 1, 4),
        (14, 0, 4),
        (15, 0, 4.5),  # flush right: the date moves in
        (20, 0, 7),
    ],
)
def test_the_issuer_is_centred_over_the_date_four_characters_in(length, issuer_in, date_in):
    paper = opened(L.DOCUMENT, issuer="莲" * length)
    signed = [p for p in paper.document.paragraphs if p.style.name == "落款"]
    found = [int(value(p._p, "pPr/ind", "rightChars") or 0) / 100 for p in signed]
    assert found == [issuer_in, date_in]
    wide = len("年月日") + len("202615") / 2
    assert found[0] + length / 2 == found[1] + wide / 2
    assert value(signed[0]._p, "pPr/spacing", "before") == str(2 * 579)


def test_attachments_run_over_under_the_name_they_began_with():
    def indents(*names):
        paragraphs = opened(L.DOCUMENT, attachments=names).document.paragraphs
        found = [p._p.pPr.find(qn("w:ind")) for p in paragraphs if p.style.name == "附件说明"]
        return [tuple(ind.get(qn(f"w:{key}Chars")) for key in ("left", "hanging")) for ind in found]

    assert indents("日程") == [("500", "300")]
    assert indents("日程", "名单") == [("600", "400"), ("600", "100")]


def bound(paper: Opened) -> list[str]:
    """Text of the paragraphs that are told to stay with what follows, headings left out."""
    return [
        p.text
        for p in paper.document.paragraphs
        if p._p.pPr is not None and p._p.pPr.find(qn("w:keepNext")) is not None
    ]


def test_neither_signature_nor_imprint_stands_on_a_page_without_text():
    long = "二" * 27
    signed = bound(opened(L.DOCUMENT, text=f"一。\n{long}", attachments=(), note=""))
    assert signed == [long, PRESIDIUM, "2026年1月5日"]
    unsigned = opened(L.MINUTES, text="一。\n二。")
    assert bound(unsigned) == ["二。"]
    for_last = opened(L.MINUTES, text="一。\n| 甲 |\n| 乙 |")
    cells = [p for row in for_last.document.tables[0].rows for p in row.cells[0].paragraphs]
    assert all(p._p.pPr.find(qn("w:keepNext")) is not None for p in cells)


def test_a_note_does_not_go_over_the_page_alone():
    long = "二" * 27
    signed = bound(opened(L.LETTER, text=f"一。\n{long}", attachments=()))
    assert signed[-3:] == [long, PRESIDIUM, "2026年1月5日"]
    with_copies = bound(opened(L.DOCUMENT, text=f"一。\n{long}", attachments=()))
    assert with_copies == [
        long,
        PRESIDIUM,
        "2026年1月5日",
        "（联系人：周晓明，电话：0571-88880000）",
    ]


def test_a_last_line_takes_the_end_of_the_text_before_it_along_with_the_signature():
    signed = bound(opened(L.DOCUMENT, text="一。\n二。\n特此通知。", attachments=(), note=""))
    assert signed == ["二。", "特此通知。", PRESIDIUM, "2026年1月5日"]


def test_attachments_do_not_go_over_the_page_without_text():
    signed = bound(opened(L.DOCUMENT, text="一。\n" + "二" * 27, note=""))
    assert signed[0] == "二" * 27


# --- page numbers, 版记, letters, covers ---------------------------------------------------------


def footer(story) -> tuple[str, str, str]:
    """What a footer prints with its fields in braces, where it stands, how far in."""
    [paragraph] = story.paragraphs
    text = "".join(
        f"{{{node.text.strip()}}}" if node.tag == qn("w:instrText") else node.text
        for node in paragraph._p.iter(qn("w:t"), qn("w:instrText"))
    )
    return text, value(paragraph._p, "pPr/jc"), paragraph.style.name


@pytest.mark.parametrize("layout", Layout)
def test_page_numbers_stand_outside_one_character_in(layout):
    paper = opened(layout)
    section = paper.document.sections[-1]
    assert paper.document.settings.odd_and_even_pages_header_footer
    assert footer(section.footer) == ("— {PAGE}1 —", None, "页码")  # 1: until Word counts
    assert footer(section.even_page_footer) == ("— {PAGE}1 —", "left", "页码")
    style = paper.style("页码")
    assert style.get("pPr/jc") == "right"
    assert {style.get("pPr/ind", f"{side}Chars") for side in ("left", "right")} == {"100"}


def test_the_number_stands_seven_millimetres_under_the_type_area():
    section = opened(L.DOCUMENT).document.sections[0]
    middle = section.footer_distance / Mm(1) + 14 / 72 * 25.4 / 2
    assert 297 - middle - 262 == pytest.approx(7, abs=0.1)


@pytest.mark.parametrize("layout", [L.DOCUMENT, L.MINUTES, L.BULLETIN])
def test_the_imprint_floats_at_the_foot_of_the_type_area_between_its_rules(layout):
    table = opened(layout).document.tables[-1]._tbl
    place = table.tblPr.find(qn("w:tblpPr"))
    found = {key.rpartition("}")[2]: text for key, text in place.attrib.items()}
    assert found == {
        "vertAnchor": "margin",
        "horzAnchor": "margin",
        "tblpXSpec": "left",
        "tblpYSpec": "bottom",
    }
    rules = {
        rule.tag.rpartition("}")[2]: int(rule.get(qn("w:sz"))) / 8 * 25.4 / 72
        for rule in table.tblPr.find(qn("w:tblBorders"))
    }
    assert rules == {
        "top": pytest.approx(0.35, abs=0.02),
        "bottom": pytest.approx(0.35, abs=0.02),
        "insideH": pytest.approx(0.25, abs=0.02),
    }
    assert int(value(table.tblPr, "tblW", "w")) == pytest.approx(156 * MM, abs=1)
    assert table.getnext().pPr.style == "PaperEnd"


def test_the_imprint_comes_after_the_annexes():
    paper = opened(L.DOCUMENT, text=f"{NOTICE}\n{ANNEX}")
    assert paper.outline()[-3:] == [("附件序号", "附件"), ("附件标题", "日程"), ("文末", "")]
    assert [table.cell(0, 0).text[:2] for table in paper.document.tables] == ["时间", "抄送"]


def test_copies_run_over_under_the_first_name():
    ind = opened(L.DOCUMENT).document.tables[0].cell(0, 0).paragraphs[0]._p.pPr.find(qn("w:ind"))
    found = {key: ind.get(qn(f"w:{key}Chars")) for key in ("left", "hanging", "right")}
    assert found == {"left": "400", "hanging": "300", "right": "100"}


def test_a_paper_without_copies_and_printer_has_no_imprint():
    paper = opened(L.DOCUMENT, copies_to="", printed_by="")
    assert paper.document.tables == [] and "文末" not in dict(paper.outline())


def frames(root) -> list[tuple[float, float, float]]:
    """left, top and width of each framed paragraph, in millimetres of the paper."""
    found = [p.find(f"{qn('w:pPr')}/{qn('w:framePr')}") for p in root.iter(qn("w:p"))]
    return [
        tuple(round(int(one.get(qn(f"w:{key}"))) / MM, 1) for key in ("x", "y", "w"))
        for one in found
        if one is not None
    ]


def lines_of(story) -> dict[str, str]:
    borders = story.part.element.find(f".//{qn('w:pBdr')}")
    return {line.tag.rpartition("}")[2]: line.get(qn("w:sz")) for line in borders}


def test_a_letter_has_its_name_30_mm_from_the_paper_and_double_lines_of_170_mm():
    paper = opened(L.LETTER)
    [(left, top, width)] = frames(paper.body)
    size, line = 36, 36 * 1.45
    over = (line * 0.8 - size * 0.88) * 25.4 / 72
    assert (left, top + over, width) == (28, pytest.approx(30, abs=0.1), 156)
    section = paper.document.sections[0]
    header, foot = section.first_page_header, section.first_page_footer
    assert frames(header.part.element) == [
        (21, pytest.approx(30 + size * 25.4 / 72 + 4, abs=0.1), 170)
    ]
    [(left, top, width)] = frames(foot.part.element)
    assert (left, top + 1.4, width) == (21, pytest.approx(297 - 20, abs=0.1), 170)
    thick, thin = "18", "6"
    assert lines_of(header) == {"top": thick, "bottom": thin}
    assert lines_of(foot) == {"top": thin, "bottom": thick}


def test_the_number_of_a_letter_stands_seven_eighths_of_a_character_under_the_line():
    paper = opened(L.LETTER)
    place = next(all_of(paper.body, "w:framePr"))
    foot = sum(int(place.get(qn(f"w:{key}"))) for key in ("y", "h")) / 20
    red_line = (30 + 4 + 1.4) * 72 / 25.4 + 36
    over_type = 28.95 * 0.8 - 16 * 0.88
    assert foot + over_type - red_line == pytest.approx(16 * 7 / 8, abs=0.1)


def test_secrecy_of_a_letter_stands_under_the_line_beside_the_number():
    paper = opened(L.LETTER, secrecy="秘密", urgency="特急")
    assert paper.outline()[:3] == [
        ("发文机关标志", PRESIDIUM),
        ("发文字号", "秘密\t莲人函〔2026〕1号"),
        ("版头要素", "特急"),
    ]
    number = paper.paragraph("发文字号")
    assert number.runs[0].style.name == "黑体字"
    [stop] = number.paragraph_format.tab_stops
    assert (stop.alignment.name, stop.position / Mm(1)) == ("RIGHT", pytest.approx(156, abs=0.1))


def test_the_first_page_of_a_letter_has_no_number_and_its_imprint_no_rules():
    paper = opened(L.LETTER)
    section = paper.document.sections[0]
    assert section.different_first_page_header_footer
    assert not list(all_of(section.first_page_footer.part.element, "w:instrText"))
    [imprint] = paper.document.tables
    assert [row.cells[0].text for row in imprint.rows] == [
        "抄送：县人大常委会办公室，镇党委、镇人民政府。"
    ]
    assert len(imprint._tbl.tblPr.find(qn("w:tblBorders"))) == 0
    assert paper.style("发文字号").get("pPr/jc") == "right"


def test_secrecy_of_a_report_stands_on_its_cover():
    paper = opened(L.REPORT, secrecy="秘密", text="正文。")
    assert paper.outline()[:2] == [("版头要素", "秘密"), ("版头要素", "会议文件（3）")]
    assert [text for _, text in paper.outline()].count("秘密") == 1


def test_a_report_has_a_cover_without_number_and_its_text_begins_on_page_1():
    paper = opened(L.REPORT, text="正文。")
    title = f"{PRESIDIUM}\n关于召开镇第十九届人民代表大会\n第七次会议的通知"
    assert paper.outline() == [
        ("版头要素", "会议文件（3）"),
        ("封面标题", title),
        ("封面文字", "莲塘镇人大主席　熊建平"),
        ("封面文字", PRESIDIUM),
        ("封面文字", "2026年1月5日"),
        ("Normal", ""),  # holds the section of the cover
        ("公文标题", title),
        ("题下说明", "莲塘镇人大主席　熊建平"),
        ("公文正文", "正文。"),
    ]
    cover, text = paper.document.sections
    assert cover.footer.is_linked_to_previous and cover.even_page_footer.is_linked_to_previous
    assert not text.footer.is_linked_to_previous
    assert text.start_type.name == "ODD_PAGE"
    assert value(text._sectPr, "pgNumType", "start") == "1"
    assert value(cover._sectPr, "pgNumType", "start") is None
    foot = {(left, width) for left, _, width in frames(paper.body)}
    assert foot == {(28, 156)}
