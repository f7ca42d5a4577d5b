"""Every format measured with a ruler (GB/T 9704-2012); millimetres, ± 0.5."""

import os
import subprocess
import sys
from functools import cache
from io import BytesIO

import pypdf
import pytest
from django.conf import settings

from tests.office import measured
from tests.office.paper_samples import ANNEX, NOTICE, ROLLS, sample
from township_npc.office.fonts import bundled
from township_npc.office.papers.calibration import calibration_pdf
from township_npc.office.papers.content import Layout
from township_npc.office.papers.page import paper_pdf

pytestmark = pytest.mark.looks
L = Layout
ON_THE_GRID = [L.DOCUMENT, L.LETTER, L.MINUTES, L.RESOLUTION, L.REPORT, L.BULLETIN]


def about(value: float):
    return pytest.approx(value, abs=0.5)


@cache
def pages_of(layout: Layout, text: str = NOTICE) -> list:
    return measured.pages(paper_pdf(sample(layout, text=text)))


def line_with(page, words: str):
    return next(line for line in measured.lines(page, smallest=0) if words in line.text)


def test_the_calibration_page_has_22_lines_of_28_characters_in_156_by_225_mm():
    for page in measured.pages(calibration_pdf()):
        lines = measured.lines(page)
        assert [len(line.text) for line in lines] == [28] * 22
        assert (lines[0].top, lines[-1].bottom) == (about(37), about(262))
        assert {round(line.left, 1) for line in lines} == {28.0}
        assert all(line.right == about(184) for line in lines)


def test_the_calibration_page_is_the_same_in_the_fonts_that_come_with_the_program(tmp_path):
    bundled.prepare(tmp_path)
    code = (
        "import django, sys; django.setup();"
        "from township_npc.office.papers.calibration import calibration_pdf;"
        "sys.stdout.buffer.write(calibration_pdf())"
    )
    environ = {
        **os.environ,
        "NPC_FONTS": str(tmp_path),
        "NPC_VAR": str(tmp_path / "var"),
        "DJANGO_SETTINGS_MODULE": "township_npc.settings",
    }
    environ.pop("FONTCONFIG_FILE", None)
    made = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=True,
        env=environ,
        cwd=settings.BASE_DIR,
    )
    for page in measured.pages(made.stdout):
        assert {char["fontname"].split("+")[-1] for char in page.chars} >= {"GW-Serif"}
        lines = measured.lines(page)
        assert [len(line.text) for line in lines] == [28] * 22
        assert (lines[0].top, lines[-1].bottom) == (about(37), about(262))


@pytest.mark.parametrize("layout", ON_THE_GRID)
def test_no_line_leaves_the_type_area(layout):
    for page in pages_of(layout):
        for line in measured.lines(page):
            inside = line.left > 27.5 and line.right < 184.6 and line.bottom < 262.5
            assert inside and (line.top > 35 or layout == L.LETTER), line


@pytest.mark.parametrize("layout", ON_THE_GRID)
def test_the_type_of_the_body_is_no_3_and_of_the_title_no_2(layout):
    page = pages_of(layout)[-1 if layout != L.REPORT else 2]
    assert {line.size for line in measured.lines(page)} <= {16.0, 22.0, 62.0}
    first = next(p for p in pages_of(layout) if measured.lines(p))
    title = 26.0 if layout == L.REPORT else 22.0  # a cover's is larger
    assert line_with(first, "关于召开镇").size == title


def test_full_lines_end_flush_at_the_right_edge():
    lines = measured.lines(pages_of(L.REPORT)[2])
    full = [line.right for line in lines if line.right > 178]
    assert len(full) > 5 and all(right == pytest.approx(184, abs=0.3) for right in full)


