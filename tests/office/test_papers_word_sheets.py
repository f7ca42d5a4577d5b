"""选票、席卡、代表证 and lists as Word files, read from their XML."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from docx.oxml.ns import qn
from docx.shared import Mm

from tests.office.opened_paper import Opened, all_of, value
from tests.office.test_papers_sheets import NAMES, TITLE, ballot
from township_npc.office.papers.ballot import Ballot, ballot_page, ballot_pdf
from township_npc.office.papers.cards import Badge
from township_npc.office.papers.tables import Sheet, sheet_pdf
from township_npc.office.papers.word import (
    badges_docx,
    ballot_docx,
    place_cards_docx,
    sheet_docx,
)
from township_npc.office.reading import text_of

MM = 1440 / 25.4  # in twentieths of a point
HEAD = ["序号", "姓名", "单位", "签名"]
ROWS = [["1", "刘䶮", "莲南村民委员会", ""], ["2", "陈㛃", "镇政府", ""]]
MEETING = "莲塘镇第十九届\n人民代表大会第七次会议"


def listed(**more) -> Opened:
    return Opened(sheet_docx(Sheet("签到表", HEAD, ROWS, (15, 30, 45, 80), **more)))


def texts(table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def page_mm(file: Opened) -> tuple[int, int]:
    section = file.document.sections[0]
    return round(section.page_width / Mm(1)), round(section.page_height / Mm(1))


def room(file: Opened) -> float:
    """Height of the text area, in twentieths of a point."""
    section = file.document.sections[0]
    height = section.page_height - section.top_margin - section.bottom_margin
    return height / Mm(1) * MM


def height(file: Opened, paragraph, lines: int = 1) -> int:
    """Of a paragraph and what stands over and under it."""
    own, style = paragraph._p, file.style(paragraph.style.name)
    before, line, after = (
        int(value(own, "pPr/spacing", edge) or style.get("pPr/spacing", edge) or 0)
        for edge in ("before", "line", "after")
    )
    return before + lines * line + after


# --- lists ---------------------------------------------------------------------------------------


def test_a_list_has_its_title_its_day_and_its_rows_under_a_head_that_comes_again():
    file = listed(under="（2026年1月15日）")
    assert file.outline() == [
        ("公文标题", "签到表"),
        ("题下说明", "（2026年1月15日）"),
        ("文末", ""),
    ]
    [table] = file.document.tables
    assert texts(table) == [HEAD, *ROWS]
    heads = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
    assert heads == [True, False, False]


def test_the_columns_of_a_list_fill_its_page_in_their_proportions():
    for is_across, width in ((False, 170), (True, 257)):
        [table] = listed(is_across=is_across).document.tables
        grid = [int(column.get(qn("w:w"))) for column in all_of(table._tbl, "w:gridCol")]
        assert sum(grid) == pytest.approx(width * MM, abs=1)
        assert grid == [pytest.approx(width * MM * w / 170, abs=1) for w in (15, 30, 45, 80)]


def test_a_list_turned_across_lies_on_a4_across():
    assert page_mm(listed()) == (210, 297)
    across = listed(is_across=True)
    assert page_mm(across) == (297, 210)
    assert value(across.body.sectPr, "pgSz", "orient") == "landscape"


def test_columns_of_words_stand_flush_left_and_the_others_in_the_middle():
    [table] = listed(left=frozenset({2})).document.tables
    aligned = [value(cell.paragraphs[0]._p, "pPr/jc") for cell in table.rows[1].cells]
    assert aligned == [None, None, "left", None]
    assert {value(cell.paragraphs[0]._p, "pPr/jc") for cell in table.rows[0].cells} == {None}


def test_roomy_rows_leave_11_mm_for_a_signature():
    [table] = listed(is_roomy=True).document.tables
    row = table.rows[1]._tr
    assert int(value(row, "trPr/trHeight")) == pytest.approx(11 * MM, abs=1)
    assert value(row, "trPr/trHeight", "hRule") == "atLeast"
    assert value(listed().document.tables[0].rows[1]._tr, "trPr/trHeight") is None


def test_a_list_says_on_each_page_which_it_is_and_how_many_there_are():
    footers = [part for name, part in listed().parts().items() if "footer" in name]
    assert len(footers) == 2  # odd and even pages
    for footer in footers:
        commands = [one.text.strip() for one in all_of(footer, "w:instrText")]
        assert commands == ["PAGE", "NUMPAGES"]


def test_a_list_says_in_word_what_it_says_in_print():
    sheet = Sheet("签到表", HEAD, ROWS, under="（2026年1月15日）")
    word = text_of(BytesIO(sheet_docx(sheet)), "表.docx").replace("|", "")
    pdf = text_of(BytesIO(sheet_pdf(sheet)), "表.pdf").replace("|", "")
    pdf = "".join(pdf.split()).removesuffix("第1页共1页")
    assert pdf == "".join(word.split())


# --- ballots -------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 5, 6, 13, 14, 20, 39, 40])
def test_a_ballot_has_every_candidate_once_in_order_and_fits_its_page(count):
    file = Opened(ballot_docx(ballot(count)))
    [table] = file.document.tables
    columns = list(zip(*texts(table), strict=True))
    names = [name for at in range(0, len(columns), 5) for name in columns[at][1:]]
    printed = [name.replace("\u3000", "") for name in names if name]
    assert printed == [*NAMES[:count], "另选他人"]
    rows = sum(int(value(row._tr, "trPr/trHeight") or 2 * 57 + 18 * 20) for row in table.rows)
    title, seal, how = file.document.paragraphs
    around = height(file, title, 2) + height(file, seal) + height(file, how, 3)
    assert rows + around < room(file)


@pytest.mark.parametrize("count", [2, 20, 40])
def test_a_long_name_of_a_candidate_is_not_cut_off_in_word(count):
    """The rows are of an exact height: what ran over would not be seen."""
    names = ["古丽巴哈尔·阿不都热依木", "欧阳㛃䶮", *NAMES][:count]
    [table] = Opened(ballot_docx(Ballot(TITLE, names, seats=1))).document.tables
    cell = table.cell(1, 0)
    width = int(value(cell._tc, "tcPr/tcW", "w")) / 20 - 2 * 3.4
    [size, other] = [
        int(value(row.cells[0].paragraphs[0].runs[0]._r, "rPr/sz")) / 2 for row in table.rows[1:3]
    ]
    assert size == other and 8.5 <= size <= width / len(names[0])


def test_six_lines_make_half_a_sheet_and_seven_a_whole_one():
    assert page_mm(Opened(ballot_docx(ballot(5)))) == (210, 148)
    assert page_mm(Opened(ballot_docx(ballot(6)))) == (210, 297)


def test_a_candidate_has_three_boxes_and_another_name_only_the_one_for_agreeing():
    [table] = Opened(ballot_docx(ballot(2))).document.tables
    assert texts(table) == [
        ["候选人", "赞成", "反对", "弃权"],
        ["王　玥", "□", "□", "□"],
        ["王堃喆", "□", "□", "□"],
        ["另选他人", "□", "", ""],
    ]


def test_where_the_second_column_is_shorter_there_is_nothing_to_mark():
    [table] = Opened(ballot_docx(ballot(20))).document.tables
    *_, before, last = table.rows
    assert [cell.text for cell in last.cells][4:] == [""] * 5
    gap, *rest = [cell._tc.tcPr.find(qn("w:tcBorders")) for cell in last.cells][4:]
    assert [edge.tag for edge in gap] == [qn(f"w:{e}") for e in ("top", "bottom", "right")]
    assert all(
        [edge.tag for edge in one] == [qn(f"w:{e}") for e in ("left", "bottom", "right")]
        for one in rest
    )
    assert before.cells[5]._tc.tcPr.find(qn("w:tcBorders")) is None


def test_a_ballot_says_in_word_what_it_says_in_print():
    words = ballot_page(ballot(3))
    word = text_of(BytesIO(ballot_docx(ballot(3))), "票.docx")
    pdf = text_of(BytesIO(ballot_pdf(ballot(3))), "票.pdf")
    for text in (word, pdf):
        said = "".join(text.replace("|", "").split())
        for part in (TITLE, "（选举专用章）", words.explanation, "候选人赞成反对弃权"):
            assert "".join(part.split()) in said


def test_a_ballot_of_too_many_is_refused_in_word_too():
    with pytest.raises(ValidationError, match="1 名、最多 40 名"):
        ballot_docx(Ballot(TITLE, [*NAMES, "王一"], seats=1))


# --- cards ---------------------------------------------------------------------------------------


def test_a_place_card_bears_its_name_upright_and_on_its_head_one_card_a_page():
    file = Opened(place_cards_docx(["王玥", "万秋生"]))
    assert page_mm(file) == (210, 200)
    assert [text for style, text in file.outline() if style == "姓名"] == ["王　玥", "万秋生"]
    boxes = [one for one in file.body.iter() if one.tag.endswith("}wsp")]
    turned = [box.find(".//{*}xfrm").get("rot") for box in boxes]
    assert turned == [str(180 * 60_000)] * 2
    inside = ["".join(text.text for text in all_of(box, "w:t")) for box in boxes]
    assert inside == ["王　玥", "万秋生"]
    broken = [p._p.pPr.find(qn("w:pageBreakBefore")) is not None for p in file.document.paragraphs]
    assert broken == [False, False, True, False]


def test_no_two_boxes_of_a_file_have_one_number():
    file = Opened(place_cards_docx(["王玥"] * 3))
    numbers = [one.get("id") for one in file.body.iter() if one.tag.endswith("}docPr")]
    assert numbers == ["1", "2", "3"]


def test_a_card_fits_its_page():
    for name in ("王玥", "欧阳㛃䶮", "古丽娜尔·买买提"):
        file = Opened(place_cards_docx([name]))
        assert sum(height(file, p) for p in file.document.paragraphs) < room(file)


def test_a_long_name_is_smaller_and_a_rare_one_all_in_song():
    file = Opened(place_cards_docx(["万秋生", "古丽娜尔·买买提", "欧阳㛃䶮"]))
    runs = [p.runs[0] for p in file.document.paragraphs if p.style.name == "姓名"]
    assert [run.font.size.pt for run in runs] == [120, 67.5, 120]
    fonts = [run._r.rPr.rFonts.get(qn("w:eastAsia")) for run in runs]
    assert fonts[0] is None and fonts[2] in (None, "宋体")


def test_a_badge_says_who_in_what_and_where_from_on_a_page_of_its_own():
    badges = [Badge("王玥", "代表证", MEETING, "第一代表小组", "007"),
              Badge("万秋生", "列席证", MEETING)]  # fmt: skip
    file = Opened(badges_docx(badges))
    assert page_mm(file) == (90, 130)
    assert file.outline() == [
        ("会议名称", MEETING),
        ("证件名称", "代表证"),
        ("姓名", "王　玥"),
        ("小字", "第一代表小组　编号 007"),
        ("会议名称", MEETING),
        ("证件名称", "列席证"),
        ("姓名", "万秋生"),
        ("小字", ""),
    ]
    broken = [p._p.pPr.find(qn("w:pageBreakBefore")) is not None for p in file.document.paragraphs]
    assert [n for n, yes in enumerate(broken) if yes] == [4]


@pytest.mark.parametrize("meeting", ["大会", MEETING, f"{MEETING}\n（第二次）"])
def test_a_badge_fits_its_page_and_ends_at_its_foot(meeting):
    file = Opened(badges_docx([Badge("王玥", "代表证", meeting, "第一代表小组")]))
    first, *others = file.document.paragraphs
    filled = height(file, first, meeting.count("\n") + 1)
    filled += sum(height(file, paragraph) for paragraph in others)
    assert room(file) - 6 * 20 < filled < room(file)


@pytest.mark.parametrize("text", ["{ PAGE }", "<w:p/>", "&amp;", "{{ x }}", "{0}"])
def test_what_was_typed_is_text_on_every_sheet(text):
    files = [
        sheet_docx(Sheet(text, [text], [[text]], under=text)),
        ballot_docx(Ballot(text, [text], 1)),
        place_cards_docx([text]),
        badges_docx([Badge(text, text, text, text, text)]),
    ]
    for file in map(Opened, files):
        assert not list(all_of(file.body, "w:instrText"))
        assert text in "".join(one.text for one in all_of(file.body, "w:t"))


def test_no_names_make_an_empty_file_that_opens():
    assert Opened(place_cards_docx([])).document.sections
    assert Opened(badges_docx([])).document.sections
