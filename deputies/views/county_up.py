"""县代表建议 on their way up: the deputy writes, the office prints and hands over."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from deputies.documents.county import county_forms, county_workbook
from deputies.forms.county import CountyFilterForm, CountyWriteForm, HandUpForm
from deputies.permissions.county import may_keep_county
from deputies.permissions.deputies import is_deputy
from deputies.rules.county import MOST
from deputies.selectors.county import (
    CountyFilter,
    county_rows,
    county_visible_to,
    own_higher_seats,
    waiting_to_go_up,
)
from deputies.services.county import collect_county, hand_out_county, hand_up, note_printed
from deputies.views.signed import answer_signed
from township_npc.office import clock
from township_npc.office.policy import policy
from township_npc.office.selectors import the_office
from township_npc.office.views.answers import answer_once
from township_npc.office.views.downloads import download, workbook_response
from township_npc.office.word import MEDIA_TYPE as WORD

LIST = "deputies:county-list"


@policy(is_deputy, "GET", "POST")
def county_write(request: HttpRequest) -> HttpResponse:
    """The plain form on the phone, for who sits in the county's congress or above."""
    seats, today = own_higher_seats(request.user), clock.today()
    if not seats:
        raise Http404("没有县级以上的代表席位。")
    form = CountyWriteForm(request.POST or None, seats=seats)

    def act() -> str:
        values = dict(form.cleaned_data)
        lead = values.pop("seat")
        proposal = collect_county(lead, by=request.user, fields=values, on=today, today=today)
        messages.success(request, "人大办收到了，会打印好交到县里。")
        return reverse("deputies:county-detail", args=[proposal.pk])

    context = {"back_url": reverse(LIST), "seats": seats}
    return answer_signed(request, form, act, "deputies/county_write.html", context)


@policy(may_keep_county, "GET")
def county_print(request: HttpRequest) -> HttpResponse:
    """Everything the list shows, each on a sheet, for the browser's own printing."""
    rows, _ = _rows(request)
    context = {"proposals": rows, "most": MOST, "list_url": reverse(LIST)}
    return render(request, "deputies/county_print.html", context)


@policy(may_keep_county, "POST")
def county_printed(request: HttpRequest) -> HttpResponse:
    rows, _ = _rows(request)
    note_printed(rows, by=request.user)
    messages.success(request, "已记为打印。")
    return redirect(LIST)


@policy(may_keep_county, "POST")
def county_word(request: HttpRequest) -> HttpResponse:
    rows, chosen = _rows(request)
    export = county_forms(rows, office=the_office())
    hand_out_county(export, by=request.user, kind="docx", chosen=chosen)
    return download(export, WORD)


@policy(may_keep_county, "POST")
def county_export(request: HttpRequest) -> HttpResponse:
    rows, chosen = _rows(request)
    note = f"{request.user.name} {timezone.localtime(clock.now()):%Y-%m-%d %H:%M} 导出"
    export = county_workbook(rows, note=note)
    hand_out_county(export, by=request.user, kind="xlsx", chosen=chosen)
    return workbook_response(export)


@policy(may_keep_county, "GET", "POST")
def county_hand_up(request: HttpRequest) -> HttpResponse:
    """上交: all that wait are ticked, one day, one receiver."""
    waiting, today = list(waiting_to_go_up(request.user)[:MOST]), clock.today()
    form = HandUpForm(
        request.POST or None,
        waiting=waiting,
        seen=county_visible_to(request.user),
        initial={"on": today, "picked": [row.pk for row in waiting]},
    )

    def act() -> str:
        values = dict(form.cleaned_data)
        picked = values.pop("picked")
        hand_up(picked, by=request.user, today=today, **values)
        messages.success(request, f"已上交 {len(picked)} 件。")
        return reverse(LIST)

    context = {"count": len(waiting), "list_url": reverse(LIST)}
    return answer_once(request, form, act, "deputies/county_hand_up.html", context)


def _rows(request: HttpRequest) -> tuple[list, dict]:
    """Exactly what the list shows, as many as one batch takes; what was searched for may be a
    name and stands in no log."""
    chosen: CountyFilter = CountyFilterForm.read(request.GET)
    rows = county_rows(request.user, chosen)[:MOST]
    return list(rows), {key: value for key, value in chosen.chosen.items() if key != "text"}
