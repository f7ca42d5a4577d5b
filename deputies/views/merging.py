"""并案、分开、拆分 through the page of one 建议."""

from django.http import HttpRequest, HttpResponse

from deputies.forms.proposal_turns import MergeForm, SeparateForm, SplitForm
from deputies.permissions.proposal_acts import ACTS
from deputies.permissions.proposals import may_see_proposals
from deputies.selectors.merging import candidates
from deputies.selectors.proposals import proposals_visible_to
from deputies.services.merging import merge_proposals, separate_proposal
from deputies.services.splitting import split_proposal
from deputies.views.proposal_acts import seen, work
from township_npc.office import clock
from township_npc.office.policy import policy

#: So many candidates stand on the page; a word narrows them.
MOST = 50


@policy(may_see_proposals, "GET", "POST")
def proposal_merge(request: HttpRequest, pk) -> HttpResponse:
    """The page of the main one: which come under it."""
    main, text = seen(request, pk), request.GET.get("text", "")[:60]
    form = MergeForm(
        request.POST or None,
        initial={"others": request.GET.getlist("with")},
        offered=candidates(request.user, main, text)[:MOST],
        seen=proposals_visible_to(request.user).exclude(pk=main.pk),
    )

    def act(**values) -> str:
        merge_proposals(main, by=request.user, at=clock.now(), **values)
        return f"已并案，{len(values['others'])} 件和{main.called}一起办理。"

    return work(request, main, ACTS["merge"], form, act, {"text": text, "most": MOST})


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
