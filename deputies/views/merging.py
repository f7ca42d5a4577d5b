"""并案、分开、拆分 through the page of one 建议."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse

from deputies.forms.proposal_turns import (
    DeclineMergeForm,
    MergeForm,
    SeparateForm,
    SplitForm,
)
from deputies.models import Proposal
from deputies.permissions.proposal_acts import ACTS
from deputies.permissions.proposal_turns import may_merge, may_suggest_merge
from deputies.permissions.proposals import may_see_proposals
from deputies.selectors.merge_suggestions import merge_to_begin_with, merges_suggested
from deputies.selectors.merging import offered
from deputies.selectors.proposals import proposals_visible_to
from deputies.services.merge_suggestions import decline_merge, suggest_merge, take_back_merge
from deputies.services.merging import merge_proposals, separate_proposal
from deputies.services.splitting import split_proposal
from deputies.views.proposal_acts import act_once, back_to, seen, work
from township_npc.office import clock
from township_npc.office.permissions import require
from township_npc.office.policy import policy

#: So many candidates stand on the page; a word narrows them.
MOST = 50


@policy(may_see_proposals, "GET", "POST")
def proposal_merge(request: HttpRequest, pk) -> HttpResponse:
    """The page of the main one: which come under it. It begins with what was proposed."""
    main = seen(request, pk)
    ticked = {"others": request.GET.getlist("with")}
    form = _merge_form(request, main, merge_to_begin_with(main) or ticked)

    def act(**values) -> str:
        merge_proposals(main, by=request.user, at=clock.now(), **values)
        return f"已并案，{len(values['others'])} 件和{main.called}一起办理。"

    shown = {"suggested": merges_suggested(main), **_looked_for(request)}
    return work(request, main, ACTS["merge"], form, act, shown)


@policy(may_see_proposals, "GET", "POST")
def proposal_merge_suggest(request: HttpRequest, pk) -> HttpResponse:
    """拟并案: the same page, for who proposes."""
    main = seen(request, pk)
    form = _merge_form(request, main, {"others": request.GET.getlist("with")})

    def act(**values) -> str:
        suggest_merge(main, by=request.user, at=clock.now(), **values)
        return "已拟好，等主任决定。"

    return work(request, main, ACTS["merge-suggest"], form, act, _looked_for(request))


@policy(may_see_proposals, "GET", "POST")
def proposal_merge_decline(request: HttpRequest, pk) -> HttpResponse:
    """不并案: the director's no to what was proposed."""
    main = seen(request, pk)
    require(may_merge(request.user))
    suggested = merges_suggested(main)
    if request.method == "GET" and not suggested:
        messages.warning(request, "现在没有等决定的拟并案。")
        return back_to(main)

    def act(**values) -> str:
        decline_merge(main, by=request.user, at=clock.now(), **values)
        return "没有并案，各办各的。"

    form = DeclineMergeForm(request.POST or None)
    shown = {"verb": "不并案", "suggested": suggested}
    return act_once(request, main, form, act, "merge-decline", shown)


@policy(may_see_proposals, "POST")
def proposal_merge_take_back(request: HttpRequest, pk) -> HttpResponse:
    """更正: who proposed it takes it back."""
    main = seen(request, pk)
    require(may_suggest_merge(request.user))
    try:
        take_back_merge(main, by=request.user, at=clock.now())
    except ValidationError as refusal:
        messages.warning(request, refusal.messages[0])
    else:
        messages.success(request, "拟并案已撤回。")
    return back_to(main)


def _merge_form(request: HttpRequest, main: Proposal, begin: dict) -> MergeForm:
    text = _looked_for(request)["text"]
    return MergeForm(
        request.POST or None,
        initial=begin,
        offered=offered(request.user, main, text, MOST),
        seen=proposals_visible_to(request.user).exclude(pk=main.pk),
    )


def _looked_for(request: HttpRequest) -> dict:
    return {"text": request.GET.get("text", "")[:60], "most": MOST}


@policy(may_see_proposals, "GET", "POST")
def proposal_separate(request: HttpRequest, pk) -> HttpResponse:
    proposal = seen(request, pk)

    def act(**values) -> str:
        separate_proposal(proposal, by=request.user, at=clock.now(), **values)
        return "已分开，现在等交办。"

    return work(request, proposal, ACTS["separate"], SeparateForm(request.POST or None), act)


@policy(may_see_proposals, "GET", "POST")
def proposal_split(request: HttpRequest, pk) -> HttpResponse:
    proposal = seen(request, pk)
    begin = {"category": proposal.category}
    form = SplitForm(request.POST or None, initial=begin, proposal=proposal)

    def act(**values) -> str:
        new = split_proposal(proposal, by=request.user, at=clock.now(), **values)
        return f"已拆出{new.called}，等交办。"

    return work(request, proposal, ACTS["split"], form, act)
