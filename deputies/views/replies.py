"""书面答复: written by a unit's handlers on one draft, kept as they write, sent once."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from deputies.forms.handling import ReplyForm
from deputies.forms.reply_drafts import ReplyDraftForm
from deputies.models import Proposal, ReplyDraft
from deputies.permissions.proposal_acts import ACTS
from deputies.permissions.proposals import may_reply, may_see_proposals
from deputies.selectors.assisting import opinions_on, without_opinion
from deputies.selectors.promises import open_promises
from deputies.selectors.proposal_page import answer_to_begin_with, asks_why_no_contact
from deputies.selectors.reply_drafts import draft_of
from deputies.services.answering import reply_proposal
from deputies.services.reply_drafts import save_reply_draft
from deputies.views.proposal_acts import seen, work
from township_npc.office import clock
from township_npc.office.permissions import require
from township_npc.office.policy import policy


@policy(may_see_proposals, "GET", "POST")
def proposal_reply(request: HttpRequest, pk) -> HttpResponse:
    proposal = seen(request, pk)
    form = _form(request, proposal, request.POST or None)

    def act(**values) -> str:
        draft = values.pop("seen")
        try:
            reply_proposal(proposal, by=request.user, at=clock.now(), draft=draft, **values)
        except ValidationError as refusal:
            _tell_if_stale(form, proposal, refusal)
            raise
        return f"已答复{proposal.lead}代表，人大办会核对。"

    return work(request, proposal, ACTS["reply"], form, act, _around(proposal, request.user))


@policy(may_see_proposals, "POST")
def proposal_reply_draft(request: HttpRequest, pk) -> HttpResponse:
    """存草稿: to the page's script 200 it is stored, 409 a colleague has saved meanwhile (and
    what), 422 why it cannot be stored; to the button the page itself.
    """
    proposal = seen(request, pk)
    require(may_reply(request.user, proposal))
    try:
        draft = _kept(request, proposal)
    except ValidationError as refusal:
        return _not_kept(request, proposal, refusal)
    if _asks_json(request):
        return JsonResponse(_told(draft))
    messages.success(request, f"草稿已存好，{_clock(draft)}。附件没有存，送出时再选。")
    return redirect("deputies:proposal-reply", pk=proposal.pk)


def _kept(request: HttpRequest, proposal: Proposal) -> ReplyDraft:
    typed = ReplyDraftForm(request.POST)
    if not typed.is_valid():
        raise ValidationError([errors[0] for errors in typed.errors.values()])
    fields = dict(typed.cleaned_data)
    at, version = clock.now(), fields.pop("seen")
    return save_reply_draft(proposal, by=request.user, fields=fields, seen=version, at=at)


def _not_kept(request: HttpRequest, proposal: Proposal, refusal) -> HttpResponse:
    theirs = draft_of(proposal) if getattr(refusal, "code", "") == "stale" else None
    says = "".join(refusal.messages)
    if _asks_json(request):
        answer = {"says": says, **(_told(theirs) if theirs else {})}
        return JsonResponse(answer, status=409 if theirs else 422)
    form = _form(request, proposal, request.POST)
    form.errors.clear()  # it is a draft: only this is wrong with it
    form.add_error(None, refusal)
    _tell_if_stale(form, proposal, refusal)
    context = {"proposal": proposal, "form": form, "verb": ACTS["reply"].verb}
    template = "deputies/proposal_reply.html"
    return render(request, template, context | _around(proposal, request.user))


def _form(request: HttpRequest, proposal: Proposal, typed) -> ReplyForm:
    draft = draft_of(proposal)
    begin = draft.fields if draft else answer_to_begin_with(proposal)
    return ReplyForm(
        typed,
        request.FILES or None,
        initial={**begin, "seen": draft.version if draft else 0},
        asks_why_no_contact=asks_why_no_contact(proposal),
    )


def _around(proposal: Proposal, user) -> dict:
    opinions = opinions_on(proposal, user)
    return {
        "today": clock.today(),
        "draft": draft_of(proposal),
        "opinions": opinions,
        "without_opinion": without_opinion(opinions),
        "promises": open_promises(proposal),
    }


def _tell_if_stale(form: ReplyForm, proposal: Proposal, refusal) -> None:
    theirs = draft_of(proposal) if getattr(refusal, "code", "") == "stale" else None
    if theirs is not None:
        form.tell(theirs)


def _told(draft: ReplyDraft) -> dict:
    who = {"by": str(draft.saved_by), "at": _clock(draft)}
    return {"seen": draft.version, "fields": draft.fields, **who}


def _clock(draft: ReplyDraft) -> str:
    return f"{timezone.localtime(draft.saved_at):%H:%M}"


def _asks_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept") == "application/json"
