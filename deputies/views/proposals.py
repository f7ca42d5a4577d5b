"""建议: the list, the page of one, its sheet of paper."""

from datetime import date

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from deputies.documents.proposal_sheet import proposal_sheet
from deputies.forms.proposals import ProposalFilterForm
from deputies.permissions.county import may_see_county
from deputies.permissions.proposals import (
    may_enter,
    may_see_all,
    may_see_handling,
    may_see_list,
    may_see_proposals,
    may_write,
)
from deputies.permissions.publication import may_read_published
from deputies.selectors.cosigner_list import PARTS, in_parts, part_of
from deputies.selectors.cosigners import invitations_to, signers_of
from deputies.selectors.county import own_higher_seats
from deputies.selectors.proposal_home import with_said
from deputies.selectors.proposal_list import (
    ORDER_LABELS,
    ProposalFilter,
    filter_menus,
    latest_units,
    proposal_counts,
    proposal_rows,
    saved_views,
    units_with_work,
)
from deputies.selectors.proposal_page import proposal_page
from deputies.selectors.proposal_turns import proposal_turns
from deputies.selectors.proposals import proposals_visible_to
from deputies.selectors.publication import published
from deputies.selectors.rating_page import around_the_reply
from deputies.services.handling import show_phone
from township_npc.office import clock
from township_npc.office.policy import policy
from township_npc.office.selectors.papers_about import papers_about

PAGE = 50


@policy(may_see_proposals, "GET")
def proposal_list(request: HttpRequest) -> HttpResponse:
    today, chosen = clock.today(), ProposalFilterForm.read(request.GET)
    counts = proposal_counts(request.user, chosen, today)
    on_phone = not may_see_list(request.user)
    rows = proposal_rows(request.user, chosen, today)
    pages = Paginator(in_parts(rows, request.user) if on_phone else rows, PAGE)
    pages.count = counts[chosen.view]  # one of the counts: not asked for again
    page = pages.get_page(request.GET.get("page"))
    context = {"today": today, "chosen": chosen, "counts": counts, "page_obj": page}
    if not on_phone:
        context |= _around_the_list(request.user, chosen, counts, today)
        return render(request, "deputies/proposal_list.html", context)
    context |= _on_the_phone(request, page, today)
    return render(request, "deputies/proposal_list_phone.html", context)


@policy(may_see_proposals, "GET")
def proposal_detail(request: HttpRequest, pk) -> HttpResponse:
    """Who only reads what is published is led to the page of everybody."""
    try:
        return _detail(request, pk)
    except Http404:
        if may_read_published(request.user) and published().filter(proposal=pk).exists():
            return redirect("deputies:public-proposal-detail", pk=pk)
        raise


@policy(may_see_proposals, "POST")
@never_cache
def proposal_phone(request: HttpRequest, pk) -> HttpResponse:
    """The same page with the lead's phone in clear, this once."""
    proposal = get_object_or_404(proposals_visible_to(request.user), pk=pk)
    return _detail(request, pk, phone=show_phone(proposal, by=request.user))


@policy(may_see_proposals, "GET")
def proposal_print(request: HttpRequest, pk) -> HttpResponse:
    """登记单, or 交办单 once it is assigned, with the way back to this page in its corner."""
    proposal = get_object_or_404(proposals_visible_to(request.user), pk=pk)
    there = request.build_absolute_uri(reverse("deputies:proposal-detail", args=[pk]))
    context = {
        "proposal": proposal,
        "sheet": proposal_sheet(proposal, there),
        "signers": signers_of(proposal),
        "shows_handling": may_see_handling(request.user, proposal),
    }
    return render(request, "deputies/proposal_print.html", context)


def _on_the_phone(request: HttpRequest, page, today: date) -> dict:
    rows = with_said(page, today)
    parts = {part: [row for row in rows if part_of(row) == part] for part in PARTS}
    invitations = invitations_to(request.user)[:PAGE]
    return {
        "parts": parts,
        "invitations": invitations,
        "may_write": may_write(request.user),
        "has_higher_seat": own_higher_seats(request.user).exists(),
        "back_url": reverse("office:home"),
    }


def _detail(request: HttpRequest, pk, **shown) -> HttpResponse:
    proposal = get_object_or_404(proposals_visible_to(request.user), pk=pk)
    today = clock.today()
    page = proposal_page(proposal, request.user, today)
    on_phone = not may_see_list(request.user)
    template = (
        "deputies/proposal_detail_phone.html" if on_phone else "deputies/proposal_detail.html"
    )
    context = {"page": page, "proposal": proposal, "today": today, **shown}
    context |= around_the_reply(proposal, request.user, today)
    about = [proposal, *context["reworks"]]
    context |= {
        "papers": papers_about(request.user, about, today),
        "turns": proposal_turns(proposal, request.user, today),
        "may_write": page.is_own and may_write(request.user),
        "back_url": reverse("deputies:proposal-list"),
    }
    return render(request, template, context)


def _around_the_list(user, chosen: ProposalFilter, counts: dict, today: date) -> dict:
    units = units_with_work(user, today)
    return {
        "views": saved_views(user, chosen, counts),
        "menus": filter_menus(chosen, units, today),
        "orders": ORDER_LABELS.items(),
        "order_label": ORDER_LABELS[chosen.order],
        "list_url": reverse("deputies:proposal-list"),
        "enter_url": reverse("deputies:proposal-enter"),
        "late_units": [] if chosen.is_narrowed else latest_units(units),
        "may_enter": may_enter(user),
        "more": _other_lists(user),
    }


def _other_lists(user) -> list[tuple[str, str]]:
    """What stands behind 更多 on the list."""
    ways = [
        ("handover-new", "集中交办", may_see_all(user)),
        ("key-list", "重点督办", True),
        ("promise-list", "承诺事项", True),
        ("proposal-report", "办理情况", may_see_all(user)),
        ("rating-totals", "评价合计", True),
        ("county-list", "县代表建议", may_see_county(user)),
    ]
    return [(reverse(f"deputies:{name}"), label) for name, label, is_open in ways if is_open]
