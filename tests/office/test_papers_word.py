"""A paper to work on in Word: read from its XML, against the figures of GB/T 9704-2012."""

from datetime import date

import pytest
from docx.oxml.ns import qn
from docx.shared import Mm

from tests.office.opened_paper import Opened, value
from tests.office.paper_samples import PRESIDIUM, ROLLS, sample
from township_npc.office.papers.calibration import calibration_lines, calibration_paper
from township_npc.office.papers.content import Layout

L = Layout
MM = 1440 / 25.4  # in twentieths of a point


def opened(layout: Layout, **changes) -> Opened:
    return Opened(sample(layout, **changes))


# --- page and type -------------------------------------------------------------------------------


@pytest.mark.parametrize("layout", Layout)
def test_the_type_area_has_the_margins_of_the_standard(layout):
    for section in opened(layout).document.sections:
        edges = (section.top_margin, section.bottom_margin, section.left_margin)
        assert [round(edge / Mm(1)) for edge in edges] == [37, 35, 28]
        assert (
            round((section.page_width - section.left_margin - section.right_margin) / Mm(1)) == 156
        )
        assert round(section.page_height / Mm(1)) == 297


def test_twenty_two_lines_of_twenty_eight_characters_fill_the_type_area():
    paper = opened(L.DOCUMENT)
    grid = paper.body.sectPr.find(qn("w:docGrid"))
    assert (grid.get(qn("w:type")), grid.get(qn("w:linePitch"))) == ("lines", "579")
    normal = paper.style("Normal")
    assert normal.get("pPr/spacing", "line") == "579"
    assert normal.get("pPr/spacing", "lineRule") == "exact"
    assert normal.get("rPr/spacing") == "-5"
    assert 22 * 28.95 <= 225 * 72 / 25.4 < 23 * 28.95
    assert 28 * (16 - 0.25) <= 156 * 72 / 25.4 < 29 * (16 - 0.25)


@pytest.mark.parametrize(
    ("style", "font", "size", "level"),
    [
        ("Normal", "仿宋_GB2312", 16, None),
        ("公文正文", "仿宋_GB2312", 16, None),
        ("标题一", "黑体", 16, "0"),
        ("标题二", "楷体_GB2312", 16, "1"),
        ("公文标题", "方正小标宋简体", 22, None),
        ("题下说明", "楷体_GB2312", 16, None),
        ("主送机关", "仿宋_GB2312", 16, None),
        ("附件序号", "黑体", 16, None),
        ("附件标题", "方正小标宋简体", 22, None),
        ("版记", "仿宋_GB2312", 14, None),
        ("页码", "宋体", 14, None),
        ("表格文字", "仿宋_GB2312", 14, None),
        ("表头", "黑体", 14, None),
    ],
)
def test_each_part_has_a_style_with_its_font_size_and_outline_level(style, font, size, level):
    found = opened(L.DOCUMENT).style(style)
    assert (found.fonts(), found.points(), found.get("pPr/outlineLvl")) == ({font}, size, level)


def test_word_lists_the_styles_of_a_paper_and_no_others():
    names = {style.name for style in opened(L.DOCUMENT).document.styles}
    assert names == {
        *("Normal", "Default Paragraph Font", "Normal Table", "No List"),
        *("公文正文", "标题一", "标题二", "版头要素", "发文机关标志", "发文字号", "公文标题"),
        *("题下说明", "主送机关", "附件说明", "落款", "附注", "附件序号", "附件标题", "版记"),
        *("表格文字", "表头", "页码", "出席名单", "封面标题", "封面文字", "红线", "文末"),
        *("黑体字", "楷体字", "仿宋字"),
    }


def test_digits_stand_close_to_characters_and_no_mark_hangs_over_the_edge():
    normal = opened(L.DOCUMENT).style("Normal")
    for name in ("autoSpaceDE", "autoSpaceDN", "overflowPunct"):
        assert normal.get(f"pPr/{name}") == "0"


