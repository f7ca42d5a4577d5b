"""发文登记簿: each number of a series and year, what became of it, on the page and in Excel."""

from datetime import date
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from openpyxl import load_workbook

from tests.factories import moment
from tests.office.paper_steps import AT, ON, TEXT, brought_to_sign, issued
from township_npc.office import clock
from township_npc.office.choices import NumberState, SeriesKind
from township_npc.office.choices import PaperState as S
from township_npc.office.models import AuditEntry, OfficialPaper, PaperNumber
from township_npc.office.papers.text import PaperText
from township_npc.office.services.papers.issuing import issue_paper
from township_npc.office.services.papers.numbers import (
    reserve_number,
    restore_number,
    void_number,
)

URL = "/papers/register/"
YEAR = ON.year


def reserve(by, purpose="例会通知", kind=SeriesKind.CONGRESS, year=YEAR) -> PaperNumber:
    return reserve_number(kind, year, by=by, at=AT, purpose=purpose)


def page(client, query: str = f"year={YEAR}"):
    return client.get(f"{URL}?{query}")


@pytest.fixture
def book(director, chair) -> list[PaperNumber]:
    """1 issued, 2 voided, 3 kept."""
    first = issued(director, chair, copies=80).number
    second, third = reserve(director, "筹备方案"), reserve(director, "培训通知")
    void_number(second, reason="并到会议通知里发", by=director)
    return [first, second, third]


def test_the_register_has_each_number_once_in_its_order_with_what_became_of_it(desk, book):
    lines = page(desk).context["lines"]
    assert [(str(line.number), line.says, line.signed_by, line.number.state) for line in lines] == [
        ("莲人发〔2026〕1号", TEXT.title, "熊建平", NumberState.ISSUED),
        ("莲人发〔2026〕2号", "筹备方案", "", NumberState.VOIDED),
        ("莲人发〔2026〕3号", "培训通知", "", NumberState.RESERVED),
    ]
    html = page(desk).content.decode()
    for words in ("编到第 3 号：已发 1 个，预留 1 个，作废 1 个", "并到会议通知里发", "2026-03-02"):
        assert words in html


def test_the_last_decision_of_the_signer_counts_and_a_draft_has_none(desk, director, chair):
    paper = brought_to_sign(director, chair)
    number = reserve(director)
    OfficialPaper.objects.filter(pk=paper.pk).update(number=number)
    (line,) = page(desk).context["lines"]
    assert (line.says, line.signed_by) == (TEXT.title, "")


def test_each_series_and_year_has_pages_of_its_own(desk, director):
    reserve(director, kind=SeriesKind.LETTER)
    reserve(director, year=YEAR - 1)
    assert page(desk).context["lines"] == []
    (letter,) = page(desk, f"series=letter&year={YEAR}").context["lines"]
    (older,) = page(desk, f"year={YEAR - 1}").context["lines"]
    assert (str(letter.number), str(older.number)) == ("莲人函〔2026〕1号", "莲人发〔2025〕1号")
    assert page(desk).context["years"] == sorted({clock.today().year, YEAR, YEAR - 1})[::-1]


def test_an_address_that_says_nothing_opens_this_years_own_papers(desk):
    for query in ("", "series=x&year=y", "year=3"):
        chosen = page(desk, query).context["chosen"]
        assert (chosen.series, chosen.year) == ("congress", clock.today().year)


def test_an_empty_year_says_so_and_offers_to_keep_a_number(desk):
    html = page(desk).content.decode()
    assert "这一年还没有编过号。文件印发时自动取号" in html


def test_excel_has_what_the_page_shows_and_the_log_says_who_took_it(desk, book):
    answer = desk.post(f"{URL}export/?year={YEAR}")
    rows = list(load_workbook(BytesIO(answer.content)).active.values)
    assert rows[1][:6] == ("莲人发〔2026〕1号", TEXT.title, rows[1][2], "熊建平", 80, "已发")
    assert rows[1][2].date() == ON
    assert rows[2][1:2] + rows[2][5:] == ("筹备方案", "作废", "并到会议通知里发")
    assert rows[3][1:2] + rows[3][5:] == ("培训通知", "预留", None)
    entry = AuditEntry.objects.latest("seq")
    assert (entry.verb, entry.facts["rows"], entry.facts["filter"]) == (
        "paper_register.exported",
        3,
        {"series": "congress", "year": YEAR},
    )


def test_a_purpose_that_looks_like_a_formula_stays_text(desk, director):
    reserve(director, "=1+1")
    sheet = load_workbook(BytesIO(desk.post(f"{URL}export/?year={YEAR}").content)).active
    assert (sheet["B2"].data_type, sheet["B2"].value) == ("s", "=1+1")


@pytest.mark.parametrize("rows", [1, 50])
def test_the_register_costs_the_same_queries_for_any_number_of_lines(
    desk, director, chair, rows, django_assert_num_queries
):
    issued(director, chair)
    for _ in range(rows - 1):
        reserve(director)
    page(desk)
    with django_assert_num_queries(11):
        assert len(page(desk).context["lines"]) == rows


