"""The workbook of the handling report: a job, made and taken away by who may read the report."""

from datetime import date
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from openpyxl import load_workbook

from deputies import tasks
from deputies.choices import ProposalState as S
from deputies.documents.handling_report import report_parts, report_title
from deputies.selectors.handling_report import handling_report
from deputies.services.handling_report import ask_report_workbook
from tests.deputies.proposal_pages import LIST, signed_in
from tests.factories import make_session
from township_npc.office.choices import JobState
from township_npc.office.models import AuditEntry, JobRun, StoredFile
from township_npc.office.services.files import files_of

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 23)


def ask(user, *, session: str = "", year: int | None = None, today: date = DAY) -> JobRun:
    return ask_report_workbook(by=user, session=session, year=year, today=today)


def run(asked: JobRun) -> JobRun:
    tasks.report_workbook(str(asked.pk))
    asked.refresh_from_db()
    return asked


def sent() -> dict:
    return {"once": str(uuid4())}


def test_the_workbook_holds_the_sentences_the_tables_and_every_proposal(
    bring, director, sample_day
):
    bring(S.CLOSED, title="=HYPERLINK(1)")
    bring(S.ACCEPTED)
    done = run(ask(director))
    file = files_of(done).get()
    with default_storage.open(file.key) as body:
        book = load_workbook(BytesIO(body.read()))
    assert book.sheetnames == ["情况", "按类别", "按代表小组", "按结果", "按承办单位", "清单"]
    rows = list(book["清单"].iter_rows(min_row=2, max_row=3))
    assert [row[1].value for row in rows] == ["=HYPERLINK(1)", "莲南小学门口增设人行横道和减速带"]
    assert rows[0][1].data_type == "s"
    assert [cell.value for cell in rows[1]][7:] == [None] * 6 + ["待交办"]
    last = list(book["清单"].iter_rows(values_only=True))[-1][0]
    assert last == "徐明华 2026-11-23 10:00 导出"
    report = handling_report(session="", year=None, today=DAY)
    assert file.name == f"{report_title(report)}.xlsx"
    told = [row[0] for row in book["情况"].iter_rows(max_row=9, values_only=True)]
    sentences = [sentence for part in report_parts(report) for sentence in part.sentences]
    assert told == [report_title(report), *sentences]
    assert (done.total, done.title) == (6, f"导出{report_title(report)}")


def test_from_the_button_to_the_workbook_once_and_logged_without_a_title(bring, director):
    bring(S.CLOSED)
    client, form = signed_in(director), sent()
    first, second = (client.post(f"{LIST}report/export/?year=2026", form) for _ in range(2))
    asked = JobRun.objects.get()
    assert first.url == second.url == f"/jobs/{asked.pk}/"
    file = files_of(run(asked)).get()
    entry = AuditEntry.objects.get(verb="proposals.exported")
    assert (entry.subject_id, entry.facts) == (
        str(asked.pk),
        {"rows": 1, "filter": {"report": {"year": "2026"}}, "sha256": file.sha256},
    )
    answer = client.get(f"/jobs/{asked.pk}/file/")
    assert "%E7%BB%9F%E8%AE%A1.xlsx" in answer["Content-Disposition"]
    assert load_workbook(BytesIO(answer.getvalue())).sheetnames[-1] == "清单"


def test_whoever_lost_the_right_meanwhile_gets_neither_the_work_nor_the_file(bring, staff, chair):
    bring(S.CLOSED)
    waiting, done = ask(staff), run(ask(chair))
    for user in (staff, chair):
        user.role_grants.all().delete()
    assert run(waiting).state == JobState.FAILED
    assert not files_of(waiting).exists()
    assert signed_in(chair).get(f"/jobs/{done.pk}/file/").status_code == 404
    assert StoredFile.objects.filter(subject_kind="office.JobRun").count() == 1


def test_it_is_about_the_meeting_that_was_asked_for_though_the_next_has_begun(bring, director):
    bring(S.CLOSED)
    asked, first = ask(director), make_session()
    make_session(7, starts_on=date(2026, 11, 24), ends_on=date(2026, 11, 25))
    assert asked.arguments == {"about": {"session": str(first.pk)}}
    assert "第六次会议" in files_of(run(asked)).get().name


def test_the_office_and_the_chairman_ask_for_it_and_nobody_else(
    director, staff, chair, handler, deputy, sysadmin
):
    for user in (director, staff, chair):
        assert ask(user).state == JobState.PENDING
    for user in (handler, deputy.person.user, sysadmin):
        with pytest.raises(PermissionDenied):
            ask(user)
