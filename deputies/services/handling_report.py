"""The workbook of the handling report: asked for on its page, made in the background."""

from datetime import date, datetime

from django.utils import timezone

from deputies import tasks
from deputies.documents.handling_report import report_sheets, report_title
from deputies.permissions.proposals import may_see_all
from deputies.selectors.handling_report import handling_report, report_about
from township_npc.office.jobs import Work
from township_npc.office.models import JobRun, User
from township_npc.office.permissions import require
from township_npc.office.services.jobs import Made, start_job
from township_npc.office.workbook import MEDIA_TYPE, write_book


def ask_report_workbook(*, by: User, session: str, year: int | None, today: date) -> JobRun:
    """What the page was about when it was asked for, whatever meeting has begun since."""
    about = report_about(session=session, year=year, today=today)
    title = f"导出{report_title(about)}"
    return start_job(tasks.report_workbook, by=by, title=title, about=about.chosen)


def make_report_workbook(work: Work, *, about: dict[str, str], at: datetime) -> Made:
    """It holds names and titles, no phone and no ID; the log says how many rows left (C.20)."""
    require(may_see_all(work.by))
    asked = {"session": about.get("session", ""), "year": int(about.get("year", 0)) or None}
    report = handling_report(**asked, today=timezone.localdate(at))
    note = f"{work.by.name} {timezone.localtime(at):%Y-%m-%d %H:%M} 导出"
    write_book(work.file, work.progress.over(report_sheets(report)), note=note)
    return Made(
        "proposals.exported",
        name=f"{report_title(report)}.xlsx",
        media_type=MEDIA_TYPE,
        facts={"rows": len(report.rows), "filter": {"report": report.chosen}},
    )
