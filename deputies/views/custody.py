"""The register of reports that a deputy's freedom was restricted: 主任 and 主席 alone (D-04)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from deputies.forms.custody import CustodyCorrectForm, CustodyForm, HandlingForm
from deputies.permissions.deputies import may_see_custody
from deputies.selectors.custody import reports_visible_to, seats_for
from deputies.selectors.deputies import seats_of_town
from deputies.services.custody import correct_report, register_report, write_handling
from township_npc.office import clock
from township_npc.office.policy import policy
from township_npc.office.selectors import timeline
from township_npc.office.views.answers import answer, answer_once


@policy(may_see_custody)
def custody_list(request: HttpRequest) -> HttpResponse:
    context = {"reports": reports_visible_to(request.user), "may_custody": True}
    return render(request, "deputies/custody_list.html", context)


@policy(may_see_custody, "GET", "POST")
def custody_new(request: HttpRequest) -> HttpResponse:
    now = timezone.localtime(clock.now())
    form = CustodyForm(
        request.POST or None,
        deputies=seats_of_town(request.user),
        now=now,
        initial={"received_on": now.date(), "received_time": f"{now:%H:%M}"},
    )

    def act() -> str:
        report = register_report(by=request.user, **form.cleaned_data)
        messages.success(request, "已登记。接着报主席团，并记下处理情况。")
        return reverse("deputies:custody-detail", args=[report.pk])

    return answer_once(request, form, act, "deputies/custody_form.html")


@policy(may_see_custody, "GET", "POST")
def custody_detail(request: HttpRequest, pk) -> HttpResponse:
    report = get_object_or_404(reports_visible_to(request.user), pk=pk)
    form = HandlingForm(request.POST or None, record=report, initial={"handling": report.handling})

    def act() -> str:
        write_handling(report, by=request.user, **form.cleaned_data)
        messages.success(request, "处理情况已记下。")
        return reverse("deputies:custody-detail", args=[pk])

    context = {"report": report, "lines": timeline(report, request.user)}
    return answer(request, form, act, "deputies/custody_detail.html", context)


@policy(may_see_custody, "GET", "POST")
def custody_correct(request: HttpRequest, pk) -> HttpResponse:
    report = get_object_or_404(reports_visible_to(request.user), pk=pk)
    form = CustodyCorrectForm(
        request.POST or None,
        instance=report,
        deputies=seats_for(request.user, report),
        now=clock.now(),
    )
    there = reverse("deputies:custody-detail", args=[pk])

    def act() -> str:
        correct_report(report, by=request.user, **form.cleaned_data)
        messages.success(request, "已更正，原来的内容留在经过里。")
        return there

    return answer(request, form, act, "deputies/custody_correct.html", {"there": there})
