"""Every template's sample, made of the demo town and measured with a ruler; mm, ± 0.5."""

import re
from datetime import date
from io import BytesIO
from itertools import pairwise

import pypdf
import pytest

from deputies.demo.load import load_demo
from deputies.documents.samples import Sample, samples
from tests.office import measured
from township_npc.office.papers.content import Layout as L

pytestmark = [pytest.mark.looks, pytest.mark.django_db]
DAY = date(2026, 11, 23)
CELL, LINE = 156 / 28, 10.445
PAPERS = {
    "notice": L.DOCUMENT,
    "letter": L.LETTER,
    "minutes": L.MINUTES,
    "resolution": L.RESOLUTION,
    "announcement": L.RESOLUTION,
    "work_report": L.REPORT,
    "bulletin": L.BULLETIN,
    "speech": L.SPEECH,
    "assignment": L.LETTER,
    "reply": L.LETTER,
    "urging": L.LETTER,
    "rework_notice": L.LETTER,
    "handling_report": L.REPORT,
}
ON_THE_GRID = [key for key, layout in PAPERS.items() if layout != L.SPEECH]
SHEETS = {"ballot": (210, 148), "sign_in": (210, 297), "name_list": (210, 297),
          "place_cards": (210, 200), "badges": (90, 130)}  # fmt: skip
_made: dict[str, tuple[Sample, list]] = {}


@pytest.fixture
def made(sample_day) -> dict[str, tuple[Sample, list]]:
    """Sample and pages of each key; the demo is laid once for all tests of the file."""
    if not _made:
        assert load_demo(today=DAY)
        _made.update((one.key, (one, measured.pages(one.pdf()))) for one in samples(DAY))
    return _made


def about(value: float, within: float = 0.5):
    return pytest.approx(value, abs=within)


def numbered(made, key: str) -> list:
    """The pages that count: those of a report begin behind its cover and its blank back."""
    pages = made[key][1]
    return pages[2:] if PAPERS[key] == L.REPORT else pages


def text_of(made, key: str) -> str:
    return "".join(map(measured.text, made[key][1]))


def has_table(page) -> bool:
    return bool(page.find_tables())


def test_every_paper_of_the_library_is_measured(made):
    assert {key for key, (one, _) in made.items() if one.paper} == set(PAPERS)
    assert {key: one.paper.layout for key, (one, _) in made.items() if one.paper} == PAPERS


@pytest.mark.parametrize("key", ON_THE_GRID)
def test_no_page_holds_more_than_22_lines_of_28_characters_inside_its_margins(made, key):
    for number, page in enumerate(numbered(made, key), start=1):
        lines = measured.lines(page)
        assert len(lines) <= 22
        for line in lines:
            width = sum(0.5 if char.isascii() else 1 for char in line.text)
            assert line.left > 27.5 and line.right < 184.6 and line.bottom < 262.5, line
            assert line.size > 16 or width <= 28.5, line
            assert line.top > 36.5 or (PAPERS[key] == L.LETTER and number == 1), line


@pytest.mark.parametrize("key", ON_THE_GRID)
def test_lines_of_text_stand_on_the_grid_of_the_page(made, key):
    for page in numbered(made, key)[1:]:
        if has_table(page):
            continue
        for line in measured.lines(page):
            place = (line.top - 37) / LINE
            assert place * LINE == about(round(place) * LINE) or line.size > 16, line


@pytest.mark.parametrize("key", ["notice", "bulletin"])
def test_the_last_line_which_the_imprint_hangs_on_is_not_lower_than_its_place(made, key):
    *_, above, last = measured.lines(made[key][1][-1])
    assert last.top - above.top == pytest.approx(LINE, abs=0.05)


@pytest.mark.parametrize("key", ON_THE_GRID)
def test_text_is_set_in_no_3_and_titles_in_no_2_or_larger(made, key):
    sizes = {line.size for page in numbered(made, key) for line in measured.lines(page)}
    mark = made[key][0].paper.mark
    assert sizes - {16.0, 22.0} <= ({max(sizes)} if mark else set())


