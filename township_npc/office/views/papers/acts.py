"""The steps of a paper: 校对, 送审, 签发, 撤回, 印发, 归档."""

from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from township_npc.office import clock
from township_npc.office.choices import Verdict
from township_npc.office.forms.papers import (
    DropForm,
    IssueForm,
    SignForm,
    TakeBackForm,
    UnfileForm,
)
from township_npc.office.models import OfficialPaper
from township_npc.office.papers import pdf
from township_npc.office.papers.glyphs import glyphs_of
from township_npc.office.papers.page import paper_html_for_screen
from township_npc.office.permissions import (
    may_keep_papers,
    may_see_papers,
    may_sign_paper,
    require,
)
from township_npc.office.policy import policy
from township_npc.office.selectors.paper_numbers import free_numbers, number_in_turn
from township_npc.office.selectors.papers import (
    content_of,
    is_signed_by_director,
    last_return,
    newest_version,
)
from township_npc.office.services.papers import moves
from township_npc.office.services.papers.issuing import issue_paper, refuse_unless_signed
from township_npc.office.views.answers import answer_once
from township_npc.office.views.papers.detail import back_to, seen_paper


@policy(may_keep_papers, "POST")
def paper_to_proof(request: HttpRequest, pk) -> HttpResponse:
    return _at_once(
        request, pk, "已送校对。", lambda paper: moves.send_to_proof(paper, by=request.user)
    )


@policy(may_keep_papers, "POST")
def paper_take_up(request: HttpRequest, pk) -> HttpResponse:
    return _at_once(
        request, pk, "已重新起草。", lambda paper: moves.take_up(paper, by=request.user)
    )


@policy(may_keep_papers, "POST")
def paper_filed(request: HttpRequest, pk) -> HttpResponse:
    return _at_once(request, pk, "已归档。", lambda paper: moves.file_paper(paper, by=request.user))


@policy(may_see_papers, "GET", "POST")
def paper_sign(request: HttpRequest, pk) -> HttpResponse:
    """The text to read, and under it the two buttons."""
    paper = seen_paper(request, pk)
    require(may_sign_paper(request.user, director_signs=is_signed_by_director(paper)))
    form = SignForm(request.POST or None)

    def act() -> str:
        moves.decide_review(paper, by=request.user, at=clock.now(), **form.cleaned_data)
        passed = form.cleaned_data["verdict"] == Verdict.PASSED
        said = "已签发，办公室会取号印发。" if passed else "已退回，办公室会照您的意见改。"
        messages.success(request, said)
        return back_to(paper)

    version = newest_version(paper)
    context = {
        "paper": paper,
        "version": version,
        "looks": paper_html_for_screen(content_of(paper)),
        "returned": last_return(paper),
        "has_pdf": pdf.can_render(),
        "glyphs": glyphs_of(version.text().everything()),
    }
    return answer_once(request, form, act, "office/paper_sign.html", context)


@policy(may_keep_papers, "GET", "POST")
def paper_take_back(request: HttpRequest, pk) -> HttpResponse:
    form = TakeBackForm(request.POST or None)
    return _with_reason(request, pk, form, moves.take_back, "撤回重改", "已撤回，可以改了。")


@policy(may_keep_papers, "GET", "POST")
def paper_drop(request: HttpRequest, pk) -> HttpResponse:
    form, said = DropForm(request.POST or None), "已放到“不发了”里，随时可以重新起草。"
    return _with_reason(request, pk, form, moves.drop_paper, "不发了", said)


@policy(may_keep_papers, "GET", "POST")
def paper_unfile(request: HttpRequest, pk) -> HttpResponse:
    form = UnfileForm(request.POST or None)
    return _with_reason(request, pk, form, moves.unfile_paper, "更正：还没有归档", "已更正。")


@policy(may_keep_papers, "GET", "POST")
def paper_issue(request: HttpRequest, pk) -> HttpResponse:
    paper = seen_paper(request, pk)
    if request.method == "GET":
        try:
            refuse_unless_signed(paper)
        except ValidationError as refusal:
            messages.warning(request, refusal.messages[0])
            return redirect(back_to(paper))
    kept, today = free_numbers(paper), clock.today()
    form = IssueForm(request.POST or None, initial={"on": today}, free=kept)

    def issue(paper: OfficialPaper) -> str:
        issue_paper(paper, by=request.user, at=clock.now(), **form.cleaned_data)
        return f"已印发{f'，文号 {paper.number}' if paper.number_id else ''}。"

    return _asked(request, pk, form, issue, "印发", _before_issue(paper, today))


def _before_issue(paper: OfficialPaper, today: date) -> str:
    number = number_in_turn(paper, (paper.dated_on or today).year)
    turn = f"文号接着编，现在轮到 {number}。" if number else ""
    return f"{turn}印发以后这份文件不能再改。"


def _at_once(
    request: HttpRequest, pk, sentence: str, act: Callable[[OfficialPaper], None]
) -> HttpResponse:
    paper = seen_paper(request, pk)
    try:
        act(paper)
    except ValidationError as refusal:
        messages.warning(request, refusal.messages[0])
    else:
        messages.success(request, sentence)
    return redirect(back_to(paper))


def _with_reason(request: HttpRequest, pk, form, service, verb: str, said: str) -> HttpResponse:
    def act(paper: OfficialPaper) -> str:
        service(paper, by=request.user, **form.cleaned_data)
        return said

    return _asked(request, pk, form, act, verb)


def _asked(
    request: HttpRequest,
    pk,
    form,
    act: Callable[[OfficialPaper], str],
    verb: str,
    hint: str = "",
) -> HttpResponse:
    paper = seen_paper(request, pk)
    if request.method == "POST" and form.is_valid():
        try:
            messages.success(request, act(paper))
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            return redirect(back_to(paper))
    said = {"paper": paper, "verb": verb, "button": verb, "hint": hint}
    glyphs = glyphs_of(newest_version(paper).text().everything())
    context = {**said, "form": form, "glyphs": glyphs}
    return render(request, "office/paper_act.html", context)
