"""协办 and 改交: which units have a 建议, and what the assisting ones write."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from deputies.forms.assisting import AssistingForm, OpinionForm, ReassignForm
from deputies.permissions.proposal_acts import ACTS
from deputies.permissions.proposals import is_assisting, may_decide, may_see_proposals
from deputies.rules.proposals import WITH_THE_UNIT
from deputies.selectors.assignments import assignment_in_force, contest_waiting
from deputies.selectors.assisting import assisting_units, own_assisting
from deputies.selectors.proposal_page import reply_deadlines
from deputies.services.assisting import choose_assisting, give_opinion
from deputies.services.reassigning import reassign_proposal
from deputies.views.proposal_acts import act_once, back_to, seen, work
from township_npc.office import clock
from township_npc.office.permissions import require
from township_npc.office.policy import policy
from township_npc.office.services.files import files_of


@policy(may_see_proposals, "GET", "POST")
def proposal_reassign(request: HttpRequest, pk) -> HttpResponse:
    proposal, today = seen(request, pk), clock.today()
    assignment = assignment_in_force(proposal)
    contest = contest_waiting(proposal)
    begin = {"on": today, "assisting": assisting_units(proposal)}
    if assignment is not None:
        begin["seen"] = assignment.pk
    if contest is not None:
        begin |= {"to": contest.suggested_unit_id, "ready": ReassignForm.CONTESTED}
    form = ReassignForm(request.POST or None, initial=begin, left=proposal.lead_unit)

    def act(**values) -> str:
        reassign_proposal(proposal, by=request.user, at=clock.now(), **values)
        return f"已改交给{proposal.lead_unit}，{proposal.reply_due_on} 前答复。"

    shown = {"deadlines": reply_deadlines(today), "contest": contest}
    return work(request, proposal, ACTS["reassign"], form, act, shown)


@policy(may_see_proposals, "GET", "POST")
def proposal_assisting(request: HttpRequest, pk) -> HttpResponse:
    proposal = seen(request, pk)
    require(may_decide(request.user))
    if proposal.lead_unit is None:
        messages.warning(request, "还没有交办，协办单位在交办时选。")
        return back_to(proposal)
    begin = {"assisting": assisting_units(proposal)}
    form = AssistingForm(request.POST or None, initial=begin, lead_unit=proposal.lead_unit)

    def act(assisting) -> str:
        choose_assisting(proposal, by=request.user, units=assisting, at=clock.now())
        return "协办单位已定好。"

    return work(request, proposal, ACTS["assisting"], form, act)


@policy(may_see_proposals, "GET", "POST")
def proposal_opinion(request: HttpRequest, pk) -> HttpResponse:
    """提出协办意见, or put it right."""
    proposal = seen(request, pk)
    require(is_assisting(request.user, proposal))
    assisting = own_assisting(proposal, request.user)
    if request.method == "GET" and proposal.state not in WITH_THE_UNIT:
        messages.warning(request, "主办单位已经答复，协办意见不能再改。")
        return back_to(proposal)
    form = OpinionForm(
        request.POST or None,
        request.FILES or None,
        initial={"text": assisting.text},
        files=files_of(assisting),
    )

    def act(**values) -> str:
        give_opinion(assisting, by=request.user, at=clock.now(), **values)
        return f"协办意见已交给{proposal.lead_unit}。"

    verb = "改协办意见" if assisting.given_at else "写协办意见"
    shown = {"verb": verb, "assisting": assisting, "today": clock.today()}
    return act_once(request, proposal, form, act, "opinion", shown)
