"""发文登记簿: every number of a series and year; numbers are kept, voided, taken back."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from township_npc.office import clock
from township_npc.office.choices import SeriesKind
from township_npc.office.documents.papers import register_workbook
from township_npc.office.forms.paper_register import (
    RegisterFilterForm,
    ReserveForm,
    RestoreForm,
    VoidForm,
)
from township_npc.office.models import PaperNumber
from township_npc.office.permissions import may_keep_papers, may_see_papers
from township_npc.office.policy import policy
from township_npc.office.registries import subjects
from township_npc.office.selectors.paper_numbers import (
    RegisterFilter,
    last_number,
    register_lines,
    register_numbers,
    register_sums,
    register_years,
    series_of,
)
from township_npc.office.services.papers.numbers import (
    reserve_number,
    restore_number,
    void_number,
)
from township_npc.office.services.papers.registers import hand_out_register
from township_npc.office.views.answers import answer, answer_once
from township_npc.office.views.downloads import workbook_response

PAGE = 200


@policy(may_see_papers)
def paper_register(request: HttpRequest) -> HttpResponse:
    this_year = clock.today().year
    chosen = RegisterFilterForm.read(request.GET, this_year=this_year)
    page = Paginator(register_numbers(chosen), PAGE).get_page(request.GET.get("page"))
    context = {
        "chosen": chosen,
        "called": _called(chosen),
        "page_obj": page,
        "lines": register_lines(page),
        "sums": register_sums(chosen),
        "last": last_number(chosen.series, chosen.year),
        "kinds": [(kind, label, kind == chosen.series) for kind, label in SeriesKind.choices],
        "years": register_years(chosen, this_year),
        "may_keep": may_keep_papers(request.user),
    }
    return render(request, "office/paper_register.html", context)


@policy(may_see_papers, "POST")
def paper_register_export(request: HttpRequest) -> HttpResponse:
    chosen = RegisterFilterForm.read(request.GET, this_year=clock.today().year)
    note = f"{request.user.name} {timezone.localtime(clock.now()):%Y-%m-%d %H:%M} 导出"
    lines = register_lines(register_numbers(chosen))
    export = register_workbook(f"{_called(chosen)}发文登记簿", lines, note=note)
    hand_out_register(export, by=request.user, verb="paper_register.exported", chosen=chosen.chosen)
    return workbook_response(export)


@policy(may_keep_papers, "GET", "POST")
def number_reserve(request: HttpRequest) -> HttpResponse:
    this_year = clock.today().year
    chosen = RegisterFilterForm.read(request.GET, this_year=this_year)
    begin = {"kind": chosen.series, "year": chosen.year}
    form = ReserveForm(request.POST or None, initial=begin, this_year=this_year)

    def act() -> str:
        number = reserve_number(by=request.user, at=clock.now(), **form.cleaned_data)
        messages.success(request, f"已预留 {number}。")
        return _page_of(number)

    context = {"verb": "预留一个号", "back": f"{reverse('office:paper-register')}?{_query(chosen)}"}
    return answer_once(request, form, act, "office/number_act.html", context)


@policy(may_keep_papers, "GET", "POST")
def number_void(request: HttpRequest, pk) -> HttpResponse:
    form, said = VoidForm(request.POST or None), "已作废，这个号不会再给别的文件。"
    return _with_reason(request, pk, form, void_number, "作废", said)


@policy(may_keep_papers, "GET", "POST")
def number_restore(request: HttpRequest, pk) -> HttpResponse:
    form = RestoreForm(request.POST or None)
    return _with_reason(request, pk, form, restore_number, "作废错了，恢复", "已恢复，又留着了。")


def _page_of(number: PaperNumber) -> str:
    return subjects[PaperNumber._meta.label].url(number)


def _with_reason(request: HttpRequest, pk, form, service, verb: str, said: str) -> HttpResponse:
    number = get_object_or_404(PaperNumber.objects.select_related("paper"), pk=pk)

    def act() -> str:
        service(number, by=request.user, **form.cleaned_data)
        messages.success(request, f"{number} {said}")
        return _page_of(number)

    context = {"verb": verb, "number": number, "back": _page_of(number)}
    return answer(request, form, act, "office/number_act.html", context)


def _called(chosen: RegisterFilter) -> str:
    """莲人发 2026 年."""
    return f"{series_of(chosen.series).agency} {chosen.year} 年"


def _query(chosen: RegisterFilter) -> str:
    return f"series={chosen.series}&year={chosen.year}"
