"""届 and 次会议."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from deputies.forms.terms import SessionForm, TermForm
from deputies.models import CongressSession
from deputies.permissions.deputies import may_keep_roster, may_see_roster
from deputies.rules.terms import judge_quota
from deputies.selectors.terms import (
    next_ordinal,
    open_term,
    seats_in_office_on,
    sessions_visible_to,
    terms_visible_to,
)
from deputies.services.terms import keep
from township_npc.office import clock
from township_npc.office.policy import policy
from township_npc.office.views.answers import answer, answer_once


@policy(may_see_roster)
def term_list(request: HttpRequest) -> HttpResponse:
    terms = terms_visible_to(request.user).prefetch_related("sessions")
    context = {
        "terms": [(term, judge_quota(term.quota, term.population)) for term in terms],
        "open_term": open_term(),
        "may_keep": may_keep_roster(request.user),
        "today": clock.today(),
    }
    return render(request, "deputies/term_list.html", context)


@policy(may_keep_roster, "GET", "POST")
def term_new(request: HttpRequest) -> HttpResponse:
    last = terms_visible_to(request.user).first()
    form = TermForm(request.POST or None, initial={"ordinal": last.ordinal + 1} if last else None)

    def act() -> str:
        keep(form.save(commit=False), by=request.user)
        messages.success(request, f"{form.instance}已经开好，接着可以导入代表名册、加次会议。")
        return reverse("deputies:term-list")

    return answer_once(request, form, act, "deputies/term_form.html", {"open_term": open_term()})


@policy(may_keep_roster, "GET", "POST")
def term_edit(request: HttpRequest, pk) -> HttpResponse:
    term = get_object_or_404(terms_visible_to(request.user), pk=pk)
    form = TermForm(request.POST or None, instance=term)

    def act() -> str:
        keep(form.save(commit=False), by=request.user)
        messages.success(request, f"{term}的资料已改好。")
        return reverse("deputies:term-list")

    return answer(request, form, act, "deputies/term_form.html", {"term": term})


@policy(may_keep_roster, "GET", "POST")
def session_new(request: HttpRequest, pk) -> HttpResponse:
    term = get_object_or_404(terms_visible_to(request.user), pk=pk)
    seats = seats_in_office_on(term, clock.today())
    initial = {"ordinal": next_ordinal(term), "deputy_count": seats or None}
    form = SessionForm(request.POST or None, instance=CongressSession(term=term), initial=initial)

    def act() -> str:
        keep(form.save(commit=False), by=request.user)
        messages.success(request, f"{form.instance}已加上。")
        return reverse("deputies:term-list")

    return answer_once(
        request, form, act, "deputies/session_form.html", {"term": term, "seats": seats}
    )


@policy(may_keep_roster, "GET", "POST")
def session_edit(request: HttpRequest, pk) -> HttpResponse:
    session = get_object_or_404(sessions_visible_to(request.user), pk=pk)
    form = SessionForm(request.POST or None, instance=session)

    def act() -> str:
        keep(form.save(commit=False), by=request.user)
        messages.success(request, f"{session}的资料已改好。")
        return reverse("deputies:term-list")

    seats = seats_in_office_on(session.term, session.starts_on)
    context = {"session": session, "term": session.term, "seats": seats}
    return answer(request, form, act, "deputies/session_form.html", context)
