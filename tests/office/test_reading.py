"""The words of a file, whatever program wrote it: a paragraph a line, tables as rows."""

import io
from datetime import date, datetime

import openpyxl
import pypdf
import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from tests.office.paper_samples import NOTICE, sample
from tests.office.samples import OFD, OLE, PDF, picture
from township_npc.office import reading
from township_npc.office.papers.content import Layout, Paper, Paragraph
from township_npc.office.papers.page import paper_pdf
from township_npc.office.papers.plain import read_body
from township_npc.office.reading import text as door
from township_npc.office.reading import text_of


def read(name: str, body: bytes) -> str:
    return text_of(io.BytesIO(body), name)


def refusal(name: str, body: bytes) -> str:
    with pytest.raises(ValidationError) as refused:
        read(name, body)
    assert len(refused.value.messages) == 1
    return refused.value.code


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_text_file_is_read_in_the_encodings_offices_use(encoding):
    assert read("通知.txt", "刘䶮到会。\r\n\r\n　　特此通知。".encode(encoding)) == (
        "刘䶮到会。\n特此通知。"
    )


def test_markdown_is_read_without_its_marks():
    text = "# 通知\n\n**各村**：\n| 姓名 | 职务 |\n|---|:--:|\n| 万秋生 | 代表 |\n1. 开会"
    assert read("通知.md", text.encode()) == (
        "通知\n各村：\n| 姓名 | 职务 |\n| 万秋生 | 代表 |\n1. 开会"
    )


def workbook(*sheets: tuple[str, list[list]]) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(out)
    return out.getvalue()


def test_a_workbook_gives_its_values_row_by_row():
    rows = [
        ["姓名", "票数", "日期", "时间", None],
        ["王　玥", 71.0, date(2026, 1, 16), datetime(2026, 1, 16, 9, 30)],
        [None, None],
        ["说明|一\n二", 0.5, True],
    ]
    assert read("名单.xlsx", workbook(("一", rows))).split("\n") == [
        "| 姓名 | 票数 | 日期 | 时间 |",
        "| 王　玥 | 71 | 2026-01-16 | 2026-01-16 09:30 |",
        "| 说明｜一 二 | 0.5 | 是 |  |",
    ]


def test_several_sheets_are_told_apart_by_name_and_empty_ones_passed_over():
    book = workbook(("代表", [["甲"]]), ("空", []), ("列席", [["乙"]]))
    assert read("名单.xlsx", book) == "代表\n| 甲 |\n列席\n| 乙 |"


def test_a_table_in_text_is_read_like_a_workbook():
    assert read("名单.csv", "姓名,票数\n王强,7\n".encode("gb18030")) == (
        "| 姓名 | 票数 |\n| 王强 | 7 |"
    )


@pytest.mark.parametrize(
    ("name", "body", "code"),
    [
        ("照片.jpg", picture(), "kind"),
        ("公文.ofd", OFD, "kind"),
        ("通知.doc", OLE, "kind"),
        ("通知", b"x", "kind"),
        ("通知.docx", OLE, "ole"),
        ("通知.docx", b"MZ" + bytes(50), "mismatch"),
        ("通知.txt", b"", "empty"),
        ("通知.txt", b"\x00\x01\xff", "mismatch"),
        ("通知.md", b"\x00\x01\xff", "mismatch"),
        ("通知.txt", b" \r\n ", "no_text"),
        ("大.txt", b"x" * (20 * 1024 * 1024 + 1), "too_large"),
        ("通知.pdf", PDF, "broken"),
        ("名单.xlsx", workbook(("空", [])), "no_text"),
    ],
)
def test_what_cannot_be_read_is_refused_with_one_sentence(name, body, code):
    assert refusal(name, body) == code


def test_a_file_may_hold_half_a_million_characters_and_no_more():
    most = "人" * 999 + "\n"
    assert len(read("长.txt", (most * 500).encode())) <= door.MAX_CHARACTERS
    assert refusal("长.txt", ("人" * (door.MAX_CHARACTERS + 1)).encode()) == "too_long"


def test_control_characters_are_no_text():
    assert read("通知.txt", "路\x0b灯\x1f坏了".encode()) == "路灯坏了"


def test_the_file_is_left_at_its_start():
    file = io.BytesIO("通知".encode())
    file.seek(2)
    text_of(file, "通知.txt")
    assert file.tell() == 0


def test_every_kind_that_is_read_says_so():
    assert reading.READABLE == ("docx", "pdf", "xlsx", "csv", "txt", "md")


@pytest.fixture(scope="module")
def sound_pdf():
    return paper_pdf(sample(Layout.RESOLUTION))


# --- PDF -----------------------------------------------------------------------------------------


