"""收文: the register, the page of one, and what is done with it."""

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from township_npc.office import clock
from township_npc.office.choices import Role
from township_npc.office.documents.papers import incoming_workbook
from township_npc.office.forms.incoming import (
    FilesForm,
    FinishForm,
    IncomingFilterForm,
    IncomingForm,
    InstructForm,
    ReceiveForm,
    ReopenForm,
)
from township_npc.office.models import IncomingPaper
from township_npc.office.permissions import may_keep_papers, may_see_papers
from township_npc.office.policy import policy
from township_npc.office.rules import Standing, due_standing
from township_npc.office.selectors import timeline
from township_npc.office.selectors.incoming import (
    VIEWS,
    incoming_counts,
    incoming_rows,
    incoming_visible_to,
    incoming_years,
    same_number_before,
)
from township_npc.office.services.files import files_of
from township_npc.office.services.papers import incoming
from township_npc.office.services.papers.registers import hand_out_register
from township_npc.office.views.answers import answer, answer_once
from township_npc.office.views.downloads import workbook_response

PAGE = 50


@policy(may_see_papers)
def incoming_list(request: HttpRequest) -> HttpResponse:
    chosen = IncomingFilterForm.read(request.GET)
    counts = incoming_counts(request.user, chosen)
    pages = Paginator(incoming_rows(request.user, chosen), PAGE)
    pages.count = counts[chosen.view]  # one of the counts: not asked for again
    page = pages.get_page(request.GET.get("page"))
    context = {
        "page_obj": page,
        "rows": [(paper, _standing(paper)) for paper in page],
        "chosen": chosen,
        "counts": counts,
        "tabs": [(key, label, counts[key], key == chosen.view) for key, label in VIEWS.items()],
        "years": incoming_years(),
        "may_keep": may_keep_papers(request.user),
        "list_url": reverse("office:incoming-list"),
    }
    return render(request, "office/incoming_list.html", context)


@policy(may_see_papers, "POST")
def incoming_export(request: HttpRequest) -> HttpResponse:
    chosen = IncomingFilterForm.read(request.GET)
    note = f"{request.user.name} {timezone.localtime(clock.now()):%Y-%m-%d %H:%M} 导出"
    export = incoming_workbook(incoming_rows(request.user, chosen), note=note)
    told = {"view": chosen.view, **chosen.chosen}
    hand_out_register(export, by=request.user, verb="incoming.exported", chosen=told)
    return workbook_response(export)


@policy(may_keep_papers, "GET", "POST")
def incoming_new(request: HttpRequest) -> HttpResponse:
    today = clock.today()
    form = ReceiveForm(
        request.POST or None, request.FILES or None, initial={"received_on": today}, today=today
    )

    def act() -> str:
        paper = incoming.receive_paper(by=request.user, at=clock.now(), **form.cleaned_data)
        messages.success(request, f"已登记，收文号是 {paper.called}。")
        return _page_of(paper)

    context = {"verb": "登记收文", "button": "登记"}
    return answer_once(request, form, act, "office/incoming_form.html", context)


@policy(may_see_papers)
def incoming_detail(request: HttpRequest, pk) -> HttpResponse:
    paper = _seen(request, pk)
    context = {
        "paper": paper,
        "standing": _standing(paper),
        "files": files_of(paper).select_related("stored_by__person"),
        "twins": same_number_before(paper),
        "lines": timeline(paper, request.user),
        "may_keep": may_keep_papers(request.user),
        "is_chair": request.user.has(Role.CHAIR),
    }
    return render(request, "office/incoming_detail.html", context)


@policy(may_keep_papers, "GET", "POST")
def incoming_change(request: HttpRequest, pk) -> HttpResponse:
    paper = _seen(request, pk)
    begin = {name: getattr(paper, name) for name in incoming.WRITTEN}
    form = IncomingForm(request.POST or None, initial=begin, record=paper, today=clock.today())

    def act() -> str:
        incoming.change_incoming(paper, by=request.user, **form.cleaned_data)
        messages.success(request, "已更正。")
        return _page_of(paper)

    context = {"verb": "更正", "button": "存好", "paper": paper}
    return answer(request, form, act, "office/incoming_form.html", context)


@policy(may_see_papers, "GET", "POST")
def incoming_instruct(request: HttpRequest, pk) -> HttpResponse:
    paper = _seen(request, pk)
    form = InstructForm(request.POST or None, record=paper)

    def act() -> None:
        incoming.instruct(paper, by=request.user, **form.cleaned_data)

    verb = "批示" if request.user.has(Role.CHAIR) else "录入批示"
    said = "批示已记下，办公室会照办。"
    return _acted(request, paper, form, act, verb, said, reads_first=True)


@policy(may_keep_papers, "GET", "POST")
def incoming_finish(request: HttpRequest, pk) -> HttpResponse:
    paper = _seen(request, pk)
    form = FinishForm(request.POST or None, today=clock.today())

    def act() -> None:
        incoming.finish_incoming(paper, by=request.user, **form.cleaned_data)

    return _acted(request, paper, form, act, "办好了", "已记为办好。")


@policy(may_keep_papers, "GET", "POST")
def incoming_reopen(request: HttpRequest, pk) -> HttpResponse:
    paper = _seen(request, pk)
    form = ReopenForm(request.POST or None)

    def act() -> None:
        incoming.reopen_incoming(paper, by=request.user, **form.cleaned_data)

    return _acted(request, paper, form, act, "没有办好，重开", "已重开，又在办了。")


@policy(may_keep_papers, "GET", "POST")
def incoming_files(request: HttpRequest, pk) -> HttpResponse:
    paper = _seen(request, pk)
    form = FilesForm(request.POST or None, request.FILES or None)

    def act() -> None:
        incoming.add_files(paper, by=request.user, at=clock.now(), **form.cleaned_data)

    return _acted(request, paper, form, act, "加文件", "文件已加上。")


@policy(may_keep_papers, "POST")
def incoming_file_drop(request: HttpRequest, pk, file) -> HttpResponse:
    paper = _seen(request, pk)
    incoming.drop_file(paper, get_object_or_404(files_of(paper), pk=file), by=request.user)
    messages.success(request, "文件已撤掉。")
    return redirect(_page_of(paper))


def _acted(
    request: HttpRequest,
    paper: IncomingPaper,
    form,
    do: Callable[[], None],
    verb: str,
    said: str,
    **more,
) -> HttpResponse:
    def act() -> str:
        do()
        messages.success(request, said)
        return _page_of(paper)

    context = {"paper": paper, "verb": verb, "files": files_of(paper), **more}
    return answer_once(request, form, act, "office/incoming_act.html", context)


def _standing(paper: IncomingPaper) -> Standing | None:
    """The chip of its day; None for a paper without one."""
    if paper.due_on is None:
        return None
    return due_standing(paper.due_on, today=clock.today(), done_on=paper.done_on, act="办好")


def _seen(request: HttpRequest, pk) -> IncomingPaper:
    return get_object_or_404(incoming_visible_to(request.user), pk=pk)


def _page_of(paper: IncomingPaper) -> str:
    return reverse("office:incoming-detail", args=[paper.pk])
