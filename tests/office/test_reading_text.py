"""Text out of files: paragraphs as they are, lines of a page joined again."""

import io

import docx
import pytest
from django.core.exceptions import ValidationError
from weasyprint import HTML

from tests.office.samples import OLE
from township_npc.office.reading import text_of
from township_npc.office.reading.text import unwrapped


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_plain_text_is_read_in_the_usual_encodings(encoding):
    assert text_of("第一行\r\n第二行".encode(encoding), "稿.txt") == "第一行\n第二行"


def test_a_word_file_is_read_in_the_order_of_the_page():
    document = docx.Document()
    document.add_paragraph("标题")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "姓名", "职务"
    document.add_paragraph("正文")
    out = io.BytesIO()
    document.save(out)
    assert text_of(out.getvalue(), "稿.DOCX") == "标题\n姓名\t职务\n正文\n"


def test_a_pdf_is_read_with_its_lines_joined_to_paragraphs():
    words = "会议要求镇人民政府认真研究代表提出的意见，抓好落实。" * 8
    page = HTML(string=f"<body style='width:300px'><p>{words}</p><p>第二段。</p></body>")
    assert text_of(page.write_pdf(), "稿.pdf") == f"{words}\n第二段。\n"


def test_lines_of_a_page_are_joined_until_a_paragraph_ends():
    lines = [
        "　　会议听取了镇人民政府的报",
        "告，审议了有关事项。",
        "　　会议要求，抓紧办理。",
        "— 1 —",
        "一、总体要求",
    ]
    assert unwrapped(lines) == (
        "　　会议听取了镇人民政府的报告，审议了有关事项。\n　　会议要求，抓紧办理。\n一、总体要求\n"
    )


@pytest.mark.parametrize(
    ("name", "body", "code"),
    [
        ("稿.docx", OLE, "ole"),
        ("稿.docx", b"PK\x03\x04x", "broken"),
        ("稿.pdf", b"%PDF-1.7 x", "broken"),
        ("稿.doc", b"x", "kind"),
        ("稿", b"x", "kind"),
        ("稿.txt", b"\xff\x00\xff", "mismatch"),
    ],
)
def test_what_cannot_be_read_is_refused_with_one_sentence(name, body, code):
    with pytest.raises(ValidationError) as refusal:
        text_of(body, name)
    assert (refusal.value.code, len(refusal.value.messages)) == (code, 1)


def test_a_pdf_without_text_is_called_a_scan():
    blank = HTML(string="<p></p>").write_pdf()
    with pytest.raises(ValidationError, match="扫描件"):
        text_of(blank, "稿.pdf")
