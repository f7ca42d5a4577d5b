"""代为登记: the office enters what a deputy brought on paper."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from deputies.forms.proposals import EntryForm
from deputies.permissions.proposals import may_enter
from deputies.services.proposals import enter_proposal
from township_npc.office import clock
from township_npc.office.policy import policy
from township_npc.office.views.answers import answer_once


@policy(may_enter, "GET", "POST")
def proposal_enter(request: HttpRequest) -> HttpResponse:
    form = EntryForm(request.POST or None)

    def act() -> str:
        fields = dict(form.cleaned_data)
        lead, signed_on = fields.pop("lead"), fields.pop("signed_on_paper_on")
        proposal = enter_proposal(
            lead, by=request.user, fields=fields, signed_on_paper_on=signed_on, at=clock.now()
        )
        messages.success(request, "已登记，可以打印登记单给代表。")
        return reverse("deputies:proposal-detail", args=[proposal.pk])

    return answer_once(request, form, act, "deputies/proposal_enter.html")