def test_where_the_inside_of_the_library_is_another_it_is_left_as_it_is(monkeypatch):
    pages_of(L.DOCUMENT)  # the library is loaded behind its one door
    from weasyprint.layout import inline

    from township_npc.office.papers import justify

    def other(context, line):
        """As a later version may have it."""

    monkeypatch.setattr(inline, "justify_line", other)
    assert justify.install.__wrapped__() is False
    assert inline.justify_line is other


def test_no_line_begins_with_a_mark_that_may_not_begin_one():
    for layout in ON_THE_GRID:
        for page in pages_of(layout):
            assert not [x for x in measured.lines(page) if x.text[0] in "，。、；：）》”！？"]


def test_the_mark_stands_35_mm_under_the_edge_and_the_rule_4_mm_under_the_number():
    page = pages_of(L.DOCUMENT)[0]
    assert line_with(page, "主席团文件").top == about(72)
    number = line_with(page, "莲人发〔2026〕1号")
    assert (number.left + number.right) / 2 == about(106)
    [(left, top, width, thickness)] = measured.red_rules(page)
    assert (left, width, thickness) == (28, 156, 0.5)
    assert top == about(number.bottom + 4)


def test_number_and_signer_of_a_paper_to_those_above_stand_on_one_line():
    page = measured.pages(paper_pdf(sample(L.DOCUMENT, signer="熊建平")))[0]
    upward = line_with(page, "签发人")
    assert upward.text == "莲人发〔2026〕1号签发人：熊建平"
    assert (upward.left, upward.right) == (about(28 + 5.571), about(184 - 5.571))


def test_two_blank_lines_stand_above_the_title_and_one_under_it():
    page = pages_of(L.DOCUMENT)[0]
    [(_, rule, _, _)] = measured.red_rules(page)
    title, last = line_with(page, "莲塘镇人民代表大会主席团"), line_with(page, "第七次会议的通知")
    title = measured.lines(page)[2]
    line = 10.445
    assert title.top - rule == pytest.approx(2 * line, abs=2)
    addressees = line_with(page, "各代表小组，各村")
    assert addressees.top - last.top == pytest.approx(2 * line, abs=2)


def test_the_date_stands_four_characters_from_the_edge_under_the_centred_name():
    page = pages_of(L.DOCUMENT)[1]
    lines = measured.lines(page)
    [date] = [line for line in lines if line.text == "2026年1月5日"]
    issuer = lines[lines.index(date) - 1]
    assert date.right == pytest.approx(184 - 4 * 5.571, abs=0.7)
    assert (issuer.left + issuer.right) / 2 == about((date.left + date.right) / 2)


def test_the_imprint_ends_on_the_last_line_of_the_last_page():
    page = pages_of(L.DOCUMENT)[-1]
    boxes = measured.black_boxes(page)
    outer = max(boxes, key=lambda box: box[3])
    inner = max((box for box in boxes if box != outer), key=lambda box: box[3])
    assert (outer[0], outer[2]) == (28, 156)
    assert outer[1] + outer[3] == about(262)
    assert inner[1] - outer[1] == pytest.approx(0.35, abs=0.02)
    assert line_with(page, "抄送：").size == 14
    assert line_with(page, "印发").left == about(28 + 14 * measured.MM)


def test_the_imprint_comes_after_the_annexes():
    *rest, annex = pages_of(L.DOCUMENT, f"{NOTICE}\n{ANNEX}")
    assert measured.lines(annex)[0].text == "附件"
    assert "抄送：" in measured.text(annex)
    assert not [page for page in rest if "抄送：" in measured.text(page)]


def test_page_numbers_stand_outside_7_mm_under_the_type_area():
    right, left = pages_of(L.DOCUMENT)[:2]
    assert line_with(right, "—1—").right == about(184 - 14 * measured.MM)
    assert line_with(left, "—2—").left == about(28 + 14 * measured.MM)
    middle = line_with(left, "—2—")
    assert (middle.top + middle.bottom) / 2 == about(262 + 7)


