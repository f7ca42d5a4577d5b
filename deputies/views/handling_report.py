"""办理情况报告 and yearly statistics: the page, the workbook, the sheet for the congress."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from deputies.documents.handling_report import report_parts, report_title
from deputies.forms.handling_report import ReportForm
from deputies.permissions.proposals import may_see_all
from deputies.selectors.handling_report import (
    Report,
    handling_report,
    town_sessions,
    years_with_proposals,
)
from deputies.services.handling_report import ask_report_workbook
from township_npc.office import clock
from township_npc.office.policy import policy
from township_npc.office.selectors.papers_about import PapersAbout, papers_about
from township_npc.office.services.once import create_once
from township_npc.office.views.jobs import address

PAGE = 50


@policy(may_see_all)
def proposal_report(request: HttpRequest) -> HttpResponse:
    report = _asked(request)
    context = _told(report) | {
        "page": Paginator(report.rows, PAGE).get_page(request.GET.get("page")),
        "papers": _papers(request, report),
        "sessions": town_sessions(),
        "years": years_with_proposals(),
    }
    return render(request, "deputies/proposal_report.html", context)


@policy(may_see_all)
def proposal_report_print(request: HttpRequest) -> HttpResponse:
    return render(request, "deputies/proposal_report_print.html", _told(_asked(request)))


@policy(may_see_all, "POST")
def proposal_report_export(request: HttpRequest) -> HttpResponse:
    asked = {**ReportForm.read(request.GET), "today": clock.today()}
    return create_once(request, lambda: address(ask_report_workbook(by=request.user, **asked)))


def _asked(request: HttpRequest) -> Report:
    return handling_report(**ReportForm.read(request.GET), today=clock.today())


def _papers(request: HttpRequest, report: Report) -> PapersAbout:
    """Of the meeting it reports on; a year has none."""
    about = [report.meeting] if report.meeting else []
    return papers_about(request.user, about, report.today)


def _told(report: Report) -> dict:
    return {"report": report, "title": report_title(report), "parts": report_parts(report)}
