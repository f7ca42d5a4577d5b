"""单位 and the people who hold its posts."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from deputies.choices import UnitKind
from deputies.forms.units import MemberForm, UnitForm
from deputies.permissions.deputies import may_give_accounts, may_keep_roster, may_see_roster
from deputies.permissions.units import may_see_units
from deputies.selectors.unit_work import unit_work
from deputies.selectors.units import (
    BY_POST,
    members_visible_to,
    units_visible_to,
    units_with_people,
    with_people_said,
)
from deputies.services.units import add_member, keep_unit, remove_member
from township_npc.office import clock
from township_npc.office.policy import policy
from township_npc.office.selectors import timeline
from township_npc.office.views.answers import answer, answer_once


@policy(may_see_units)
def unit_list(request: HttpRequest) -> HttpResponse:
    """All units; who holds a post at one of them and no other business here goes straight there."""
    kind = request.GET.get("kind")
    kind = kind if kind in UnitKind.values else ""
    units = units_with_people(request.user)
    if not may_see_roster(request.user) and len(units) == 1:
        return redirect("deputies:unit-detail", pk=units[0].pk)
    context = {
        "units": with_people_said(units.filter(kind=kind) if kind else units),
        "kind": kind,
        "kinds": UnitKind,
        "may_keep": may_keep_roster(request.user),
    }
    return render(request, "deputies/unit_list.html", context)


@policy(may_see_units)
def unit_detail(request: HttpRequest, pk) -> HttpResponse:
    unit = get_object_or_404(units_visible_to(request.user), pk=pk)
    context = {
        "unit": unit,
        "members": members_visible_to(request.user).filter(unit=unit).order_by(*BY_POST),
        "lines": timeline(unit, request.user),
        "work": unit_work(unit, request.user),
        "today": clock.today(),
        "sees_roster": may_see_roster(request.user),
        "may_keep": may_keep_roster(request.user),
        "may_give_accounts": may_give_accounts(request.user),
    }
    return render(request, "deputies/unit_detail.html", context)


@policy(may_keep_roster, "GET", "POST")
def unit_new(request: HttpRequest) -> HttpResponse:
    form = UnitForm(request.POST or None)

    def act() -> str:
        unit = form.save(commit=False)
        keep_unit(unit, by=request.user)
        messages.success(request, f"{unit}已加上，接着登记经办人。")
        return reverse("deputies:unit-detail", args=[unit.pk])

    return answer_once(request, form, act, "deputies/unit_form.html")


@policy(may_keep_roster, "GET", "POST")
def unit_edit(request: HttpRequest, pk) -> HttpResponse:
    unit = get_object_or_404(units_visible_to(request.user), pk=pk)
    form = UnitForm(request.POST or None, instance=unit)

    def act() -> str:
        keep_unit(form.save(commit=False), by=request.user)
        messages.success(request, f"{unit}的资料已改好。")
        return reverse("deputies:unit-detail", args=[pk])

    return answer(request, form, act, "deputies/unit_form.html", {"unit": unit})


@policy(may_give_accounts, "GET", "POST")
def unit_member_new(request: HttpRequest, pk) -> HttpResponse:
    unit = get_object_or_404(units_visible_to(request.user), pk=pk)
    form = MemberForm(request.POST or None)

    def act() -> str:
        user = add_member(unit, by=request.user, **form.cleaned_data)
        messages.success(request, f"{user.name}的账号 {user.username} 已开好，再发入口就能用。")
        return reverse("deputies:unit-detail", args=[pk])

    return answer_once(request, form, act, "deputies/unit_member_form.html", {"unit": unit})


@policy(may_give_accounts, "POST")
def unit_member_remove(request: HttpRequest, pk) -> HttpResponse:
    member = get_object_or_404(members_visible_to(request.user), pk=pk)
    unit, name = member.unit, member.user.name
    try:
        remove_member(member, by=request.user)
    except ValidationError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, f"{name}不再是{unit}的{member.get_post_display()}。")
    return redirect("deputies:unit-detail", pk=unit.pk)