@pytest.mark.parametrize("lines", range(1, 30, 2))
def test_no_page_bears_a_signature_without_text(lines):
    text = "\n".join(["莲" * 20] * lines)
    pages = measured.pages(paper_pdf(sample(L.DOCUMENT, text=text, attachments=())))
    signed = next(page for page in pages if "2026年1月5日（" in measured.text(page))
    assert "莲" * 10 in measured.text(signed)


def test_a_letter_has_its_name_30_mm_from_the_paper_and_double_lines_of_170_mm():
    page, after = pages_of(L.LETTER)
    name = measured.lines(page)[0]
    assert name.top == about(30)
    rules = measured.red_rules(page)
    assert {(left, width) for left, _, width, _ in rules} == {(21, 170)}
    assert min(rule[1] for rule in rules) == about(name.bottom + 4)
    assert max(rule[1] + rule[3] for rule in rules) == about(297 - 20)
    assert "—1—" not in measured.text(page) and "—2—" in measured.text(after)
    number = line_with(page, "莲人函")
    assert number.right == about(184)
    upper = min(rule[1] + rule[3] for rule in rules)
    assert number.top - upper == about(16 * 7 / 8 * measured.MM)
    assert not measured.black_boxes(after) and "印发" not in measured.text(after)


def test_secrecy_of_a_letter_stands_under_its_line_beside_the_number():
    secret = sample(L.LETTER, secrecy="秘密", urgency="特急")
    page = measured.pages(paper_pdf(secret))[0]
    lines = measured.lines(page)
    assert [line.text for line in lines[1:3]] == ["秘密莲人函〔2026〕1号", "特急"]
    assert [line.left for line in lines[1:3]] == [about(28), about(28)]


def test_the_imprint_is_not_set_like_the_heading_it_hangs_on():
    page = measured.pages(paper_pdf(sample(L.MINUTES, text="一、要求。请办理。")))[0]
    [font] = {char["fontname"] for char in page.chars if char["text"] in "抄送"}
    assert not font.endswith(("FandolHei", "GW-Sans", "SimHei"))


def test_minutes_set_who_was_there_in_hei():
    page = pages_of(L.MINUTES, f"{NOTICE}\n{ROLLS}")[-1]
    label = [char["fontname"] for char in page.chars if char["text"] in "请假"][-2:]
    assert {name.split("+")[-1] for name in label} <= {"FandolHei", "GW-Sans", "SimHei"}


def test_a_report_has_a_cover_with_a_blank_back_and_counts_from_its_text():
    cover, back, text, *_ = pages_of(L.REPORT)
    assert "会议文件（3）" in measured.text(cover) and "—" not in measured.text(cover)
    assert not back.chars
    assert "—1—" in measured.text(text)


def test_a_resolution_says_under_its_title_who_passed_it_and_addresses_nobody():
    lines = [line.text for line in measured.lines(pages_of(L.RESOLUTION)[0])]
    passed = "".join(lines[3:5])
    assert passed == "（2026年1月16日莲塘镇第十九届人民代表大会第七次会议通过）"


def test_rare_names_are_printed_and_every_font_is_in_the_file():
    pages = pages_of(L.DOCUMENT)
    assert "王玥、李昇、张堃、赵喆、刘䶮、陈㛃" in "".join(map(measured.text, pages))
    document = pypdf.PdfReader(BytesIO(paper_pdf(sample(L.DOCUMENT))))
    assert document.metadata.title == sample(L.DOCUMENT).title_in_one_line
    assert document.trailer["/Root"]["/Lang"] == "zh-CN"
    assert b"pdfaid" in document.trailer["/Root"]["/Metadata"].get_object().get_data()


def test_a_table_repeats_its_head_on_each_page():
    rows = "\n".join(f"| {n} | 万秋生 |" for n in range(60))
    pages = pages_of(L.RESOLUTION, f"| 序号 | 姓名 |\n{rows}")
    assert len(pages) > 1
    assert all("序号姓名" in measured.text(page) for page in pages)
