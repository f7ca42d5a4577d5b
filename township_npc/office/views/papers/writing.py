"""Writing a draft, and looking at it before it is kept."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from township_npc.office import clock
from township_npc.office.forms.papers import DatesForm, WordingForm
from township_npc.office.papers.page import paper_html_for_screen
from township_npc.office.papers.text import compose
from township_npc.office.permissions import may_keep_papers
from township_npc.office.policy import policy
from township_npc.office.selectors.papers import newest_version, template_of
from township_npc.office.services.papers.drafting import set_dates, write_paper
from township_npc.office.views.papers.detail import back_to, seen_paper


@policy(may_keep_papers, "GET", "POST")
def paper_write(request: HttpRequest, pk) -> HttpResponse:
    paper = seen_paper(request, pk)
    if not paper.may_be_written:
        messages.warning(request, "文件已经送审，不能再改；要改请先撤回。")
        return redirect(back_to(paper))
    version = newest_version(paper)
    _, kind = template_of(paper.template)
    form = WordingForm(request.POST or None, kind=kind, text=version.text(), seen=version.number)
    looks = None
    if request.method == "POST" and form.is_valid():
        if request.POST.get("look"):
            looks = paper_html_for_screen(compose(form.text(), layout=paper.layout))
        else:
            try:
                write_paper(
                    paper,
                    form.text(),
                    by=request.user,
                    at=clock.now(),
                    seen=form.cleaned_data["seen"],
                )
            except ValidationError as refusal:
                form.add_error(None, refusal)
            else:
                messages.success(request, "已存好。")
                return redirect(back_to(paper))
    context = {"paper": paper, "form": form, "looks": looks, "version": version}
    return render(request, "office/paper_write.html", context)


@policy(may_keep_papers, "GET", "POST")
def paper_dates(request: HttpRequest, pk) -> HttpResponse:
    paper = seen_paper(request, pk)
    begin = {"due_on": paper.due_on, "dated_on": paper.dated_on}
    form = DatesForm(request.POST or None, initial=begin)
    if request.method == "POST" and form.is_valid():
        try:
            set_dates(paper, by=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, "日期已存好。")
            return redirect(back_to(paper))
    context = {"paper": paper, "form": form, "verb": "日期", "button": "存好"}
    return render(request, "office/paper_act.html", context)
