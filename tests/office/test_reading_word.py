"""Word files: paragraphs and tables in the order of the page, whoever wrote them."""

import io

import pytest
from django.core.exceptions import ValidationError
from docx import Document
from docx.oxml.ns import nsdecls
from hypothesis import given
from hypothesis import settings as hypothesis_settings

from tests.office.samples import container
from tests.office.test_reading import DAMAGE, read, refusal, spoilt
from township_npc.office.reading.word import body as reader

MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


def saved(document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def written(*parts: str, namespace: str = "") -> bytes:
    """A file whose body is these elements."""
    names = f'xmlns:w="{namespace}"' if namespace else nsdecls("w")
    body = f"<w:document {names} {MC}><w:body>{''.join(parts)}</w:body></w:document>"
    return container({"[Content_Types].xml": "<Types/>", "word/document.xml": body})


def p(inner: str) -> str:
    return f"<w:p>{inner}</w:p>"


def r(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def table(*rows: str, properties: str = "") -> str:
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr>{''.join(rows)}</w:tbl>"


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"


def test_paragraphs_and_tables_come_in_the_order_of_the_page():
    document = Document()
    document.add_paragraph("名单如下：")
    cells = document.add_table(2, 2)
    for number, text in enumerate(["姓名", "职务", "刘䶮", "代表\n组长"]):
        cells.cell(number // 2, number % 2).text = text
    document.add_paragraph("特此通知。")
    assert read("通知.docx", saved(document)) == (
        "名单如下：\n| 姓名 | 职务 |\n| 刘䶮 | 代表 组长 |\n特此通知。"
    )


def test_a_paragraph_in_many_pieces_is_one_line():
    body = p(r("根据") + f"<w:hyperlink>{r('《代表法》')}</w:hyperlink>" + r(" 的规定"))
    assert read("通知.docx", written(body)) == "根据《代表法》 的规定"


def test_a_line_end_inside_a_paragraph_begins_a_line():
    body = p(r("第七次会议") + "<w:r><w:br/></w:r>" + r("的通知") + "<w:r><w:tab/></w:r>" + r("完"))
    assert read("通知.docx", written(body)) == "第七次会议\n的通知 完"


def test_what_was_deleted_or_moved_away_is_not_read_and_what_was_put_in_is():
    body = p(
        f"<w:ins>{r('新')}</w:ins>"
        "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
        f"<w:moveFrom>{r('走')}</w:moveFrom><w:moveTo>{r('来')}</w:moveTo>"
    )
    assert read("通知.docx", written(body)) == "新来"


def test_the_command_of_a_field_is_no_text_but_its_result_is():
    field = '<w:r><w:instrText>PAGE</w:instrText></w:r><w:fldSimple w:instr="DATE">{}</w:fldSimple>'
    assert read("通知.docx", written(p(field.format(r("2026年"))))) == "2026年"


def test_content_controls_are_looked_into():
    control = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
    rows = control.format(row(p(r("甲")), p(r("乙"))))
    body = control.format(p(r("标题"))) + table(rows)
    assert read("通知.docx", written(body)) == "标题\n| 甲 | 乙 |"


def test_a_text_box_is_read_once_and_after_its_paragraph():
    box = f"<w:txbxContent>{p(r('红头'))}</w:txbxContent>"
    drawing = (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert read("通知.docx", written(p(drawing + r("正文")))) == "正文\n红头"


def test_a_cell_over_two_columns_keeps_the_columns_in_step():
    wide = f'<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{p(r("合计"))}'
    body = table(row(p(r("甲")), p(r("乙")), p(r("丙"))), row(wide, p(r("7"))))
    assert read("名单.docx", written(body)) == "| 甲 | 乙 | 丙 |\n| 合计 |  | 7 |"


@pytest.mark.parametrize(
    ("span", "columns"), [("0", 1), ("1", 1), ("63", 63), ("64", 63), ("x", 1)]
)
def test_no_cell_is_wider_than_word_allows(span, columns):
    cell = f'<w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr>{p(r("甲"))}'
    assert read("名单.docx", written(table(row(cell)))).count("|") == columns + 1


def test_one_column_that_floats_is_a_frame_and_no_table():
    floats = '<w:tblpPr w:tblpYSpec="bottom"/>'
    rows = row(p(r("抄送：县人大。"))), row(p(r("办公室 印发")))
    assert read("通知.docx", written(table(*rows, properties=floats))) == (
        "抄送：县人大。\n办公室 印发"
    )
    assert read("通知.docx", written(table(*rows))) == "| 抄送：县人大。 |\n| 办公室 印发 |"


def test_the_strict_edition_of_the_format_is_read():
    assert read("通知.docx", written(p(r("正文")), namespace=STRICT)) == "正文"


def test_header_and_footer_are_not_read():
    document = Document()
    document.add_paragraph("正文")
    document.sections[0].footer.paragraphs[0].text = "— 1 —"
    assert read("通知.docx", saved(document)) == "正文"


def test_a_file_without_text_says_so():
    assert refusal("空.docx", written(p(""))) == "no_text"


def test_a_paragraph_of_endless_parts_is_refused(monkeypatch):
    body = written(p("<w:r/>" * 20))
    monkeypatch.setattr(reader, "_MOST_ELEMENTS", 21)
    assert refusal("长.docx", body) == "no_text"
    monkeypatch.setattr(reader, "_MOST_ELEMENTS", 20)
    assert refusal("长.docx", body) == "too_long"


def test_deep_nesting_is_refused():
    depth = 3000
    body = "<w:ins>" * depth + p(r("x")) + "</w:ins>" * depth
    assert refusal("深.docx", written(body)) == "broken"


@pytest.fixture(scope="module")
def sound_docx():
    document = Document()
    document.add_paragraph("正文")
    return saved(document)


@hypothesis_settings(max_examples=100)
@given(DAMAGE)
def test_a_damaged_file_is_read_or_refused_and_never_fails(sound_docx, places):
    try:
        assert read("通知.docx", spoilt(sound_docx, places))
    except ValidationError as refused:
        assert len(refused.messages) == 1