def test_paragraphs_and_headings_begin_two_characters_in():
    paper = opened(L.DOCUMENT)
    for style in ("公文正文", "标题一", "标题二", "附注"):
        assert paper.style(style).get("pPr/ind", "firstLineChars") == "200"
    assert paper.style("主送机关").get("pPr/ind", "firstLineChars") is None


def test_a_machine_without_the_fonts_is_told_which_to_take_instead():
    fonts = opened(L.DOCUMENT).parts()["word/fontTable.xml"]
    told = {font.get(qn("w:name")): value(font, "altName") for font in fonts}
    assert told == {
        "仿宋_GB2312": "仿宋",
        "楷体_GB2312": "楷体",
        "黑体": "SimHei",
        "方正小标宋简体": "华文中宋",
    }


def test_a_speech_is_set_in_large_type():
    paper = opened(L.SPEECH)
    sizes = [paper.style(name).points() for name in ("Normal", "公文正文", "标题一", "公文标题")]
    assert sizes == [20, 20, 20, 26]
    assert paper.style("Normal").get("pPr/spacing", "line") == str(38 * 20)


def test_the_calibration_lines_stand_at_the_edge_without_anything_over_them():
    paper = Opened(calibration_paper())
    assert paper.outline() == [("Normal", line) for line in calibration_lines()]


# --- the parts in order --------------------------------------------------------------------------


def test_a_document_has_its_parts_in_the_order_of_the_page():
    paper = opened(L.DOCUMENT, text="一、时间。上午。\n（一）报到\n1.签到\n附件\n日程\n正文。")
    assert paper.outline() == [
        ("发文机关标志", f"{PRESIDIUM}文件"),
        ("发文字号", "莲人发〔2026〕1号"),
        ("公文标题", f"{PRESIDIUM}\n关于召开镇第十九届人民代表大会\n第七次会议的通知"),
        ("主送机关", "各代表小组，各村（社区），镇直有关单位："),
        ("标题一", "一、时间。上午。"),
        ("标题二", "（一）报到"),
        ("公文正文", "1.签到"),
        ("附件说明", "附件：1.日程"),
        ("附件说明", "2.专用纸"),
        ("落款", PRESIDIUM),
        ("落款", "2026年1月5日"),
        ("附注", "（联系人：周晓明，电话：0571-88880000）"),
        ("附件序号", "附件"),
        ("附件标题", "日程"),
        ("公文正文", "正文。"),
        ("文末", ""),
    ]
    [imprint] = paper.document.tables
    assert [cell.text for cell in imprint.columns[0].cells] == [
        "抄送：县人大常委会办公室，镇党委、镇人民政府。",
        "莲塘镇人民代表大会办公室\t2026年1月5日印发",
    ]


def test_what_runs_on_after_a_heading_is_body_type():
    runs = opened(L.DOCUMENT, text="一、时间。上午。").paragraph("标题一").runs
    assert [(run.text, run.style.name) for run in runs] == [
        ("一、时间。", "Default Paragraph Font"),
        ("上午。", "仿宋字"),
    ]


def test_secrecy_and_urgency_stand_over_the_mark_in_hei():
    front = {"copy_number": "000001", "secrecy": "秘密", "urgency": "特急"}
    paper = opened(L.DOCUMENT, **front)
    assert [line for line in paper.outline() if line[0] == "版头要素"] == [
        ("版头要素", text) for text in front.values()
    ]
    letters = [p.runs[0].style.name for p in paper.document.paragraphs[:3]]
    assert letters == ["Default Paragraph Font", "黑体字", "黑体字"]
    before = [
        int(one.style("发文机关标志").get("pPr/spacing", "before"))
        for one in (opened(L.DOCUMENT), paper)
    ]
    assert before[0] - before[1] == 3 * 579  # the mark stays where it was


