"""Acts on a seat: 终止、暂停、恢复、更正; and looking at personal data in clear."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from deputies.forms.deputies import (
    CorrectionForm,
    EndForm,
    ReasonForm,
    RestoreForm,
    SuspendForm,
)
from deputies.permissions.deputies import may_rule_on_seat, may_see_id_number, may_see_roster
from deputies.selectors.deputies import deputies_visible_to
from deputies.services.deputies import correct_seat, end_seat, restore_seat, suspend_seat
from deputies.services.disclosure import show_id_number, show_phone
from deputies.views.deputies import detail_context
from township_npc.office import clock
from township_npc.office.policy import policy
from township_npc.office.views.answers import answer


@policy(may_see_roster, "GET", "POST")
def deputy_end(request: HttpRequest, pk) -> HttpResponse:
    return _dated_act(request, pk, EndForm, "终止代表资格", "记下终止", end_seat)


@policy(may_see_roster, "GET", "POST")
def deputy_suspend(request: HttpRequest, pk) -> HttpResponse:
    heading = "暂时停止执行代表职务"
    return _dated_act(request, pk, SuspendForm, heading, "记下暂停", suspend_seat)


@policy(may_see_roster, "GET", "POST")
def deputy_restore(request: HttpRequest, pk) -> HttpResponse:
    return _dated_act(request, pk, RestoreForm, "恢复执行代表职务", "记下恢复", restore_seat)


@policy(may_see_roster, "GET", "POST")
def deputy_correct(request: HttpRequest, pk) -> HttpResponse:
    form = CorrectionForm(request.POST or None)
    return _act(request, pk, form, "更正状态", "更正", correct_seat)


@never_cache
@policy(may_see_roster, "POST")
def deputy_phone(request: HttpRequest, pk) -> HttpResponse:
    """One tap: the number stands on the page, one line stands in the log."""
    deputy = get_object_or_404(deputies_visible_to(request.user), pk=pk)
    phone = show_phone(deputy, deputy.person, by=request.user)
    context = detail_context(request, deputy, phone=phone)
    return render(request, "deputies/deputy_detail.html", context)


@never_cache
@policy(may_see_roster, "GET", "POST")
def deputy_id_number(request: HttpRequest, pk) -> HttpResponse:
    """Asked for with a reason; without one nothing is shown (security B, test 21)."""
    deputy = get_object_or_404(deputies_visible_to(request.user), pk=pk)
    if not may_see_id_number(request.user):
        raise PermissionDenied
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        number = show_id_number(deputy, by=request.user, reason=form.cleaned_data["reason"])
        context = detail_context(request, deputy, id_number=number)
        return render(request, "deputies/deputy_detail.html", context)
    status = 400 if form.errors else 200
    context = {"deputy": deputy, "form": form}
    return render(request, "deputies/deputy_id_number.html", context, status=status)


def _dated_act(request, pk, form_class, heading: str, verb: str, do: Callable) -> HttpResponse:
    """Of today until another day is written."""
    today = clock.today()
    form = form_class(request.POST or None, initial={"on": today})
    return _act(request, pk, form, heading, verb, partial(do, today=today))


def _act(request, pk, form, heading: str, verb: str, do: Callable) -> HttpResponse:
    deputy = get_object_or_404(deputies_visible_to(request.user), pk=pk)
    if not may_rule_on_seat(request.user):
        raise PermissionDenied

    def act() -> str:
        do(deputy, by=request.user, **form.cleaned_data)
        messages.success(request, f"{deputy}现在是“{deputy.get_state_display()}”。")
        return reverse("deputies:deputy-detail", args=[pk])

    context = {"deputy": deputy, "heading": heading, "verb": verb}
    return answer(request, form, act, "deputies/deputy_act.html", context)
