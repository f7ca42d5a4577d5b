"""机关代字 of each row of numbers, and who signs its papers."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from township_npc.office import clock
from township_npc.office.choices import SeriesKind
from township_npc.office.forms.paper_register import SeriesForm
from township_npc.office.models.paper_numbers import shown_number
from township_npc.office.permissions import may_keep_series, may_see_papers
from township_npc.office.policy import policy
from township_npc.office.selectors import timeline
from township_npc.office.selectors.paper_numbers import (
    RegisterFilter,
    all_series,
    last_number,
    last_numbers,
    register_sums,
    series_of,
)
from township_npc.office.services.papers.series import begin_after, set_series
from township_npc.office.views.answers import answer


@policy(may_see_papers)
def series_list(request: HttpRequest) -> HttpResponse:
    year = clock.today().year
    last = last_numbers(year)
    rows = [
        (series, shown_number(series, year, last.get(series.kind, 0) + 1))
        for series in all_series()
    ]
    context = {"rows": rows, "may_keep": may_keep_series(request.user)}
    return render(request, "office/series_list.html", context)


@policy(may_keep_series, "GET", "POST")
def series_edit(request: HttpRequest, kind: str) -> HttpResponse:
    if kind not in SeriesKind.values:
        raise Http404
    year, series = clock.today().year, series_of(kind)
    has_begun = register_sums(RegisterFilter(kind, year))["first"] is not None
    form = SeriesForm(
        request.POST or None, series=series, last=last_number(kind, year), has_begun=has_begun
    )

    def act() -> str:
        values = dict(form.cleaned_data)
        last = values.pop("last", None)
        set_series(kind, by=request.user, **values)
        if last is not None:
            begin_after(kind, year, last, by=request.user)
        messages.success(request, "已存好，以后编的号照这个来，编过的号不变。")
        return reverse("office:series-list")

    context = {"series": series, "lines": timeline(series, request.user)}
    return answer(request, form, act, "office/series_form.html", context)
