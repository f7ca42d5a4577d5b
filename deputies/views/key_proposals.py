"""重点督办: the list, setting and ending it, visits on the spot."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from deputies.forms.key_proposals import (
    KeyChangeForm,
    KeyEndForm,
    KeyForm,
    KeyTakeBackForm,
    VisitForm,
    VisitTakeBackForm,
)
from deputies.models import KeyProposal, Proposal
from deputies.permissions.proposal_acts import ACTS
from deputies.permissions.proposal_turns import (
    may_log_visit,
    may_set_key,
    may_take_back_visit,
)
from deputies.permissions.proposals import may_see_list, may_see_proposals
from deputies.selectors.key_proposals import (
    VIEWS,
    key_counts,
    key_rows,
    keys_visible_to,
    visits_visible_to,
)
from deputies.services.key_proposals import change_key, end_key, set_key, take_back_key
from deputies.services.key_visits import log_visit, take_back_visit
from deputies.views.proposal_acts import act_once, seen, work
from township_npc.office import clock
from township_npc.office.permissions import require
from township_npc.office.policy import policy

PAGE = 50


@policy(may_see_list)
def key_list(request: HttpRequest) -> HttpResponse:
    view = request.GET.get("view", "running")
    view = view if view in VIEWS else "running"
    counts = key_counts(request.user)
    pages = Paginator(key_rows(request.user, view), PAGE)
    pages.count = counts[view]
    views = [(key, label, counts[key]) for key, label in VIEWS.items()]
    context = {
        "page_obj": pages.get_page(request.GET.get("page")),
        "views": views,
        "view": view,
        "counts": counts,
        "may_set": may_set_key(request.user),
        "today": clock.today(),
        "list_url": reverse("deputies:proposal-list"),
    }
    return render(request, "deputies/key_list.html", context)


@policy(may_see_proposals, "GET", "POST")
def proposal_key(request: HttpRequest, pk) -> HttpResponse:
    proposal = seen(request, pk)
    form = KeyForm(request.POST or None, initial={"on": clock.today()})

    def act(**values) -> str:
        set_key(proposal, by=request.user, at=clock.now(), **values)
        return "已设为重点督办。"

    return work(request, proposal, ACTS["key"], form, act)


@policy(may_see_proposals, "GET", "POST")
def key_change(request: HttpRequest, pk) -> HttpResponse:
    key = _key(request, pk, may_set_key)
    begin = {
        "leader": key.leader_id,
        "leader_name": key.leader_name,
        "leader_post": key.leader_post,
        "on": key.set_on,
        "reason": key.reason,
    }
    form = KeyChangeForm(request.POST or None, initial=begin)

    def act(**values) -> str:
        change_key(key, by=request.user, at=clock.now(), **values)
        return "已更正。"

    return _on_key(request, key, form, act, "更正重点督办")


@policy(may_see_proposals, "GET", "POST")
def key_end(request: HttpRequest, pk) -> HttpResponse:
    key = _key(request, pk, may_set_key)
    form = KeyEndForm(request.POST or None, initial={"on": clock.today()})

    def act(**values) -> str:
        end_key(key, by=request.user, at=clock.now(), **values)
        return "重点督办已结束。"

    return _on_key(request, key, form, act, "结束重点督办")


@policy(may_see_proposals, "GET", "POST")
def key_take_back(request: HttpRequest, pk) -> HttpResponse:
    key = _key(request, pk, may_set_key)
    verb = "恢复重点督办" if key.ended_on else "撤掉重点督办"

    def act(**values) -> str:
        take_back_key(key, by=request.user, **values)
        return f"已{verb}。"

    return _on_key(request, key, KeyTakeBackForm(request.POST or None), act, verb)


@policy(may_see_proposals, "GET", "POST")
def visit_new(request: HttpRequest, pk) -> HttpResponse:
    key = _key(request, pk, may_log_visit)
    form = VisitForm(request.POST or None, request.FILES or None, initial={"on": clock.today()})

    def act(**values) -> str:
        log_visit(key, by=request.user, at=clock.now(), **values)
        return "已记下这次督办。"

    return _on_key(request, key, form, act, "记一次督办")


@policy(may_see_proposals, "GET", "POST")
def visit_take_back(request: HttpRequest, pk) -> HttpResponse:
    visit = get_object_or_404(visits_visible_to(request.user), pk=pk)
    require(may_take_back_visit(request.user, visit))

    def act(**values) -> str:
        take_back_visit(visit, by=request.user, **values)
        return "这次督办的记录已撤掉，经过里还看得到。"

    form = VisitTakeBackForm(request.POST or None)
    return _on_key(request, visit.key, form, act, "撤掉督办记录", {"visit": visit})


def _key(request: HttpRequest, pk, may) -> KeyProposal:
    key = get_object_or_404(keys_visible_to(request.user).select_related("proposal"), pk=pk)
    require(may(request.user))
    return key


def _on_key(request, key: KeyProposal, form, act, verb: str, shown: dict | None = None):
    proposal: Proposal = seen(request, key.proposal_id)
    context = {"key": key, "verb": verb, **(shown or {})}
    return act_once(request, proposal, form, act, "key", context)
