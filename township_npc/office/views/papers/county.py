"""请县人大把关: asked, and answered with the article; all of it in one list."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from township_npc.office import clock
from township_npc.office.forms.county_reviews import (
    AskCountyForm,
    CountyAnswerForm,
    CountySearchForm,
)
from township_npc.office.permissions import may_keep_papers, may_see_papers
from township_npc.office.policy import policy
from township_npc.office.selectors.county_reviews import county_reviews
from township_npc.office.services.papers.reviews import ask_county, enter_county_answer
from township_npc.office.views.answers import answer, answer_once
from township_npc.office.views.papers.detail import back_to, seen_paper

PAGE = 50


@policy(may_see_papers)
def county_list(request: HttpRequest) -> HttpResponse:
    text = CountySearchForm.read(request.GET)
    pages = Paginator(county_reviews(request.user, text), PAGE)
    context = {"page_obj": pages.get_page(request.GET.get("page")), "text": text}
    return render(request, "office/county_list.html", context)


@policy(may_keep_papers, "GET", "POST")
def county_ask(request: HttpRequest, pk) -> HttpResponse:
    paper = seen_paper(request, pk)
    if paper.is_issued:
        messages.warning(request, "文件已经印发，不用再请县人大把关。")
        return redirect(back_to(paper))
    today = clock.today()
    form = AskCountyForm(request.POST or None, initial={"on": today}, today=today)

    def act() -> str:
        ask_county(paper, by=request.user, **form.cleaned_data)
        messages.success(request, "已记下，县里答复后再来填。")
        return back_to(paper)

    context = {"paper": paper, "verb": "请县人大把关", "button": "记下", "is_once": True}
    return answer_once(request, form, act, "office/paper_act.html", context)


@policy(may_keep_papers, "GET", "POST")
def county_answered(request: HttpRequest, pk, review) -> HttpResponse:
    paper = seen_paper(request, pk)
    asked = get_object_or_404(paper.county_reviews, pk=review)
    today = clock.today()
    begin = {
        "answer": asked.answer,
        "article": asked.article,
        "on": asked.answered_on or today,
    }
    form = CountyAnswerForm(request.POST or None, initial=begin, record=asked, today=today)

    def act() -> str:
        enter_county_answer(asked, by=request.user, **form.cleaned_data)
        messages.success(request, "县里的答复已记下。")
        return back_to(paper)

    context = {"paper": paper, "verb": "县里的答复", "button": "存好", "says": asked.question}
    return answer(request, form, act, "office/paper_act.html", context)
