"""评价: on the deputy's phone, from paper at the desk, and the totals."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from deputies.forms.ratings import (
    PaperCorrectForm,
    PaperRatingForm,
    RateCorrectForm,
    RateForm,
)
from deputies.models import Proposal, Rating
from deputies.permissions.deputies import is_deputy
from deputies.permissions.proposals import may_see_list
from deputies.permissions.ratings import may_correct_rating, may_enter_rating, seat_that_rates
from deputies.rules.ratings import WHO_SEES
from deputies.selectors.proposals import proposals_visible_to
from deputies.selectors.rating_page import totals_page
from deputies.selectors.ratings import (
    acted_on,
    own_rating,
    page_of_rater,
    proposals_rated_by,
    ratings_visible_to,
    reply_to_rate,
)
from deputies.services.ratings import correct_rating, enter_rating, rate_reply, take_back_rating
from township_npc.office import clock
from township_npc.office.permissions import in_office, require
from township_npc.office.policy import policy
from township_npc.office.services.entrance import check_pin
from township_npc.office.services.once import create_once
from township_npc.office.views.answers import answer_once


@policy(is_deputy, "GET", "POST")
@sensitive_post_parameters("pin")
@never_cache
def proposal_rate(request: HttpRequest, pk) -> HttpResponse:
    """The question while it waits, and afterwards what was answered."""
    proposal = get_object_or_404(proposals_rated_by(request.user), pk=pk)
    require(seat_that_rates(request.user, proposal) is not None)
    form = RateForm(request.POST or None, initial={"round": proposal.round})

    def act() -> str:
        rate_reply(proposal, by=request.user, at=clock.now(), **_answers(form))
        return _rated_url(pk)

    return _signed(request, proposal, form, act)


@policy(is_deputy, "GET", "POST")
@sensitive_post_parameters("pin")
@never_cache
def proposal_rate_correct(request: HttpRequest, pk) -> HttpResponse:
    proposal = get_object_or_404(proposals_rated_by(request.user), pk=pk)
    require(seat_that_rates(request.user, proposal) is not None)
    rating = Rating.objects.now(proposal).filter(deputy__person=request.user.person_id).first()
    if rating is None or (request.method == "GET" and acted_on(rating, proposal)):
        return redirect(_rated_url(pk))
    form = RateCorrectForm(request.POST or None, initial={"round": proposal.round})

    def act() -> str:
        correct_rating(rating, by=request.user, at=clock.now(), **_answers(form))
        return _rated_url(pk)

    return _signed(request, proposal, form, act)


def _signed(request: HttpRequest, proposal: Proposal, form, act: Callable[[], str]) -> HttpResponse:
    """The PIN first, then the act, once."""
    if request.method == "POST" and form.is_valid():
        try:
            check_pin(request.user, form.cleaned_data["pin"])
        except ValidationError as error:
            form.add_error("pin", error)
        else:
            return _act_once(request, proposal, form, act)
    return _page(request, proposal, form)


def _act_once(request: HttpRequest, proposal: Proposal, form, act) -> HttpResponse:
    try:
        return create_once(request, act)
    except ValidationError as error:
        form.add_error(None, error)
        return _page(request, proposal, form)


def _page(request: HttpRequest, proposal: Proposal, form) -> HttpResponse:
    own = own_rating(proposal, request.user)
    asks = "why" in form.fields or (own is not None and own.waits)
    context = {
        "proposal": proposal,
        "named": page_of_rater(request.user, proposal),
        "form": form,
        "own": own,
        "reply": reply_to_rate(proposal),
        "today": clock.today(),
        "who_sees": WHO_SEES,
        "back_url": _back(request, proposal),
    }
    template = "deputies/rating_form.html" if asks else "deputies/rating_done.html"
    return render(request, template, context)


def _back(request: HttpRequest, proposal: Proposal) -> str:
    return reverse("deputies:proposal-detail", args=[page_of_rater(request.user, proposal).pk])


def _answers(form) -> dict:
    return {name: value for name, value in form.cleaned_data.items() if name != "pin"}


@policy(in_office, "GET", "POST")
def rating_enter(request: HttpRequest, pk) -> HttpResponse:
    """登记纸质评价."""
    proposal = _seen(request, pk)
    require(may_enter_rating(request.user, proposal))
    form = PaperRatingForm(
        request.POST or None, proposal=proposal, initial={"signed_on": clock.today()}
    )

    def act() -> str:
        enter_rating(proposal, by=request.user, at=clock.now(), **form.cleaned_data)
        messages.success(request, "纸质评价已登记。")
        return reverse("deputies:proposal-detail", args=[pk])

    context = {"proposal": proposal, "verb": "登记纸质评价", "reply": reply_to_rate(proposal)}
    return answer_once(request, form, act, "deputies/rating_enter.html", context)


@policy(in_office, "GET", "POST")
def rating_correct(request: HttpRequest, pk, rating) -> HttpResponse:
    proposal, rating = _seen(request, pk), _rating(request, pk, rating)
    require(may_correct_rating(request.user, rating))
    names = ("process", "result", "reason")
    begin = {name: getattr(rating, name) for name in names}
    begin["signed_on"] = rating.signed_on_paper_on
    form = PaperCorrectForm(request.POST or None, initial=begin)

    def act() -> str:
        correct_rating(rating, by=request.user, at=clock.now(), **form.cleaned_data)
        messages.success(request, "评价已更正，原来的还看得到。")
        return reverse("deputies:proposal-detail", args=[pk])

    context = {"proposal": proposal, "verb": "更正评价", "rating": rating}
    return answer_once(request, form, act, "deputies/rating_correct.html", context)


@policy(in_office, "POST")
def rating_take_back(request: HttpRequest, pk, rating) -> HttpResponse:
    try:
        take_back_rating(_rating(request, pk, rating), by=request.user)
    except ValidationError as refusal:
        messages.warning(request, refusal.messages[0])
    else:
        messages.success(request, "这张评价已撤掉，经过里还看得到。")
    return redirect("deputies:proposal-detail", pk=pk)


@policy(may_see_list, "GET")
def rating_totals(request: HttpRequest) -> HttpResponse:
    """满意率 and 办成率: all for the office and the chairman, a unit its own in groups (D8)."""
    context = {"page": totals_page(request.user)}
    return render(request, "deputies/rating_totals.html", context)


def _seen(request: HttpRequest, pk) -> Proposal:
    return get_object_or_404(proposals_visible_to(request.user), pk=pk)


def _rating(request: HttpRequest, proposal, pk) -> Rating:
    of_it = ratings_visible_to(request.user).in_force().filter(reply__proposal=proposal)
    return get_object_or_404(of_it, pk=pk)


def _rated_url(pk) -> str:
    return reverse("deputies:proposal-rate", args=[pk])
