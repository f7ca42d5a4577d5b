"""设为保密、取消保密."""

from django.http import HttpRequest, HttpResponse

from deputies.forms.proposal_turns import ConfidentialForm, LiftConfidenceForm
from deputies.permissions.proposal_acts import ACTS
from deputies.permissions.proposals import may_see_proposals
from deputies.services.confidential import keep_confidential, lift_confidence
from deputies.views.proposal_acts import seen, work
from township_npc.office import clock
from township_npc.office.policy import policy


@policy(may_see_proposals, "GET", "POST")
def proposal_confidential(request: HttpRequest, pk) -> HttpResponse:
    proposal = seen(request, pk)

    def act(**values) -> str:
        keep_confidential(proposal, by=request.user, at=clock.now(), **values)
        return "已设为保密，不会公开。"

    form = ConfidentialForm(request.POST or None)
    return work(request, proposal, ACTS["confidential"], form, act)


@policy(may_see_proposals, "GET", "POST")
def proposal_confidence_lift(request: HttpRequest, pk) -> HttpResponse:
    proposal = seen(request, pk)

    def act(**values) -> str:
        lift_confidence(proposal, by=request.user, at=clock.now(), **values)
        return "已取消保密。"

    form = LiftConfidenceForm(request.POST or None)
    return work(request, proposal, ACTS["confidence-lift"], form, act)
