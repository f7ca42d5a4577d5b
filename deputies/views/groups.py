"""选区 and 代表小组 of the open term."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from deputies.forms.terms import DistrictForm, GroupForm, MembersForm
from deputies.models import DeputyGroup, ElectoralDistrict
from deputies.permissions.deputies import may_keep_roster, may_see_custody, may_see_roster
from deputies.selectors.deputies import (
    districts_visible_to,
    groups_in_order,
    groups_visible_to,
    members_of,
    seats_of_town,
)
from deputies.selectors.terms import open_term
from deputies.services.terms import keep, set_members
from township_npc.office.policy import policy
from township_npc.office.selectors import timeline
from township_npc.office.views.answers import answer, answer_once


@policy(may_see_roster)
def district_list(request: HttpRequest) -> HttpResponse:
    context = {
        "districts": districts_visible_to(request.user),
        "term": open_term(),
        "may_custody": may_see_custody(request.user),
        "may_keep": may_keep_roster(request.user),
    }
    return render(request, "deputies/district_list.html", context)


@policy(may_keep_roster, "GET", "POST")
def district_new(request: HttpRequest) -> HttpResponse:
    return _new_of_this_term(request, ElectoralDistrict, DistrictForm, "deputies:district-list")


@policy(may_keep_roster, "GET", "POST")
def district_edit(request: HttpRequest, pk) -> HttpResponse:
    district = get_object_or_404(districts_visible_to(request.user), pk=pk)
    form = DistrictForm(request.POST or None, instance=district)
    return _edit(request, form, reverse("deputies:district-list"), "选区")


@policy(may_see_roster)
def group_list(request: HttpRequest) -> HttpResponse:
    context = {
        "groups": groups_in_order(request.user),
        "term": open_term(),
        "may_custody": may_see_custody(request.user),
        "may_keep": may_keep_roster(request.user),
    }
    return render(request, "deputies/group_list.html", context)


@policy(may_keep_roster, "GET", "POST")
def group_new(request: HttpRequest) -> HttpResponse:
    return _new_of_this_term(request, DeputyGroup, GroupForm, "deputies:group-list")


@policy(may_see_roster)
def group_detail(request: HttpRequest, pk) -> HttpResponse:
    group = get_object_or_404(groups_visible_to(request.user), pk=pk)
    context = {
        "group": group,
        "members": members_of(group),
        "may_keep": may_keep_roster(request.user),
        "lines": timeline(group, request.user),
    }
    return render(request, "deputies/group_detail.html", context)


@policy(may_keep_roster, "GET", "POST")
def group_edit(request: HttpRequest, pk) -> HttpResponse:
    group = get_object_or_404(groups_visible_to(request.user), pk=pk)
    form = GroupForm(request.POST or None, instance=group)
    return _edit(request, form, reverse("deputies:group-detail", args=[pk]), str(group))


@policy(may_keep_roster, "GET", "POST")
def group_members(request: HttpRequest, pk) -> HttpResponse:
    group = get_object_or_404(groups_visible_to(request.user), pk=pk)
    initial = {"members": members_of(group), "leader": group.leader_id}
    seats = seats_of_town(request.user)
    form = MembersForm(request.POST or None, record=group, deputies=seats, initial=initial)

    def act() -> str:
        set_members(group, by=request.user, **form.cleaned_data)
        messages.success(request, f"{group}的组员已改好。")
        return reverse("deputies:group-detail", args=[pk])

    return answer(request, form, act, "deputies/group_members.html", {"group": group})


def _new_of_this_term(request, model, form_class, list_name: str) -> HttpResponse:
    term = open_term()
    if term is None:
        messages.warning(request, "还没有开届，先开一届。")
        return redirect("deputies:term-new")
    form = form_class(request.POST or None, instance=model(term=term))

    def act() -> str:
        keep(form.save(commit=False), by=request.user)
        messages.success(request, f"{form.instance}已加上。")
        return reverse(list_name)

    what = model._meta.verbose_name
    context = {"back": reverse(list_name), "back_label": what, "heading": f"加{what}"}
    return answer_once(request, form, act, "deputies/group_form.html", context)


def _edit(request, form, back: str, back_label: str) -> HttpResponse:
    row = form.instance

    def act() -> str:
        keep(form.save(commit=False), by=request.user)
        messages.success(request, f"{row}的资料已改好。")
        return back

    context = {"row": row, "back": back, "back_label": back_label}
    return answer(request, form, act, "deputies/group_form.html", context)