@pytest.mark.parametrize("key", [k for k, v in PAPERS.items() if v in (L.DOCUMENT, L.MINUTES)])
def test_the_red_line_is_as_wide_as_the_type_area(made, key):
    [(left, _, width, thickness)] = measured.red_rules(made[key][1][0])
    assert (left, width, thickness) == (28, 156, 0.5)


@pytest.mark.parametrize("key", [k for k, v in PAPERS.items() if v == L.LETTER])
def test_a_letter_has_its_double_lines_of_170_mm_on_its_first_page_alone(made, key):
    first, *others = made[key][1]
    rules = measured.red_rules(first)
    assert {(left, width) for left, _, width, _ in rules} == {(21, 170)}
    assert max(top + height for _, top, _, height in rules) == about(277)
    assert not [page for page in others if measured.red_rules(page)]
    assert measured.lines(first)[0].top == about(30)
    assert measured.lines(first)[0].size <= 40


@pytest.mark.parametrize("key", [k for k, v in PAPERS.items() if v in (L.DOCUMENT, L.MINUTES)])
def test_the_imprint_stands_at_the_foot_of_the_last_page_and_nowhere_else(made, key):
    *others, last = made[key][1]
    outer = max(measured.black_boxes(last), key=lambda box: box[1] + box[3])
    assert (outer[0], outer[2], outer[1] + outer[3]) == (28, 156, about(262))
    assert "抄送" in measured.text(last) and "印发" in measured.text(last)
    assert not [page for page in others if "抄送" in measured.text(page)]


@pytest.mark.parametrize("key", PAPERS)
def test_page_numbers_stand_outside_and_count_from_the_text(made, key):
    for number, page in enumerate(numbered(made, key), start=1):
        found = [x for x in measured.lines(page, smallest=0) if x.text == f"—{number}—"]
        if PAPERS[key] == L.LETTER and number == 1:
            assert not found
            continue
        [line] = found
        inset = 14 * measured.MM  # one character
        assert (line.top + line.bottom) / 2 == about(269)
        if number % 2:
            assert line.right == about(184 - inset)
        else:
            assert line.left == about(28 + inset)


@pytest.mark.parametrize("key", [k for k, v in PAPERS.items() if v == L.REPORT])
def test_a_report_has_a_cover_with_a_blank_back(made, key):
    cover, back, *_ = made[key][1]
    assert cover.chars and not back.chars
    assert "—1—" not in measured.text(cover)


@pytest.mark.parametrize("key", ["notice", "letter", "announcement", "assignment", "reply",
                                 "urging", "rework_notice"])  # fmt: skip
def test_no_signature_stands_on_a_page_without_two_lines_of_text(made, key):
    paper = made[key][0].paper
    [page] = [p for p in made[key][1] if _signature_on(p, paper.issuer) is not None]
    lines = measured.lines(page)
    above = lines[: _signature_on(page, paper.issuer)]
    body = [x for x in above if x.size == 16 and not x.text.startswith(("附件", "莲人"))]
    assert len(body) >= 2


def _signature_on(page, issuer: str) -> int | None:
    """Where the name stands that a date follows."""
    lines = [line.text for line in measured.lines(page)]
    for at, (line, after) in enumerate(pairwise(lines)):
        if line == issuer and re.fullmatch(r"\d{4}年\d+月\d+日", after):
            return at
    return None


@pytest.mark.parametrize("key", ["notice", "letter", "assignment", "reply", "rework_notice"])
def test_the_date_stands_four_characters_in_under_the_middle_of_the_name(made, key):
    paper = made[key][0].paper
    [page] = [p for p in made[key][1] if _signature_on(p, paper.issuer) is not None]
    at = _signature_on(page, paper.issuer)
    name, day = measured.lines(page)[at : at + 2]
    assert (name.left + name.right) / 2 == about((day.left + day.right) / 2)
    assert 184 - day.right == about(4 * CELL, 1)


