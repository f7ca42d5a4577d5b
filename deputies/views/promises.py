"""承诺事项: the list over the term, and the acts on one."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from deputies.documents.promises import promise_workbook
from deputies.forms.promises import (
    PromiseFilterForm,
    PromiseReportForm,
    PromiseSettleForm,
    PutBackForm,
    SendBackForm,
)
from deputies.models import Promise
from deputies.permissions.promises import may_put_back, may_report, may_settle
from deputies.permissions.proposals import may_see_all, may_see_list
from deputies.selectors.promises import (
    PromiseFilter,
    listed,
    promise_counts,
    promise_ledger,
    promise_rows,
    promise_views,
    reply_since,
    settlement_to_begin_with,
    units_of,
    years_of,
)
from deputies.services.promises import (
    hand_out_promises,
    put_back_promise,
    report_promise,
    settle_promise,
)
from township_npc.office import clock
from township_npc.office.permissions import require
from township_npc.office.policy import policy
from township_npc.office.services.files import files_of
from township_npc.office.views.answers import answer_once
from township_npc.office.views.downloads import workbook_response

PAGE = 50


@policy(may_see_list, "GET")
def promise_list(request: HttpRequest) -> HttpResponse:
    today, chosen = clock.today(), PromiseFilterForm.read(request.GET)
    counts = promise_counts(request.user, chosen, today)
    pages = Paginator(promise_rows(request.user, chosen, today), PAGE)
    pages.count = counts[chosen.view]  # one of the counts: not asked for again
    page = pages.get_page(request.GET.get("page"))
    context = {
        "chosen": chosen,
        "counts": counts,
        "page_obj": page,
        "rows": listed(page, today),
        "views": promise_views(chosen, counts),
        **_menus(request.user, chosen, today),
    }
    return render(request, "deputies/promise_list.html", context)


def _menus(user, chosen: PromiseFilter, today) -> dict:
    """The chips beside the views; who has one unit is not asked which."""
    units = {str(pk): name for pk, name in units_of(user)} if may_see_all(user) else {}
    return {
        "years": years_of(user, today),
        "units": units.items(),
        "unit_name": units.get(chosen.unit, ""),
    }


@policy(may_see_list, "POST")
def promise_export(request: HttpRequest) -> HttpResponse:
    today, chosen = clock.today(), PromiseFilterForm.read(request.GET)
    note = f"{request.user.name} {timezone.localtime(clock.now()):%Y-%m-%d %H:%M} 导出"
    rows = listed(promise_rows(request.user, chosen, today), today)
    export = promise_workbook(rows, note=note)
    hand_out_promises(export, by=request.user, chosen=chosen.chosen)
    return workbook_response(export)


@policy(may_see_list, "GET", "POST")
def promise_report(request: HttpRequest, pk) -> HttpResponse:
    promise = _seen(request, pk)
    require(may_report(request.user, promise))
    form = PromiseReportForm(request.POST or None, request.FILES or None)

    def act(**values) -> str:
        report_promise(promise, by=request.user, at=clock.now(), **values)
        return "已报给人大办，等核定。"

    return _once(request, promise, form, act, "报告兑现")


@policy(may_see_list, "GET", "POST")
def promise_settle(request: HttpRequest, pk) -> HttpResponse:
    promise = _seen(request, pk)
    require(may_settle(request.user, promise))
    form = PromiseSettleForm(request.POST or None, initial=settlement_to_begin_with(promise))

    def act(**values) -> str:
        settle_promise(promise, by=request.user, at=clock.now(), **values)
        return f"已核定：{promise.get_state_display()}。"

    return _once(request, promise, form, act, "核定")


@policy(may_see_list, "GET", "POST")
def promise_put_back(request: HttpRequest, pk) -> HttpResponse:
    promise = _seen(request, pk)
    require(may_put_back(request.user, promise))
    sends_back = promise.is_open and not may_report(request.user, promise)
    form = (SendBackForm if sends_back else PutBackForm)(request.POST or None)

    def act(**values) -> str:
        put_back_promise(promise, by=request.user, **values)
        return "报告已退回单位。" if sends_back else "已更正。"

    return _once(request, promise, form, act, "退回报告" if sends_back else "更正")


def _once(
    request: HttpRequest, promise: Promise, form: forms.Form, do: Callable[..., str], verb: str
) -> HttpResponse:
    def act() -> str:
        messages.success(request, do(**form.cleaned_data))
        return reverse("deputies:proposal-detail", args=[promise.reply.proposal_id])

    context = {
        "promise": promise,
        "proposal": promise.reply.proposal,
        "verb": verb,
        "files": files_of(promise),
        "since": reply_since(promise),
    }
    return answer_once(request, form, act, "deputies/promise_act.html", context)


def _seen(request: HttpRequest, pk) -> Promise:
    return get_object_or_404(promise_ledger(request.user).in_force(), pk=pk)
