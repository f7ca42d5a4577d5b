"""县代表建议: the list, the page of one, the office's entry and corrections."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from deputies.forms.county import (
    CountyAnswerForm,
    CountyChangeForm,
    CountyCorrectForm,
    CountyDropForm,
    CountyEntryForm,
    CountyFilterForm,
)
from deputies.models import CountyProposal
from deputies.permissions.county import may_change_county, may_keep_county, may_see_county
from deputies.permissions.proposals import may_see_list
from deputies.rules.county import BACK_TO
from deputies.selectors.county import (
    county_chips,
    county_counts,
    county_rows,
    county_visible_to,
    own_higher_seats,
    state_tabs,
)
from deputies.selectors.proposal_standing import proposal_lines
from deputies.services.county import (
    WRITTEN,
    change_county,
    collect_county,
    correct_county,
    note_answer,
    take_back_county,
)
from township_npc.office import clock
from township_npc.office.permissions import require
from township_npc.office.policy import policy
from township_npc.office.views.answers import answer_once

PAGE = 50
LIST = "deputies:county-list"


@policy(may_see_county)
def county_list(request: HttpRequest) -> HttpResponse:
    chosen = CountyFilterForm.read(request.GET)
    counts = county_counts(request.user, chosen)
    pages = Paginator(county_rows(request.user, chosen), PAGE)
    pages.count = counts[chosen.state or "all"]
    context = {
        "page_obj": pages.get_page(request.GET.get("page")),
        "counts": counts,
        "chosen": chosen,
        "list_url": reverse(LIST),
    }
    if not may_see_list(request.user):
        seats = own_higher_seats(request.user)
        context |= {"may_write": seats.exists(), "back_url": reverse("deputies:proposal-list")}
        return render(request, "deputies/county_list_phone.html", context)
    context |= {
        "tabs": state_tabs(chosen, counts),
        "chips": county_chips(request.user, chosen),
        "may_keep": may_keep_county(request.user),
        "new_url": reverse("deputies:county-new"),
    }
    return render(request, "deputies/county_list.html", context)


@policy(may_see_county)
def county_detail(request: HttpRequest, pk) -> HttpResponse:
    proposal = _seen(request, pk)
    may_keep = may_keep_county(request.user)
    context = {
        "proposal": proposal,
        "lines": proposal_lines(proposal, request.user),
        "may_keep": may_keep,
        "may_change": may_change_county(request.user, proposal),
        "may_correct": may_keep and proposal.state in BACK_TO and not proposal.answered_on,
        "back_url": reverse(LIST),
    }
    on_phone = not may_see_list(request.user)
    template = "deputies/county_detail_phone.html" if on_phone else "deputies/county_detail.html"
    return render(request, template, context)


@policy(may_keep_county, "GET", "POST")
def county_new(request: HttpRequest) -> HttpResponse:
    today = clock.today()
    form = CountyEntryForm(request.POST or None, initial={"on": today})

    def act() -> str:
        values = dict(form.cleaned_data)
        lead, on = values.pop("lead"), values.pop("on")
        proposal = collect_county(lead, by=request.user, fields=values, on=on, today=today)
        messages.success(request, "已登记。")
        return _address(proposal)

    return answer_once(request, form, act, "deputies/county_form.html", {"verb": "登记县代表建议"})


@policy(may_see_county, "GET", "POST")
def county_edit(request: HttpRequest, pk) -> HttpResponse:
    proposal = _seen(request, pk)
    require(may_change_county(request.user, proposal))
    begin = {name: getattr(proposal, name) for name in WRITTEN} | {"on": proposal.collected_on}
    may_date = may_keep_county(request.user)
    form = CountyChangeForm(request.POST or None, initial=begin, record=proposal, may_date=may_date)

    def act() -> str:
        values = dict(form.cleaned_data)
        on, reason = values.pop("on", proposal.collected_on), values.pop("reason")
        change_county(
            proposal, by=request.user, fields=values, on=on, today=clock.today(), reason=reason
        )
        messages.success(request, "已更正。")
        return _address(proposal)

    return _form(request, proposal, form, act, "更正内容")


@policy(may_see_county, "GET", "POST")
def county_drop(request: HttpRequest, pk) -> HttpResponse:
    proposal = _seen(request, pk)
    require(may_change_county(request.user, proposal))
    form = CountyDropForm(request.POST or None)

    def act() -> str:
        take_back_county(proposal, by=request.user, **form.cleaned_data)
        messages.success(request, "已撤回，不上交了。")
        return reverse(LIST)

    return _form(request, proposal, form, act, "撤回")


@policy(may_keep_county, "GET", "POST")
def county_correct(request: HttpRequest, pk) -> HttpResponse:
    proposal = _seen(request, pk)
    form = CountyCorrectForm(request.POST or None)

    def act() -> str:
        correct_county(proposal, by=request.user, **form.cleaned_data)
        messages.success(request, f"已更正，现在是“{proposal.get_state_display()}”。")
        return _address(proposal)

    return _form(request, proposal, form, act, "更正上一步")


@policy(may_keep_county, "GET", "POST")
def county_answer(request: HttpRequest, pk) -> HttpResponse:
    proposal = _seen(request, pk)
    begin = {"on": proposal.answered_on or clock.today(), "answer": proposal.answer}
    form = CountyAnswerForm(request.POST or None, initial=begin)

    def act() -> str:
        note_answer(proposal, by=request.user, today=clock.today(), **form.cleaned_data)
        messages.success(request, "县里的答复已记下。")
        return _address(proposal)

    return _form(request, proposal, form, act, "记县里的答复")


def _seen(request: HttpRequest, pk) -> CountyProposal:
    return get_object_or_404(county_visible_to(request.user), pk=pk)


def _form(request: HttpRequest, proposal: CountyProposal, form, act, verb: str) -> HttpResponse:
    context = {"proposal": proposal, "verb": verb, "back_url": _address(proposal)}
    on_phone = not may_see_list(request.user)
    template = "deputies/county_act_phone.html" if on_phone else "deputies/county_form.html"
    return answer_once(request, form, act, template, context)


def _address(proposal: CountyProposal) -> str:
    return reverse("deputies:county-detail", args=[proposal.pk])
