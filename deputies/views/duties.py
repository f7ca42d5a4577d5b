"""履职档案: the deputy's own pages on the phone, and the office's side of them."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from deputies.forms.duties import (
    AnswerForm,
    DutyCorrectForm,
    DutyForm,
    DutyWithdrawForm,
    ObjectionForm,
)
from deputies.permissions.deputies import (
    is_deputy,
    may_keep_roster,
    may_see_custody,
    may_see_roster,
)
from deputies.rules.deputies import duty_correction_fault
from deputies.selectors.deputies import own_seats, seats_of_town
from deputies.selectors.duties import (
    dossier,
    duties_to_check,
    duties_visible_to,
    in_words,
    kind_label,
    objections_waiting,
    same_lines,
    year_numbers,
)
from deputies.services.duties import (
    add_duties,
    answer_objection,
    confirm_duty,
    correct_duty,
    object_to_duty,
    withdraw_duty,
)
from township_npc.office import clock
from township_npc.office.policy import policy
from township_npc.office.selectors import timeline
from township_npc.office.views.answers import answer, answer_once


@policy(is_deputy)
def deputy_me(request: HttpRequest) -> HttpResponse:
    """我的: who I am in the roster, what I did this year, my dossier line by line."""
    seats = list(own_seats(request.user))
    year = clock.today().year
    context = {
        "person": request.user.person,
        "seats": [(seat, dossier(seat)) for seat in seats],
        "year": year,
        "numbers": year_numbers(seats, year),
        "to_check": duties_to_check(request.user),
    }
    return render(request, "deputies/deputy_me.html", context)


@policy(is_deputy, "POST")
def duty_confirm(request: HttpRequest, pk) -> HttpResponse:
    duty = get_object_or_404(duties_visible_to(request.user), pk=pk)
    try:
        confirm_duty(duty, by=request.user)
    except ValidationError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, f"“{duty.title}”已确认。")
    return redirect("deputies:deputy-me")


@policy(is_deputy, "GET", "POST")
def duty_object(request: HttpRequest, pk) -> HttpResponse:
    duty = get_object_or_404(duties_visible_to(request.user), pk=pk)
    form = ObjectionForm(request.POST or None, initial={"text": duty.objection})

    def act() -> str:
        object_to_duty(duty, by=request.user, **form.cleaned_data)
        messages.success(request, "已告诉办公室，核实以后会答复您。")
        return reverse("deputies:deputy-me")

    context = {"duty": duty, "back_url": reverse("deputies:deputy-me")}
    return answer(request, form, act, "deputies/duty_object.html", context)


@policy(may_see_roster)
def duty_objections(request: HttpRequest) -> HttpResponse:
    context = {
        "duties": objections_waiting(request.user),
        "may_keep": may_keep_roster(request.user),
        "may_custody": may_see_custody(request.user),
    }
    return render(request, "deputies/duty_objections.html", context)


@policy(may_keep_roster, "GET", "POST")
def duty_answer(request: HttpRequest, pk) -> HttpResponse:
    duty = get_object_or_404(duties_visible_to(request.user), pk=pk)
    form = AnswerForm(request.POST or None, initial={"title": duty.title, "on": duty.done_on})

    def act() -> str:
        answer_objection(duty, by=request.user, **form.cleaned_data)
        messages.success(request, f"已答复{duty.deputy}代表。")
        return reverse("deputies:duty-objections")

    return answer(request, form, act, "deputies/duty_answer.html", {"duty": duty})


@policy(may_keep_roster, "GET", "POST")
def duty_new(request: HttpRequest) -> HttpResponse:
    today = clock.today()
    form = DutyForm(
        request.POST or None,
        deputies=seats_of_town(request.user),
        today=today,
        initial={"on": today, "deputies": request.GET.getlist("deputy")},
    )

    def act() -> str:
        duties = add_duties(by=request.user, **form.cleaned_data)
        messages.success(request, f"已给 {len(duties)} 名代表记上，等代表本人核对。")
        return reverse("deputies:deputy-list")

    return answer_once(request, form, act, "deputies/duty_form.html")


@policy(may_see_roster)
def duty_detail(request: HttpRequest, pk) -> HttpResponse:
    """One line of the dossier, and what happened to it."""
    duty = get_object_or_404(duties_visible_to(request.user), pk=pk)
    context = {
        "duty": duty,
        "kind": kind_label(duty),
        "fault": duty_correction_fault(duty.state, is_typed=duty.is_typed),
        "may_keep": may_keep_roster(request.user),
        "lines": timeline(duty, request.user),
    }
    return render(request, "deputies/duty_detail.html", context)


@policy(may_keep_roster, "GET", "POST")
def duty_correct(request: HttpRequest, pk) -> HttpResponse:
    duty = get_object_or_404(duties_visible_to(request.user), pk=pk)
    form = DutyCorrectForm(
        request.POST or None,
        record=duty,
        others=same_lines(duty).count(),
        today=clock.today(),
        initial={"kind": duty.kind, "title": duty.title, "on": duty.done_on},
    )
    return _put_right(request, duty, form, correct_duty, "更正")


@policy(may_keep_roster, "GET", "POST")
def duty_withdraw(request: HttpRequest, pk) -> HttpResponse:
    duty = get_object_or_404(duties_visible_to(request.user), pk=pk)
    form = DutyWithdrawForm(request.POST or None, others=same_lines(duty).count())
    return _put_right(request, duty, form, withdraw_duty, "撤销")


def _put_right(request, duty, form, do: Callable, verb: str) -> HttpResponse:
    fault = duty_correction_fault(duty.state, is_typed=duty.is_typed)
    if request.method == "GET" and fault:
        messages.warning(request, fault)
        return redirect("deputies:duty-detail", pk=duty.pk)

    def act() -> str:
        count = do(duty, by=request.user, **form.cleaned_data)
        messages.success(request, f"已{verb} {count} 条。")
        return reverse("deputies:duty-detail", args=[duty.pk])

    context = {"duty": duty, "words": in_words(duty), "verb": verb}
    return answer(request, form, act, "deputies/duty_correct.html", context)