@pytest.mark.parametrize("key", PAPERS)
def test_numbers_and_dates_are_written_as_the_standard_wants_them(made, key):
    text = text_of(made, key)
    assert not re.search(r"[\[(（]\d{4}[\])）]\d", text)
    assert not re.search(r"〔\d{4}〕0|年0\d月|月0\d日|第0\d", text)
    for number in re.findall(r"〔.{1,12}号", text):
        assert re.fullmatch(r"〔\d{4}〕[1-9]\d*号", number)


@pytest.mark.parametrize("key", ["assignment", "reply", "handling_report"])
def test_a_reader_that_reads_aloud_meets_what_is_enclosed_between_text_and_name(made, key):
    sample, _ = made[key]
    text = "".join(p.extract_text() for p in pypdf.PdfReader(BytesIO(sample.pdf())).pages)
    text = "".join(text.split())
    attachments = sample.paper.attachments
    first = f"附件：{'1.' if len(attachments) > 1 else ''}{attachments[0]}"
    body = text.index("".join(sample.paper.blocks[-1].text.split())[-6:])
    assert body < text.index(first)
    if key != "handling_report":  # its name stands on the cover
        assert text.index(first) < text.index(sample.paper.issuer, body)


def test_the_samples_are_of_this_office_and_of_one_time(made):
    said = {key: one.paper for key, (one, _) in made.items() if one.paper}
    opens_on, closes_on = date(2026, 12, 17), date(2026, 12, 18)  # the demo's next meeting
    assert said["resolution"].dated_on == said["announcement"].dated_on == closes_on
    assert said["work_report"].dated_on == said["handling_report"].dated_on == opens_on
    assert "（2026年12月18日莲塘镇第十九届人民代表大会第七次会议通过）" in text_of(
        made, "resolution"
    )
    assert "2026年12月17日至18日，会期两天" in text_of(made, "notice")
    assert said["notice"].dated_on == DAY
    assert said["rework_notice"].dated_on < DAY
    numbers = [paper.number for paper in said.values() if "〔" in paper.number]
    assert len(numbers) == len(set(numbers))


@pytest.mark.parametrize("key", PAPERS)
def test_nothing_is_left_to_fill_and_no_line_begins_with_a_mark(made, key):
    assert not set("{}｛｝") & set(text_of(made, key))
    for page in made[key][1]:
        if has_table(page):
            continue
        assert not [x for x in measured.lines(page) if x.text[0] in "，。、；：）》”！？"]


@pytest.mark.parametrize("key", PAPERS)
def test_no_title_has_a_line_of_one_or_two_characters(made, key):
    largest = [x for page in numbered(made, key) for x in measured.lines(page) if x.size >= 22]
    assert largest and not [line for line in largest if len(line.text) < 3]


def test_titles_in_a_column_begin_at_the_same_place(made):
    page = made["handling_report"][1][-1]
    [table] = page.find_tables()
    begins = [min(char["x0"] for char in page.crop(row.cells[1]).chars) for row in table.rows[1:]]
    assert len(begins) == 3 and max(begins) - min(begins) < 1


@pytest.mark.parametrize("key", SHEETS)
def test_each_sheet_has_its_size_and_stays_on_its_paper(made, key):
    for page in made[key][1]:
        assert (page.width * measured.MM, page.height * measured.MM) == (
            about(SHEETS[key][0]),
            about(SHEETS[key][1]),
        )
        assert all(char["x0"] >= 0 and char["x1"] <= page.width for char in page.chars)
        assert all(char["top"] >= 0 and char["bottom"] <= page.height for char in page.chars)


def test_lists_of_deputies_hold_all_71(made):
    for key in ("sign_in", "name_list"):
        groups = [re.findall(r"第.{1,3}代表小组", measured.text(page)) for page in made[key][1]]
        assert sum(map(len, groups)) == 71
    assert [len(made[key][1]) for key in ("place_cards", "badges")] == [71, 71]
