"""退件: the unit asks, the staff proposes, the director decides."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse

from deputies.forms.asked import ContestDecideForm, ContestForm, ContestSuggestForm, ReopenForm
from deputies.models import Contest, Proposal
from deputies.permissions.asked import may_ask
from deputies.permissions.proposal_acts import ACTS
from deputies.permissions.proposals import may_decide, may_see_proposals, may_suggest
from deputies.selectors.assignments import contest_refused, contest_waiting
from deputies.services.contests import (
    agree_contest,
    contest_assignment,
    contest_due,
    refuse_contest,
    reopen_contest,
    suggest_on_contest,
    take_back_contest,
)
from deputies.views.proposal_acts import act_once, back_to, seen, work
from township_npc.office import clock
from township_npc.office.permissions import require
from township_npc.office.policy import policy

_GONE = "现在没有等决定的退件。"


@policy(may_see_proposals, "GET", "POST")
def proposal_contest(request: HttpRequest, pk) -> HttpResponse:
    proposal, today = seen(request, pk), clock.today()
    require(may_ask(request.user, proposal))
    if request.method == "GET" and contest_waiting(proposal) is not None:
        messages.warning(request, "已经提出过退件，等主任决定。")
        return back_to(proposal)
    due = contest_due(proposal)
    form = ContestForm(request.POST or None, unit=proposal.lead_unit, is_late=today > due.due_on)

    def act(**values) -> str:
        contest_assignment(proposal, by=request.user, at=clock.now(), **values)
        return "已报给主任，没有决定以前期限照算。"

    return work(request, proposal, ACTS["contest"], form, act, {"due": due, "today": today})


@policy(may_see_proposals, "POST")
def proposal_contest_take_back(request: HttpRequest, pk) -> HttpResponse:
    proposal = seen(request, pk)
    require(may_ask(request.user, proposal))
    contest = contest_waiting(proposal)
    try:
        if contest is None:
            raise ValidationError(_GONE)
        take_back_contest(contest, by=request.user, at=clock.now())
    except ValidationError as refusal:
        messages.warning(request, refusal.messages[0])
    else:
        messages.success(request, "退件已撤回，这件还由您单位办。")
    return back_to(proposal)


@policy(may_see_proposals, "GET", "POST")
def proposal_contest_suggest(request: HttpRequest, pk) -> HttpResponse:
    def suggest(contest: Contest, decision: bool, note: str) -> str:
        suggest_on_contest(contest, by=request.user, agrees=decision, note=note, at=clock.now())
        return "已拟好，主任决定时会看到。"

    form = ContestSuggestForm(request.POST or None)
    return _on_contest(request, pk, may_suggest, form, "contest-suggest", suggest)


@policy(may_see_proposals, "GET", "POST")
def proposal_contest_decide(request: HttpRequest, pk) -> HttpResponse:
    def decide(contest: Contest, decision: bool, note: str) -> str:
        if decision:
            agree_contest(contest, by=request.user, note=note, at=clock.now())
            return "已同意退件，这件等您重新交办。"
        refuse_contest(contest, by=request.user, note=note, at=clock.now())
        return f"没有同意，还由{contest.assignment.unit}办。"

    form = ContestDecideForm(request.POST or None, initial=_proposed(seen(request, pk)))
    return _on_contest(request, pk, may_decide, form, "contest-decide", decide)


@policy(may_see_proposals, "GET", "POST")
def proposal_contest_reopen(request: HttpRequest, pk) -> HttpResponse:
    """更正 of a refusal."""
    proposal = seen(request, pk)
    require(may_decide(request.user))
    contest = contest_refused(proposal)
    if contest is None:
        messages.warning(request, "没有可以更正的决定。")
        return back_to(proposal)

    def act(**values) -> str:
        reopen_contest(contest, by=request.user, at=clock.now(), **values)
        return "已更正，退件重新等您决定。"

    form = ReopenForm(request.POST or None)
    shown = {"verb": "更正退件的决定", "decided": contest}
    return act_once(request, proposal, form, act, "decision_correct", shown)


def _on_contest(
    request: HttpRequest, pk, may: Callable, form, key: str, do: Callable[..., str]
) -> HttpResponse:
    """An act on the contest that waits; one that is decided is told on the proposal's page."""
    proposal = seen(request, pk)
    require(may(request.user))
    contest = contest_waiting(proposal)
    if contest is None and request.method == "GET":
        messages.warning(request, _GONE)
        return back_to(proposal)

    def act(**values) -> str:
        if contest is None:
            raise ValidationError("刚有人决定过了，请刷新后再看。", code="stale")
        return do(contest, **values)

    shown = {"verb": ACTS[key].verb, "contest": contest}
    return act_once(request, proposal, form, act, key, shown)


def _proposed(proposal: Proposal) -> dict:
    """The director's form begins with what the staff proposed."""
    contest = contest_waiting(proposal)
    if contest is None or contest.proposed_agree is None:
        return {}
    return {"decision": "yes" if contest.proposed_agree else "no", "note": contest.proposed_note}
