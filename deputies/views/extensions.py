"""延期: the unit asks, the director decides, or grants it at once."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse

from deputies.forms.asked import (
    ExtensionCorrectForm,
    ExtensionDecideForm,
    ExtensionForm,
    ExtensionGrantForm,
)
from deputies.models import Extension, Proposal
from deputies.permissions.asked import may_ask
from deputies.permissions.proposal_acts import ACTS
from deputies.permissions.proposals import may_decide, may_see_proposals
from deputies.rules.extensions import is_asked_late
from deputies.rules.proposals import WITH_THE_UNIT
from deputies.selectors.assignments import extension_decided, extension_waiting
from deputies.services.extensions import (
    agree_extension,
    ask_extension,
    correct_extension,
    grant_extension,
    limit_of,
    refuse_extension,
    take_back_extension,
)
from deputies.views.proposal_acts import act_once, back_to, seen, work
from township_npc.office import clock
from township_npc.office.permissions import require
from township_npc.office.policy import policy


@policy(may_see_proposals, "GET", "POST")
def proposal_extension(request: HttpRequest, pk) -> HttpResponse:
    proposal = seen(request, pk)
    require(may_ask(request.user, proposal))
    if request.method == "GET" and extension_waiting(proposal) is not None:
        messages.warning(request, "已经申请过延期，等主任决定。")
        return back_to(proposal)
    shown = _deadline(proposal)
    days = {"due_on": proposal.reply_due_on, "latest": _limit_day(shown)}
    form = ExtensionForm(request.POST or None, **days)

    def act(**values) -> str:
        ask_extension(proposal, by=request.user, at=clock.now(), **values)
        return "已报给主任，没有同意以前按原来的期限。"

    return work(request, proposal, ACTS["extension"], form, act, shown)


@policy(may_see_proposals, "POST")
def proposal_extension_take_back(request: HttpRequest, pk) -> HttpResponse:
    proposal = seen(request, pk)
    require(may_ask(request.user, proposal))
    extension = extension_waiting(proposal)
    try:
        if extension is None:
            raise ValidationError("现在没有等决定的延期。")
        take_back_extension(extension, by=request.user, at=clock.now())
    except ValidationError as refusal:
        messages.warning(request, refusal.messages[0])
    else:
        messages.success(request, "延期申请已撤回。")
    return back_to(proposal)


@policy(may_see_proposals, "GET", "POST")
def proposal_extension_grant(request: HttpRequest, pk) -> HttpResponse:
    proposal = seen(request, pk)
    shown = _deadline(proposal)
    form = ExtensionGrantForm(request.POST or None, initial={"until": _limit_day(shown)})

    def act(**values) -> str:
        grant_extension(proposal, by=request.user, at=clock.now(), **values)
        return f"已延长到 {proposal.reply_due_on}。"

    return work(request, proposal, ACTS["extension-grant"], form, act, shown)


@policy(may_see_proposals, "GET", "POST")
def proposal_extension_decide(request: HttpRequest, pk) -> HttpResponse:
    proposal = seen(request, pk)
    require(may_decide(request.user))
    extension = extension_waiting(proposal)
    if extension is None and request.method == "GET":
        messages.warning(request, "现在没有等决定的延期。")
        return back_to(proposal)
    shown = _deadline(proposal) | {"extension": extension, "verb": "决定延期"}
    until = extension.wanted_until if extension else None
    form = ExtensionDecideForm(request.POST or None, initial={"until": until or _limit_day(shown)})

    def act(**values) -> str:
        if extension is None:
            raise ValidationError("刚有人决定过了，请刷新后再看。", code="stale")
        return _decided(extension, request.user, **values)

    return act_once(request, proposal, form, act, "extension-decide", shown)


def _decided(extension: Extension, user, *, decision: bool, note: str, **day) -> str:
    if decision:
        agree_extension(extension, by=user, note=note, at=clock.now(), **day)
        return f"已同意延期到 {extension.new_due_on}。"
    refuse_extension(extension, by=user, note=note, at=clock.now())
    return "没有同意，期限不变。"


@policy(may_see_proposals, "GET", "POST")
def proposal_extension_correct(request: HttpRequest, pk) -> HttpResponse:
    """更正 of the last decision, until the reply."""
    proposal = seen(request, pk)
    require(may_decide(request.user))
    extension = extension_decided(proposal)
    if extension is None:
        messages.warning(request, "没有可以更正的决定。")
        return back_to(proposal)

    def act(**values) -> str:
        correct_extension(extension, by=request.user, at=clock.now(), **values)
        return "已更正，按原来的期限算。"

    form = ExtensionCorrectForm(request.POST or None)
    shown = {"verb": "更正延期的决定", "decided": extension}
    return act_once(request, proposal, form, act, "decision_correct", shown)


def _deadline(proposal: Proposal) -> dict:
    """Beside the form: the deadline that runs, and how far the rules let it be put off."""
    if proposal.state not in WITH_THE_UNIT:
        return {}
    today = clock.today()
    return {
        "today": today,
        "limit": limit_of(proposal),
        "is_late": is_asked_late(proposal.reply_due_on, today),
    }


def _limit_day(shown: dict):
    return shown["limit"].due_on if "limit" in shown else None