def test_a_paper_to_those_above_names_who_signs_it_in_kai():
    number = opened(L.DOCUMENT, signer="熊建平").paragraph("发文字号")
    assert number.text == "\t莲人发〔2026〕1号\t签发人：熊建平"
    assert (number.runs[-1].text, number.runs[-1].style.name) == ("熊建平", "楷体字")
    stops = [(tab.alignment.name, tab.position.pt) for tab in number.paragraph_format.tab_stops]
    assert stops == [("LEFT", 16), ("RIGHT", pytest.approx(156 * 72 / 25.4 - 16, abs=0.1))]


def test_minutes_set_who_was_there_in_hei():
    paper = opened(L.MINUTES, text=ROLLS)
    rolls = [p for p in paper.document.paragraphs if p.text.startswith(("出席", "请假"))]
    for paragraph, label in zip(rolls, ["出席：", "请假："], strict=True):
        assert (paragraph.runs[0].text, paragraph.runs[0].style.name) == (label, "黑体字")
        assert paragraph.runs[1].style.name == "Default Paragraph Font"


def test_what_runs_over_of_who_was_there_stands_under_the_first_name_below_a_blank_line():
    paper = opened(L.MINUTES, text=f"正文。\n{ROLLS}")
    rolls = [p for p in paper.document.paragraphs if p.style.name == "出席名单"]
    indents = [paper.style("出席名单").get("pPr/ind", f"{at}Chars") for at in ("left", "hanging")]
    assert (len(rolls), indents) == (2, ["500", "300"])
    assert [value(p._p, "pPr/spacing", "before") for p in rolls] == ["579", None]


@pytest.mark.parametrize("layout", [L.RESOLUTION, L.MINUTES, L.SPEECH])
def test_no_day_stands_alone_under_a_text_that_nobody_signs(layout):
    unsigned = opened(layout, text="正文。", issuer="", dated_on=date(2026, 1, 5))
    assert "落款" not in [style for style, _ in unsigned.outline()]
    signed = opened(layout, text="正文。", issuer=PRESIDIUM, dated_on=date(2026, 1, 5))
    assert [text for style, text in signed.outline() if style == "落款"] == [
        PRESIDIUM,
        "2026年1月5日",
    ]


def test_a_numbered_sentence_does_not_hold_on_to_what_follows():
    paper = opened(L.DOCUMENT, text="一、时间\n（一）同意交办。\n（二）由办公室落实。\n正文。")
    heads = {p.text: p for p in paper.document.paragraphs if p.style.name.startswith("标题")}
    assert value(heads["一、时间"]._p, "pPr/keepNext") is None  # as its style says
    assert value(heads["（一）同意交办。"]._p, "pPr/keepNext") == "0"


def test_a_resolution_without_a_mark_has_its_number_under_the_title():
    paper = opened(L.RESOLUTION, number="〔第1号〕", text="正文。")
    assert paper.outline() == [
        ("公文标题", f"{PRESIDIUM}\n关于召开镇第十九届人民代表大会\n第七次会议的通知"),
        ("题下说明", "（2026年1月16日莲塘镇第十九届\n人民代表大会第七次会议通过）"),
        ("题下说明", "〔第1号〕"),
        ("公文正文", "正文。"),
    ]


@pytest.mark.parametrize("addressees", ["", "各代表小组："])
def test_a_blank_line_stands_between_the_title_and_what_follows(addressees):
    paper = opened(L.RESOLUTION, addressees=addressees, text="正文。\n正文。")
    following = paper.document.paragraphs[2]
    direct = value(following._p, "pPr/spacing", "before")
    assert (direct or paper.style(following.style.name).get("pPr/spacing", "before")) == "579"
    assert value(paper.document.paragraphs[-1]._p, "pPr/spacing", "before") is None


def test_a_bulletin_names_issuer_and_day_over_its_red_line():
    paper = opened(L.BULLETIN, text="正文。")
    assert paper.outline()[:3] == [
        ("发文机关标志", "莲塘人大简报"),
        ("发文字号", "第3期"),
        ("发文字号", f"\t{PRESIDIUM}\t2026年1月5日"),
    ]
    assert paper.document.tables[0].cell(0, 0).text == "报送：县人大常委会办公室。"
