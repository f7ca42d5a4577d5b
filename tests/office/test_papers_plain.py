"""What a person types becomes the parts of a paper, and can be written back."""

from hypothesis import given
from hypothesis import strategies as st

from township_npc.office.papers.content import Annex, Heading, Paragraph, Roll, Table
from township_npc.office.papers.plain import read_body, typed_table, write_body
from township_npc.office.papers.text import PaperText


def test_headings_of_the_first_and_second_level_are_known_by_their_numbers():
    assert read_body("一、会议时间\n（一）报到\n1.上午报到\n（1）签到")[0] == (
        Heading(1, "一、会议时间"),
        Heading(2, "（一）报到"),
        Paragraph("1.上午报到"),
        Paragraph("（1）签到"),
    )


def test_a_heading_ends_at_its_full_stop_and_the_text_runs_on():
    assert read_body("一、会议时间。2026年1月15日。")[0] == (
        Heading(1, "一、会议时间。", "2026年1月15日。"),
    )


def test_a_heading_of_two_lines_stands_and_a_longer_one_is_plain_text():
    longest, longer = "一、" + "议" * 54, "一、" + "议" * 55
    assert read_body(longest)[0] == (Heading(1, longest),)
    assert read_body(longer)[0] == (Paragraph(longer),)


def test_rows_between_bars_make_one_table_and_short_rows_are_filled_up():
    text = "名单如下：\n| 姓名 | 职务 |\n| 万秋生 |\n完。"
    assert read_body(text)[0] == (
        Paragraph("名单如下："),
        Table(("姓名", "职务"), (("万秋生", ""),)),
        Paragraph("完。"),
    )


def test_who_was_there_is_read_in_minutes_only():
    assert read_body("出席：万秋生", with_rolls=True)[0] == (Roll("出席", "万秋生"),)
    assert read_body("出席：万秋生")[0] == (Paragraph("出席：万秋生"),)


def test_an_annex_begins_on_its_own_line_and_the_next_line_is_its_title():
    body, annexes = read_body("正文。\n附件1\n日程\n上午。\n附件2\n名单")
    assert body == (Paragraph("正文。"),)
    assert annexes == (Annex("日程", (Paragraph("上午。"),)), Annex("名单", ()))


def test_a_sentence_that_begins_with_the_word_annex_is_no_annex():
    assert read_body("附件1请于三日内填好。") == ((Paragraph("附件1请于三日内填好。"),), ())


def test_an_empty_text_has_no_parts():
    assert read_body(" \r\n\n") == ((), ())


_LINES = st.lists(st.text("一二、（）。1.|附件出席：会议", max_size=12), max_size=8)


@given(_LINES)
def test_what_is_written_back_reads_the_same(lines):
    body, annexes = read_body("\n".join(lines), with_rolls=True)
    assert read_body(write_body(body, annexes), with_rolls=True) == (body, annexes)


def test_what_was_typed_into_a_cell_stays_one_cell_in_one_line():
    text = typed_table(("", ""), [("标题", "路灯|三盏\r\n 两盏"), ("签名", "年　　月　　日")])
    assert text.split("\n") == [
        "|  |  |",
        "| 标题 | 路灯｜三盏 两盏 |",
        "| 签名 | 年　　月　　日 |",
    ]
    [table] = read_body(text)[0]
    assert table == Table(("", ""), (("标题", "路灯｜三盏 两盏"), ("签名", "年　　月　　日")))


def test_braces_in_a_fact_are_words_and_no_place_to_fill():
    text = PaperText(title="关于{事}的函", body="{文}").filled({"事": "路灯", "文": "请装{三}盏"})
    assert text == PaperText(title="关于路灯的函", body="请装｛三｝盏")
