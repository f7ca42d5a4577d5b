"""Tables and annexes of a paper in Word."""

import pytest
from docx.oxml.ns import qn

from tests.office.opened_paper import Opened, all_of, value
from tests.office.paper_samples import TITLE, sample
from township_npc.office.papers.content import Layout, Paper, Table

L = Layout
MM = 1440 / 25.4  # in twentieths of a point


def framed(table: Table) -> Opened:
    return Opened(Paper(L.RESOLUTION, TITLE, (table,)))


def test_a_table_is_framed_and_repeats_its_head():
    [table] = framed(Table(("序号", "姓名"), (("1", "刘䶮"), ("2", "陈㛃")))).document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["序号", "姓名"],
        ["1", "刘䶮"],
        ["2", "陈㛃"],
    ]
    heads = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
    assert heads == [True, False, False]
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
    styles = {p.style.name for row in table.rows[1:] for p in row.cells[0].paragraphs}
    assert (styles, table.cell(0, 0).paragraphs[0].style.name) == ({"表格文字"}, "表头")
    frame = {
        (rule.tag.rpartition("}")[2], rule.get(qn("w:sz")))
        for rule in table._tbl.tblPr.find(qn("w:tblBorders"))
    }
    edges = ("top", "left", "bottom", "right", "insideH", "insideV")
    assert frame == {(edge, "6") for edge in edges}


@pytest.mark.parametrize(
    ("widths", "shares"),
    [((), [1, 1]), ((26, 130), [26, 130]), ((10, 20), [1, 2]), ((10,), [1, 1]), ((0, 9), [1, 1])],
)
def test_columns_fill_the_line_in_the_proportions_that_were_asked_for(widths, shares):
    [table] = framed(Table(("甲", "乙"), (("一", "二"),), widths)).document.tables
    grid = [int(column.get(qn("w:w"))) for column in all_of(table._tbl, "w:gridCol")]
    assert sum(grid) == pytest.approx(156 * MM, abs=1)
    assert grid == [pytest.approx(sum(grid) * share / sum(shares), abs=1) for share in shares]
    cells = [int(value(cell, "tcPr/tcW", "w")) for cell in all_of(table._tbl, "w:tc")]
    assert cells == grid * 2


def test_short_columns_keep_their_width_and_long_ones_share_the_rest():
    table = Table(("序号", "标题", "单位"), (("1", "路" * 40, "农业农村办"),))
    first, middle, last = table.shares
    assert first == pytest.approx(2.6 / 31.5 * 100, abs=0.1)
    assert last == pytest.approx(5.6 / 31.5 * 100, abs=0.1)
    assert first + middle + last == pytest.approx(100, abs=0.1)
    long = Table(("甲", "乙", "丙"), (("1", "路" * 40, "灯" * 30),)).shares
    assert long[1] == long[2] > long[0]


def test_a_form_has_no_head_but_in_its_first_column_and_room_to_write_by_hand():
    form = Table(("", ""), (("标题", "路灯"), ("意见", "")))
    [table] = framed(form).document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["标题", "路灯"],
        ["意见", ""],
    ]
    styles = [[cell.paragraphs[0].style.name for cell in row.cells] for row in table.rows]
    assert styles == [["表头", "表格文字"]] * 2
    assert not list(all_of(table._tbl, "w:tblHeader"))
    heights = [value(row._tr, "trPr/trHeight") for row in table.rows]
    assert heights == [None, str(round(27 * MM))]


def test_rows_shorter_than_the_longest_are_filled_up():
    [table] = framed(Table(("甲",), (("一", "二"), ()))).document.tables
    assert [len(row.cells) for row in table.rows] == [2, 2, 2]


def test_a_table_without_columns_is_no_table():
    assert framed(Table((), ())).document.tables == []


@pytest.mark.parametrize(("length", "align"), [(12, None), (13, "left")])
def test_a_column_with_a_long_cell_stands_flush_left_and_a_short_one_in_the_middle(length, align):
    rows = (("1", "字"), ("2", "字" * length))
    paper = framed(Table(("序号", "说明" * 10), rows))
    [table] = paper.document.tables
    places = [[value(cell.paragraphs[0]._p, "pPr/jc") for cell in row.cells] for row in table.rows]
    assert places == [[None, None], [None, align], [None, align]]
    assert paper.style("表格文字").get("pPr/jc") == "center"


def test_a_row_of_a_form_stands_by_what_it_says_itself():
    [table] = framed(Table(("", ""), (("标题", "路灯"), ("意见", "字" * 13)))).document.tables
    places = [value(row.cells[1].paragraphs[0]._p, "pPr/jc") for row in table.rows]
    assert places == [None, "left"]


def test_a_file_does_not_end_with_a_table():
    assert Opened(sample(L.RESOLUTION, text="| 甲 |\n| 乙 |")).outline()[-1] == ("文末", "")


def test_each_annex_begins_a_page_and_several_are_numbered():
    paper = Opened(sample(L.RESOLUTION, text="正文。\n附件\n日程\n上午。\n附件\n名单"))
    assert paper.outline()[-5:] == [
        ("附件序号", "附件1"),
        ("附件标题", "日程"),
        ("公文正文", "上午。"),
        ("附件序号", "附件2"),
        ("附件标题", "名单"),
    ]
    assert paper.style("附件序号").element.find(f".//{qn('w:pageBreakBefore')}") is not None
