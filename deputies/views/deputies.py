"""代表: the list, one deputy's page, taking a seat and changing what is known."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from deputies.choices import DeputyState, Level
from deputies.forms.deputies import DeputyFilterForm, EditDeputyForm, NewDeputyForm, SeatForm
from deputies.models import Deputy
from deputies.permissions import deputies as permissions
from deputies.rules.deputies import vacancies
from deputies.selectors.deputies import (
    ORDER_LABELS,
    deputies_visible_to,
    deputy_counts,
    districts_visible_to,
    groups_in_order,
)
from deputies.selectors.duties import dossier
from deputies.selectors.terms import open_term
from deputies.services.deputies import change_deputy, give_seat, seat_deputy
from township_npc.office import clock
from township_npc.office.policy import policy
from township_npc.office.selectors import timeline
from township_npc.office.views.answers import answer, answer_once

PAGE_SIZE = 50


@policy(permissions.may_see_roster)
def deputy_list(request: HttpRequest) -> HttpResponse:
    chosen = DeputyFilterForm.read(request.GET)
    rows = chosen.apply(deputies_visible_to(request.user))
    term, counts = open_term(), deputy_counts(request.user)
    context = {
        "page": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page")),
        "chosen": chosen,
        "counts": counts,
        "vacancies": vacancies(term.quota if term else None, counts["town"]),
        "groups": groups_in_order(request.user),
        "districts": districts_visible_to(request.user),
        "levels": [level for level in Level if counts[level]],
        "states": DeputyState,
        "orders": ORDER_LABELS,
        "term": term,
        "may_keep": permissions.may_keep_roster(request.user),
        "may_custody": permissions.may_see_custody(request.user),
    }
    return render(request, "deputies/deputy_list.html", context)


@policy(permissions.may_see_roster)
def deputy_detail(request: HttpRequest, pk) -> HttpResponse:
    deputy = get_object_or_404(deputies_visible_to(request.user), pk=pk)
    return render(request, "deputies/deputy_detail.html", detail_context(request, deputy))


def detail_context(request: HttpRequest, deputy: Deputy, **shown) -> dict:
    """What the page of one deputy needs; ``shown`` is what was just asked for in clear."""
    return {
        "deputy": deputy,
        "person": deputy.person,
        "other_seats": deputies_visible_to(request.user)
        .filter(person=deputy.person)
        .exclude(pk=deputy.pk),
        "dossier": dossier(deputy),
        "has_duties": deputy.duties.exists(),
        "lines": timeline(deputy, request.user),
        "may": _rights(request.user),
        **shown,
    }


@policy(permissions.may_keep_roster, "GET", "POST")
def deputy_new(request: HttpRequest) -> HttpResponse:
    term = open_term()
    if term is None:
        messages.warning(request, "还没有开届，先开一届。")
        return redirect("deputies:term-new")
    form = NewDeputyForm(request.POST or None, by=request.user, today=clock.today())

    def act() -> str:
        deputy = seat_deputy(by=request.user, person=form.person(), term=term, **form.seat())
        messages.success(request, f"{deputy}已登记。")
        return reverse("deputies:deputy-detail", args=[deputy.pk])

    return answer_once(request, form, act, "deputies/deputy_form.html", {"term": term})


@policy(permissions.may_keep_roster, "GET", "POST")
def deputy_edit(request: HttpRequest, pk) -> HttpResponse:
    deputy = get_object_or_404(deputies_visible_to(request.user), pk=pk)
    form = EditDeputyForm(
        request.POST or None, instance=deputy, by=request.user, today=clock.today()
    )

    def act() -> str:
        change_deputy(
            deputy, by=request.user, person=form.changed_person(), seat=form.changed_seat()
        )
        messages.success(request, f"{deputy}的资料已改好。")
        return reverse("deputies:deputy-detail", args=[pk])

    return answer(request, form, act, "deputies/deputy_form.html", {"deputy": deputy})


@policy(permissions.may_keep_roster, "GET", "POST")
def seat_new(request: HttpRequest, pk) -> HttpResponse:
    """Another seat of the same person: 县代表 and 镇代表 stay two rows (features 3.16)."""
    deputy = get_object_or_404(deputies_visible_to(request.user), pk=pk)
    form = SeatForm(
        request.POST or None, by=request.user, initial={"level": Level.COUNTY, "post": deputy.post}
    )

    def act() -> str:
        seat = give_seat(deputy.person, by=request.user, term=open_term(), **form.seat())
        messages.success(request, f"{seat}的{seat.get_level_display()}代表席位已登记。")
        return reverse("deputies:deputy-detail", args=[seat.pk])

    return answer_once(request, form, act, "deputies/deputy_seat_form.html", {"deputy": deputy})


def _rights(user) -> dict[str, bool]:
    return {
        "keep": permissions.may_keep_roster(user),
        "rule": permissions.may_rule_on_seat(user),
        "phone": permissions.may_see_phone(user),
        "id_number": permissions.may_see_id_number(user),
        "custody": permissions.may_see_custody(user),
    }