def test_a_number_is_kept_once_however_often_the_form_is_sent(desk, office):
    year = clock.today().year
    body = {"once": uuid4(), "kind": "congress", "year": year, "purpose": "会议通知"}
    answers = [desk.post(f"{URL}reserve/", body) for _ in range(2)]
    assert [answer.url for answer in answers] == [f"{URL}?series=congress&year={year}"] * 2
    assert PaperNumber.objects.get().purpose == "会议通知"


@pytest.mark.parametrize(("ahead", "kept"), [(-2, False), (-1, True), (1, True), (2, False)])
def test_numbers_are_kept_for_this_year_and_its_neighbours(desk, office, ahead, kept):
    year = clock.today().year + ahead
    body = {"once": uuid4(), "kind": "congress", "year": year, "purpose": "会议通知"}
    assert desk.post(f"{URL}reserve/", body).status_code == (302 if kept else 200)
    assert PaperNumber.objects.filter(year=year).exists() == kept


def test_a_voided_number_can_be_taken_back_with_a_reason(desk, director):
    number = reserve(director)
    desk.post(f"{URL}{number.pk}/void/", {"ready": "other", "reason": "不发了"})
    desk.post(f"{URL}{number.pk}/restore/", {"ready": "other", "reason": ""})
    number.refresh_from_db()
    assert (number.state, number.void_reason) == (NumberState.VOIDED, "不发了")
    desk.post(f"{URL}{number.pk}/restore/", {"ready": "点错了。"})
    number.refresh_from_db()
    assert (number.state, number.void_reason) == (NumberState.RESERVED, "")
    verbs = AuditEntry.objects.filter(subject_id=str(number.pk)).order_by("seq")
    assert list(verbs.values_list("verb", flat=True)) == [
        "paper_number.reserved",
        "paper_number.voided",
        "paper_number.restored",
    ]


def test_only_a_voided_number_is_taken_back_and_only_by_the_office(director, chair):
    number = reserve(director)
    with pytest.raises(ValidationError, match="没有作废"):
        restore_number(number, reason="点错了", by=director)
    void_number(number, reason="不发了", by=director)
    with pytest.raises(PermissionDenied):
        restore_number(number, reason="点错了", by=chair)


def test_an_issued_number_cannot_be_voided_on_its_page(desk, book):
    answer = desk.post(f"{URL}{book[0].pk}/void/", {"ready": "other", "reason": "发错了"})
    assert "已经印发或者作废的号不能再作废。" in answer.content.decode()
    assert PaperNumber.objects.get(pk=book[0].pk).state == NumberState.ISSUED


def test_a_kept_number_is_used_when_the_paper_goes_out(desk, director, chair):
    number, paper = reserve(director), brought_to_sign(director, chair)
    reserve(director, kind=SeriesKind.LETTER)
    form = desk.get(f"/papers/{paper.pk}/issue/").context["form"]
    assert [str(label) for _, label in form.fields["reserved"].choices] == [
        "接着取下一个号",
        "莲人发〔2026〕1号（留给：例会通知）",
    ]
    desk.post(f"/papers/{paper.pk}/issue/", {"on": ON.isoformat(), "reserved": number.pk})
    paper.refresh_from_db()
    assert (paper.state, paper.number) == (S.ISSUED, number)
    assert PaperNumber.objects.filter(series="congress").count() == 1


def test_without_a_choice_the_next_number_is_taken_and_the_kept_one_stays(desk, director, chair):
    number, paper = reserve(director), brought_to_sign(director, chair)
    desk.post(f"/papers/{paper.pk}/issue/", {"on": ON.isoformat(), "reserved": ""})
    paper.refresh_from_db()
    number.refresh_from_db()
    assert (str(paper.number), number.state) == ("莲人发〔2026〕2号", NumberState.RESERVED)


def test_where_no_number_is_kept_the_form_does_not_ask(desk, director, chair):
    paper = brought_to_sign(director, chair)
    assert "reserved" not in desk.get(f"/papers/{paper.pk}/issue/").context["form"].fields


def test_a_number_of_another_year_is_refused_and_stays_kept(director, chair):
    number, paper = reserve(director, year=YEAR - 1), brought_to_sign(director, chair)
    with pytest.raises(ValidationError, match="2025 年的号"):
        issue_paper(paper, on=ON, by=director, at=AT, reserved=number)
    assert OfficialPaper.objects.get(pk=paper.pk).number is None
    OfficialPaper.objects.filter(pk=paper.pk).update(dated_on=date(YEAR - 1, 12, 31))
    paper.refresh_from_db()
    issue_paper(paper, on=ON, by=director, at=AT, reserved=number)
    assert paper.number == number


def test_a_paper_outside_every_series_is_asked_for_no_number(desk, director, chair):
    text = PaperText(title="决议", under_title="（2026年1月16日通过）", body="会议决定批准。")
    paper = brought_to_sign(director, chair, text, key="resolution")
    reserve(director)
    assert "reserved" not in desk.get(f"/papers/{paper.pk}/issue/").context["form"].fields
    issue_paper(paper, on=ON, by=director, at=moment(2026, 3, 2))
    assert paper.number is None