def test_the_lines_of_a_paper_are_paragraphs_again_without_page_numbers():
    text = read("通知.pdf", paper_pdf(sample(Layout.DOCUMENT)))
    head, body = text[: text.index("根据")].split("\n"), text[text.index("根据") :]
    assert head == [
        "莲塘镇人民代表大会主席团文件",
        "莲人发〔2026〕1号",
        sample(Layout.DOCUMENT).title,
        "各代表小组，各村（社区），镇直有关单位：",
        "",
    ]
    assert body == (
        f"{NOTICE.strip()}\n附件：1.日程\n2.专用纸\n莲塘镇人民代表大会主席团\n2026年1月5日\n"
        "（联系人：周晓明，电话：0571-88880000）\n抄送：县人大常委会办公室，镇党委、镇人民政府。\n"
        "莲塘镇人民代表大会办公室 2026年1月5日印发"
    )


@pytest.mark.parametrize("layout", [Layout.LETTER, Layout.RESOLUTION, Layout.SPEECH])
def test_every_paragraph_of_a_paper_is_found_in_its_pdf(layout):
    lines = read("文件.pdf", paper_pdf(sample(layout))).split("\n")
    assert [line for line in NOTICE.strip().split("\n") if line not in lines] == []


def test_a_row_of_a_table_is_a_line():
    pdf = paper_pdf(sample(Layout.RESOLUTION, text="| 时间 | 内容 |\n| 1月15日上午 | 预备会议 |"))
    assert read("日程.pdf", pdf).split("\n")[-2:] == ["时间 内容", "1月15日上午 预备会议"]


def page(layout: Layout, *lines: str) -> str:
    rows = "\n".join(f"| {line} |" for line in lines)
    return read("票数.pdf", paper_pdf(Paper(layout, "", read_body(rows)[0])))


def test_a_bare_number_is_a_page_number_only_at_the_edge_of_a_page_that_has_no_other():
    numbered, bare = Layout.RESOLUTION, Layout.LETTER  # — 1 —, and no number on page 1
    assert page(numbered, "票数", "71") == "票数\n71"
    assert page(bare, "票数", "71", "合计") == "票数\n71\n合计"
    assert page(bare, "票数", "71") == page(bare, "71", "票数") == "票数"
    assert page(bare, "票数", "第1页，共2页") == "票数"


def test_the_blanks_that_character_recognition_leaves_are_taken_out():
    def line(text):
        return read("扫描.pdf", paper_pdf(Paper(Layout.RESOLUTION, "", (Paragraph(text),))))

    assert line("莲 塘 镇 人 大 主 席 团 第2次 会 议") == "莲塘镇人大主席团第2次会议"
    assert line("莲塘镇人大主席 熊建平") == "莲塘镇人大主席 熊建平"


def rewritten(change) -> bytes:
    writer = pypdf.PdfWriter(io.BytesIO(paper_pdf(sample(Layout.RESOLUTION))))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_locked_pdf_is_refused_and_one_that_only_forbids_changes_is_read():
    locked = rewritten(lambda writer: writer.encrypt("geheim", algorithm="AES-256"))
    assert refusal("决议.pdf", locked) == "encrypted"
    open_to_all = rewritten(lambda writer: writer.encrypt("", "geheim", algorithm="AES-256"))
    assert "特此通知。" in read("决议.pdf", open_to_all)


def test_a_page_that_was_scanned_turned_is_read():
    def turn(writer):
        for page in writer.pages:
            page.rotate(90).transfer_rotation_to_content()

    assert "特此通知。" in read("决议.pdf", rewritten(turn))


def test_a_scan_has_no_text():
    writer, out = pypdf.PdfWriter(), io.BytesIO()
    writer.add_blank_page(595, 842)
    writer.write(out)
    assert refusal("扫描.pdf", out.getvalue()) == "no_text"


def test_a_pdf_may_have_300_pages_and_no_more():
    def pages(count):
        writer, out = pypdf.PdfWriter(), io.BytesIO()
        for _ in range(count):
            writer.add_blank_page(595, 842)
        writer.write(out)
        return out.getvalue()

    assert refusal("长.pdf", pages(300)) == "no_text"
    assert refusal("长.pdf", pages(301)) == "too_many_pages"


def spoilt(body: bytes, places: list[tuple[float, int]]) -> bytes:
    copy = bytearray(body)
    for place, byte in places:
        copy[int(place * (len(copy) - 1))] = byte
    return bytes(copy)


DAMAGE = st.lists(
    st.tuples(st.floats(0, 1, exclude_min=True), st.integers(0, 255)), min_size=1, max_size=30
)


@hypothesis_settings(max_examples=40)
@given(DAMAGE)
def test_a_damaged_pdf_is_read_or_refused_and_never_fails(sound_pdf, places):
    try:
        assert read("通知.pdf", spoilt(sound_pdf, places))
    except ValidationError as refused:
        assert len(refused.messages) == 1
