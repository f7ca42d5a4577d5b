"""A paper read back from its own files has the words and the parts it was made of."""

from io import BytesIO

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.office.paper_samples import ANNEX, NOTICE, ROLLS, sample
from township_npc.office.papers.content import Annex, Block, Layout, Paper, Paragraph
from township_npc.office.papers.page import paper_pdf
from township_npc.office.papers.plain import read_body
from township_npc.office.papers.word import paper_docx
from township_npc.office.reading import text_of


def read_back(paper: Paper) -> tuple[tuple[Block, ...], tuple[Annex, ...]]:
    text = text_of(BytesIO(paper_docx(paper)), "文件.docx")
    return read_body(text, with_rolls=paper.layout == Layout.MINUTES)


@pytest.mark.parametrize("layout", Layout)
def test_the_blocks_of_a_paper_are_read_back_between_head_and_signature(layout):
    table = "| 时间 | 内容 |\n| 1月15日上午 | 预备会议 |"
    paper = sample(layout, text=f"{ROLLS}\n{NOTICE}\n{table}\n完。")
    body, annexes = read_back(paper)
    first = body.index(paper.blocks[0])
    assert body[first : first + len(paper.blocks)] == paper.blocks
    assert annexes == ()


def test_head_and_signature_are_read_back_as_they_are_printed():
    body, _ = read_back(sample(Layout.DOCUMENT, text="正文。"))
    assert [block.text for block in body] == [
        "莲塘镇人民代表大会主席团文件",
        "莲人发〔2026〕1号",
        "莲塘镇人民代表大会主席团",
        "关于召开镇第十九届人民代表大会",
        "第七次会议的通知",
        "各代表小组，各村（社区），镇直有关单位：",
        "正文。",
        "附件：1.日程",
        "2.专用纸",
        "莲塘镇人民代表大会主席团",
        "2026年1月5日",
        "（联系人：周晓明，电话：0571-88880000）",
        "抄送：县人大常委会办公室，镇党委、镇人民政府。",
        "莲塘镇人民代表大会办公室 2026年1月5日印发",
    ]


def test_annexes_are_read_back_with_their_titles_and_tables():
    paper = sample(Layout.RESOLUTION, text=f"{NOTICE}\n{ANNEX}\n附件\n名单\n万秋生")
    assert read_back(paper)[1] == paper.annexes


_LINES = st.lists(st.text("一二、（）。1.|附件出席：会议 ", max_size=12), min_size=1, max_size=8)


@given(_LINES)
@example(["||"])
@example(["| |", "||"])
def test_any_text_that_is_typed_is_read_back_the_same(lines):
    text = "莲\n" + "\n".join(" ".join(line.split()) for line in lines)
    blocks, annexes = read_body(text, with_rolls=True)
    assert blocks[0] == Paragraph("莲")
    assert read_back(Paper(Layout.MINUTES, "", blocks, annexes=annexes)) == (blocks, annexes)


@pytest.mark.parametrize("layout", [Layout.DOCUMENT, Layout.LETTER, Layout.RESOLUTION])
def test_word_file_and_pdf_say_the_same(layout):
    paper = sample(layout)
    word = text_of(BytesIO(paper_docx(paper)), "文件.docx")
    pdf = text_of(BytesIO(paper_pdf(paper)), "文件.pdf")
    assert "".join(pdf.split()) == "".join(word.split())
