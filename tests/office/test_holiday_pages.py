"""节假日: the pages of a director, and what the others may see."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import Workbook

from tests.office.calendar_steps import SOURCE, bring_in, kept, off, put_in
from township_npc.office.forms.holidays import LIMITS, TEXT_LENGTH
from township_npc.office.models import AuditEntry, HolidayImport
from township_npc.office.selectors.holidays import last_import, stored_calendar

pytestmark = pytest.mark.django_db
LIST, DAY = reverse("office:holiday-list"), reverse("office:holiday-set")
IMPORT, UNDO = reverse("office:holiday-import"), reverse("office:holiday-import-undo")
DUE, NEXT = date(2026, 9, 16), date(2026, 9, 17)
TYPED = {"on": "2026-09-16", "kind": "holiday", "name": "临时放假", "source": SOURCE}
YEAR = {"year": "2027", "source": SOURCE}
LINES = "10月1日至7日 放假 国庆节\n9月26日 上班 国庆节"


def twice(browser, url: str, fields: dict):
    """Look, and send again what the page holds; return both answers."""
    first = browser.post(url, fields)
    again = dict(first.context["check"].hidden) | {"seen": first.context["check"].stored.mark}
    return first, browser.post(url, again, follow=True)


def uploaded(content: bytes, name: str = "2027.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def workbook(rows: list[list]) -> SimpleUploadedFile:
    book, file = Workbook(), BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(file)
    return uploaded(file.getvalue())


def faults(answer) -> dict:
    return {name: errors[0] for name, errors in answer.context["form"].errors.items()}


def test_a_year_shows_its_months_its_days_and_where_they_come_from(desk):
    page = desk.get(LIST, {"year": 2026})
    assert len(page.context["page"].months) == 12
    assert "放假 33 天（含周末），调休上班 6 天。" in page.text
    assert "国务院办公厅关于2026年部分节假日安排的通知" in page.text
    october = page.context["page"].months[9]
    marks = {square.number: square.mark for week in october.weeks for square in week if square}
    assert {day for day, mark in marks.items() if mark == "休"} == set(range(1, 8))
    assert {day for day, mark in marks.items() if mark == "班"} == {10}


@pytest.mark.parametrize("year", [2027, 2030])
def test_a_year_not_announced_says_so_and_keeps_the_fixed_days(desk, year):
    page = desk.get(LIST, {"year": year})
    assert "未公布，暂按周末和固定节日推算" in page.text
    squares = [
        (month.number, square.number)
        for month in page.context["page"].months
        for week in month.weeks
        for square in week
        if square and square.mark
    ]
    assert squares == [(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)]


@pytest.mark.parametrize("year", ["", "abc", "1999", "99999", "２０２６"])
def test_a_year_that_is_none_is_this_year(desk, year):
    assert desk.get(LIST, {"year": year}).context["page"].year >= 2026


@pytest.mark.parametrize("role", ["staff", "chair"])
def test_the_other_desks_read_and_are_offered_nothing_to_change(client, request, role):
    client.force_login(request.getfixturevalue(role))
    page = client.get(LIST, {"year": 2027})
    assert page.status_code == 200
    assert "由主任录入" in page.text
    main = page.text.partition("<main")[2].partition("</main>")[0]
    assert "<form" not in main
    assert DAY not in main


def test_a_day_is_looked_at_with_the_deadlines_it_moves_and_then_kept(desk, proposal):
    first, second = twice(desk, DAY, TYPED)
    assert "会改动 1 件建议的期限" in first.text
    assert "2026-09-16 星期三 → 2026-09-17 星期四" in first.text
    assert kept(DUE) == off()
    proposal.refresh_from_db()
    assert proposal.reply_due_on == NEXT
    assert "办好了，重新算了 1 件的期限。" in second.text


def test_looking_alone_writes_nothing(desk, proposal):
    desk.post(DAY, TYPED)
    assert kept(DUE) is None
    proposal.refresh_from_db()
    assert proposal.reply_due_on == DUE
    assert not AuditEntry.objects.filter(subject_kind="office.HolidayYear").exists()


def test_the_slower_of_two_directors_is_shown_the_new_calendar_and_decides_again(desk, director):
    first = desk.post(DAY, TYPED)
    put_in(date(2026, 9, 15), off(), director)
    stale = desk.post(DAY, TYPED | {"seen": first.context["check"].stored.mark})
    assert "节假日刚被他人改过，请再看一遍。" in stale.text
    assert kept(DUE) is None
    desk.post(DAY, TYPED | {"seen": stale.context["check"].stored.mark})
    assert kept(DUE) == off()


def test_a_kept_day_is_brought_to_its_form_and_can_be_taken_back(desk):
    page = desk.get(DAY, {"on": "2026-10-10"})
    assert page.context["form"].initial["kind"] == "workday"
    take_back = reverse("office:holiday-take-back")
    assert take_back in page.text
    first, _ = twice(desk, take_back, {"on": "2026-10-10"})
    assert "撤掉" in first.text
    assert kept(date(2026, 10, 10)) is None


def test_a_day_that_is_as_typed_offers_nothing_to_keep(desk, director):
    put_in(DUE, off(), director)
    page = desk.post(DAY, TYPED)
    assert "没有要改的，现在就是这样。" in page.text
    assert "就这样，存下" not in page.text


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"on": ""}, {"on": "请填日期。"}),
        ({"on": "2026-09-31"}, {"on": "2026-09-31 没有这一天，9 月只有 30 天。"}),
        ({"on": "1999-12-31"}, {"on": "只能录 2000 年到"}),
        ({"on": "2099-01-01"}, {"on": "只能录 2000 年到"}),
        ({"kind": ""}, {"kind": "还没有选。"}),
        ({"kind": "halfday"}, {"kind": "请从列出的里面选怎么安排。"}),
        ({"source": ""}, {"source": "请填依据。"}),
        ({"name": "国" * 31}, {"name": "最多 30 个字，现在有 31 个。"}),
    ],
)
def test_what_is_wrong_with_a_day_stands_at_its_field(desk, change, said):
    found = faults(desk.post(DAY, TYPED | change))
    assert found.keys() == said.keys()
    assert all(found[name].startswith(sentence) for name, sentence in said.items())


def test_pasted_lines_are_looked_at_and_kept(desk):
    first, second = twice(desk, IMPORT, YEAR | {"text": LINES, "announces": "on"})
    assert "2027-10-01 星期五" in first.text
    assert "至 10-07 星期四，7 天" in first.text
    assert second.redirect_chain == [(f"{LIST}?year=2027", 302)]
    assert kept(date(2027, 10, 7)).told == "国庆节，放假"
    assert stored_calendar().years[2027] == SOURCE
    assert HolidayImport.objects.get().file_name == ""


def test_a_workbook_is_looked_at_and_kept_under_its_name(desk):
    rows = [["放假安排"], ["日期", "放假/上班", "名称"], [date(2027, 10, 1), "放假", "国庆节"]]
    twice(desk, IMPORT, YEAR | {"file": workbook(rows)})
    assert kept(date(2027, 10, 1)).source == SOURCE
    assert HolidayImport.objects.get().file_name == "2027.xlsx"
    assert 2027 not in stored_calendar().years


def test_a_second_tap_is_one_import(desk):
    first = desk.post(IMPORT, YEAR | {"text": LINES})
    again = dict(first.context["check"].hidden) | {"seen": first.context["check"].stored.mark}
    answers = [desk.post(IMPORT, again) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert HolidayImport.objects.count() == 1
    assert AuditEntry.objects.filter(verb="holidays.imported").count() == 1


def test_new_same_changed_and_unreadable_are_told_apart(desk):
    text = "10月1日 放假 国庆节\n10月7日 上班 国庆节\n11月2日 放假\n11月31日 放假"
    page = desk.post(IMPORT, {"year": "2026", "source": SOURCE, "text": text, "announces": "on"})
    assert [
        (days[0].on, str(days[0].verdict), len(days)) for days in page.context["stretches"]
    ] == [(date(2026, 10, 7), "changed", 1), (date(2026, 11, 2), "new", 1)]
    assert page.context["same"] == 1
    assert "第 4 行" in page.text
    assert "2026-11-31 没有这一天，11 月只有 30 天。" in page.text


def test_a_year_with_rows_nobody_could_read_is_not_called_announced(desk):
    text = "10月1日 放假 国庆节\n10月32日 放假 国庆节"
    first, _ = twice(desk, IMPORT, YEAR | {"text": text, "announces": "on"})
    assert "这次先不标“已公布”" in first.text
    assert kept(date(2027, 10, 1)) is not None
    assert 2027 not in stored_calendar().years


def test_a_day_worked_on_a_weekday_is_doubted(desk):
    page = desk.post(IMPORT, YEAR | {"text": "10月1日 放假 国庆节\n9月20日 上班 国庆节"})
    assert "星期一本来就上班，请看看年份对不对。" in page.text


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, {"file": "请选一个文件，或者把安排粘贴进来。"}),
        ({"text": "请准时参加"}, {"text": "没有找到放假的日子。"}),
        ({"text": "1" * (TEXT_LENGTH + 1)}, {"text": "最多 20000 个字"}),
        ({"text": LINES, "year": "1990"}, {"year": "只能录 2000 年到"}),
        ({"text": LINES, "year": "后年"}, {"year": "请填数字。"}),
        ({"text": LINES, "source": ""}, {"source": "请填依据。"}),
        ({"file": (b"", "空.xlsx")}, {"file": "文件是空的"}),
        ({"file": (b"%PDF-1.7", "a.pdf")}, {"file": "这是 PDF 文件"}),
        ({"file": (b"PK\x03\x04 broken", "a.xlsx")}, {"file": "文件打不开"}),
        ({"file": (b"\x00\x01\x02\x03", "a.xlsx")}, {"file": "认不出这是什么文件"}),
        ({"file": (b"<html><table>", "a.xls")}, {"file": "这是网页存成的表格"}),
        ({"file": (bytes(LIMITS.size + 1), "大.csv")}, {"file": "文件超过 2 MB"}),
        ({"file": (b"a,b\n" * 500, "长.csv")}, {"file": "表太大，最多 400 行、30 列。"}),
        ({"file": (b"1,2\n", "a.csv"), "text": LINES}, {"text": "文件和粘贴的只要一样。"}),
    ],
)
def test_what_cannot_be_imported_is_refused_in_one_sentence_at_its_field(desk, sent, said):
    fields = YEAR | sent
    if "file" in fields:
        fields["file"] = uploaded(*fields["file"])
    found = faults(desk.post(IMPORT, fields))
    assert found.keys() == said.keys()
    assert all(found[name].startswith(sentence) for name, sentence in said.items())
    assert not HolidayImport.objects.exists()


def test_the_last_import_is_undone_from_the_page(desk, director):
    bring_in(director)
    batch = last_import()
    assert "撤销这次导入" in desk.get(LIST, {"year": 2027}).text
    twice(desk, UNDO, {"import": batch.pk})
    assert kept(date(2027, 10, 1)) is None
    gone = desk.post(UNDO, {"import": batch.pk, "seen": stored_calendar().mark}, follow=True)
    assert "这次导入已经撤销了" in gone.text


def test_a_second_tap_on_undo_does_not_undo_the_import_before(desk, director):
    bring_in(director)
    first = last_import()
    assert "这次导入已经撤销了" in desk.post(UNDO, {"import": "x"}, follow=True).text
    assert last_import() == first


def test_a_year_is_announced_and_that_is_taken_back(desk, director):
    bring_in(director, announces=False)
    twice(desk, reverse("office:year-announce"), YEAR)
    assert 2027 in stored_calendar().years
    first, _ = twice(desk, reverse("office:year-take-back"), {"year": "2027"})
    assert "改回" in first.text
    assert 2027 not in stored_calendar().years


def test_an_empty_year_is_not_announced(desk):
    _, second = twice(desk, reverse("office:year-announce"), YEAR)
    assert "2027 年还没有录入放假的日子，请先录入再标。" in second.text
    assert 2027 not in stored_calendar().years


def test_the_page_costs_the_same_queries_for_any_number_of_days(desk, director):
    def queries(rows: int) -> int:
        lines = "\n".join(f"{1 + n // 28}月{1 + n % 28}日 放假" for n in range(rows))
        bring_in(director, lines)
        desk.get(LIST)
        with CaptureQueriesContext(connection) as done:
            assert desk.get(LIST, {"year": 2027}).status_code == 200
        return len(done)

    assert queries(1) == queries(50) <= 12
