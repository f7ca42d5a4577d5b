"""集中交办: choose units, look at what it would do, do it, print what each unit signs for."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from deputies.forms.handover import HandoverForm, read_numbers
from deputies.models import CongressSession, HandoverBatch
from deputies.permissions.proposals import may_decide, may_see_all
from deputies.selectors.handover import (
    batches_visible_to,
    chosen_in,
    earlier_batches,
    handed_to_units,
    lines_of,
    meetings_waiting,
    waiting_in,
)
from deputies.selectors.proposal_page import reply_deadlines
from deputies.selectors.terms import sessions_visible_to
from deputies.services.handover import hand_over
from township_npc.office import clock
from township_npc.office.policy import policy
from township_npc.office.views.answers import answer_once

TABLE = "deputies/handover_new.html"


@policy(may_see_all)
def handover_new(request: HttpRequest) -> HttpResponse:
    """What waits of one meeting, each row with the unit that was proposed for it; who does not
    decide finds the batches to print."""
    meetings = meetings_waiting()
    here = [one for one in meetings if str(one.pk) == request.GET.get("session")] or meetings
    meeting = here[0] if here else None
    today = clock.today()
    waiting = waiting_in(meeting) if meeting and may_decide(request.user) else []
    form = HandoverForm(waiting=waiting, today=today, initial={"on": today})
    return _table(request, meeting, form, meetings)


@policy(may_decide, "POST")
def handover_look(request: HttpRequest, pk) -> HttpResponse:
    """What it would do. Nothing is written; 改一改 leads back with everything chosen."""
    meeting, form = _sent(request, pk)
    if "mend" in request.POST or not form.is_valid():
        return _table(request, meeting, form, meetings_waiting())
    context = {"meeting": meeting, "form": form, "looks": form.looks()}
    context["deadlines"] = reply_deadlines(form.cleaned_data["on"])
    return render(request, "deputies/handover_look.html", context)


@policy(may_decide, "POST")
def handover_hand(request: HttpRequest, pk) -> HttpResponse:
    meeting, form = _sent(request, pk)

    def act() -> str:
        batch = hand_over(meeting, by=request.user, at=clock.now(), **form.cleaned_data)
        messages.success(request, "已交办。打印清单，请各单位签收。")
        return reverse("deputies:handover-detail", args=[batch.pk])

    return answer_once(request, form, act, TABLE, _around(request, meeting, meetings_waiting()))


@policy(may_see_all)
def handover_detail(request: HttpRequest, pk) -> HttpResponse:
    batch = _batch(request, pk)
    lines = lines_of(batch)
    context = {
        "batch": batch,
        "units": handed_to_units(lines),
        "skipped": [line for line in lines if line.skipped],
        "handed": sum(not line.skipped for line in lines),
    }
    return render(request, "deputies/handover_detail.html", context)


@policy(may_see_all)
def handover_print(request: HttpRequest, pk) -> HttpResponse:
    """交办清单: one sheet for each unit, or for the one in the address."""
    batch = _batch(request, pk)
    units = handed_to_units(lines_of(batch), request.GET.get("unit", ""))
    return render(request, "deputies/handover_print.html", {"batch": batch, "units": units})


def _sent(request: HttpRequest, pk: UUID) -> tuple[CongressSession, HandoverForm]:
    meeting = get_object_or_404(sessions_visible_to(request.user), pk=pk)
    rows = chosen_in(meeting, read_numbers(request.POST))
    return meeting, HandoverForm(request.POST, waiting=rows, today=clock.today())


def _batch(request: HttpRequest, pk: UUID) -> HandoverBatch:
    return get_object_or_404(batches_visible_to(request.user), pk=pk)


def _table(request, meeting, form, meetings) -> HttpResponse:
    return render(request, TABLE, {**_around(request, meeting, meetings), "form": form})


def _around(request: HttpRequest, meeting: CongressSession | None, meetings) -> dict:
    return {
        "meetings": meetings,
        "meeting": meeting,
        "batches": earlier_batches(request.user),
        "list_url": reverse("deputies:proposal-list"),
        "may_hand": may_decide(request.user),
    }
