"""节假日: a year's days off, put in by the day or by the year; looked at before it is written."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from township_npc.office import clock
from township_npc.office.files.names import clean_name
from township_npc.office.forms.base import read_day
from township_npc.office.forms.holidays import (
    FIRST_YEAR,
    YEARS_AHEAD,
    DayForm,
    ImportForm,
    YearForm,
)
from township_npc.office.holidays.plan import Day, Plan, import_plan
from township_npc.office.models import HolidayYear
from township_npc.office.permissions import may_keep_calendar, may_see_calendar
from township_npc.office.policy import policy
from township_npc.office.selectors import timeline
from township_npc.office.selectors.holidays import (
    Stored,
    last_import,
    next_unannounced,
    stored_calendar,
    undo_plan,
    year_page,
)
from township_npc.office.services import holidays as services
from township_npc.office.views.holiday_check import Check


@policy(may_see_calendar)
def holiday_list(request: HttpRequest) -> HttpResponse:
    today, stored = clock.today(), stored_calendar()
    year = _year(request.GET.get("year", ""), today)
    context = {
        "page": year_page(stored, year, today),
        "may_keep": may_keep_calendar(request.user),
        "last_import": last_import(),
        "lines": timeline(HolidayYear(year=year), request.user),
    }
    return render(request, "office/holiday_list.html", context)


@policy(may_keep_calendar, "GET", "POST")
def holiday_set(request: HttpRequest) -> HttpResponse:
    """录一天, or put one right: the day out of the address brings what is kept of it."""
    stored, today = stored_calendar(), clock.today()
    kept = _kept_day(request.GET.get("on", ""), stored)
    form = DayForm(request.POST or None, today=today, initial=kept)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        on, day = values.pop("on"), Day(**values)
        check = Check(request, stored, Plan({on: day}), on.year, "录一天")
        return check.answer(lambda **how: services.set_day(on, day, **how))
    return render(request, "office/holiday_set.html", {"form": form, "kept": kept})


@policy(may_keep_calendar, "POST")
def holiday_take_back(request: HttpRequest) -> HttpResponse:
    try:
        on = read_day(request.POST.get("on", ""))
    except ValidationError as error:
        return _back_to_list(request, error.messages[0])
    check = Check(request, stored_calendar(), Plan({on: None}), on.year, "撤掉一天")
    return check.answer(lambda **how: services.take_back_day(on, **how))


@policy(may_keep_calendar, "GET", "POST")
def holiday_import(request: HttpRequest) -> HttpResponse:
    """The second time the lines come as text, as the first time read them."""
    stored, today = stored_calendar(), clock.today()
    initial = {"year": next_unannounced(stored, today), "announces": True}
    form = ImportForm(request.POST or None, request.FILES or None, today=today, initial=initial)
    if request.method == "POST" and form.is_valid():
        return _import(request, form, stored)
    return render(request, "office/holiday_import.html", {"form": form})


@policy(may_keep_calendar, "POST")
def holiday_import_undo(request: HttpRequest) -> HttpResponse:
    batch = last_import()
    if batch is None or str(batch.pk) != request.POST.get("import"):
        return _back_to_list(request, "这次导入已经撤销了，或者后面又导入过。")
    stored = stored_calendar()
    plan = undo_plan(batch, stored)
    kept = len(batch.after) - len(plan.days)
    check = Check(request, stored, plan, batch.year, "撤销最近一次导入", kept=kept)
    return check.answer(lambda **how: services.undo_import(batch, **how))


@policy(may_keep_calendar, "GET", "POST")
def year_announce(request: HttpRequest) -> HttpResponse:
    stored, today = stored_calendar(), clock.today()
    year = request.GET.get("year") or next_unannounced(stored, today)
    form = YearForm(request.POST or None, today=today, initial={"year": year})
    if request.method == "POST" and form.is_valid():
        year, source = form.cleaned_data["year"], form.cleaned_data["source"]
        plan = Plan(years={year: source})
        check = Check(request, stored, plan, year, f"标为 {year} 年已公布")
        return check.answer(lambda **how: services.announce_year(year, source, **how))
    return render(request, "office/year_announce.html", {"form": form})


@policy(may_keep_calendar, "POST")
def year_take_back(request: HttpRequest) -> HttpResponse:
    year, stored = _year(request.POST.get("year", ""), clock.today()), stored_calendar()
    check = Check(request, stored, Plan(years={year: None}), year, f"{year} 年改回暂定")
    return check.answer(lambda **how: services.take_back_announcement(year, **how))


def _import(request: HttpRequest, form: ImportForm, stored: Stored) -> HttpResponse:
    values = form.cleaned_data
    year, source, reading = values["year"], values["source"], values["reading"]
    announces = year if values["announces"] and not reading.faults else None
    plan = import_plan(reading.entries, source, stored.days, announces)
    file = values["file"]
    name = clean_name(file.name) if file else request.POST.get("file_name", "")[:120]
    check = Check(request, stored, plan, year, f"导入 {year} 年的安排", reading, name)
    return check.answer(
        lambda **how: services.import_days(year, plan, source=source, file_name=name, **how)
    )


def _year(text: str, today: date) -> int:
    is_year = text.isascii() and text.isdecimal() and len(text) == 4
    within = is_year and FIRST_YEAR <= int(text) <= today.year + YEARS_AHEAD
    return int(text) if within else today.year


def _kept_day(text: str, stored: Stored) -> dict:
    try:
        on = read_day(text)
    except ValidationError:
        return {}
    day = stored.days.get(on)
    return {"on": on, **({"kind": day.kind, "name": day.name, "source": day.source} if day else {})}


def _back_to_list(request: HttpRequest, sentence: str) -> HttpResponse:
    messages.warning(request, sentence)
    return redirect("office:holiday-list")
