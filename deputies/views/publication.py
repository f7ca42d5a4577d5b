"""公开 and 撤下, by the director."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from deputies.forms.publication import PublishForm, TakeDownForm, hash_of
from deputies.models import Proposal
from deputies.permissions.proposals import may_see_proposals
from deputies.permissions.publication import may_publish, may_publish_it, may_take_down_it
from deputies.selectors.publication import (
    Wording,
    answer_in_force,
    names_standing_in,
    standing_publication,
    wording_of,
)
from deputies.services.publication import publish_proposal, take_down
from deputies.views.proposal_acts import act_once, back_to, seen
from township_npc.office import clock
from township_npc.office.permissions import require
from township_npc.office.policy import policy


@policy(may_see_proposals, "GET", "POST")
def proposal_publish(request: HttpRequest, pk) -> HttpResponse:
    proposal = seen(request, pk)
    require(may_publish(request.user))
    answer = answer_in_force(proposal)
    if answer is None or (request.method == "GET" and not may_publish_it(request.user, proposal)):
        messages.warning(request, "这件建议现在不能公开，或者已经公开了。")
        return back_to(proposal)
    wording = wording_of(proposal, answer)
    form = _form(request, wording)

    def act(**words) -> str:
        publish_proposal(proposal, by=request.user, at=clock.now(), **words)
        return "已公开，谁都可以看。"

    shown = _preview(proposal, form, wording) | {"answer": answer}
    return act_once(request, proposal, form, act, "publish", shown)


@policy(may_see_proposals, "GET", "POST")
def proposal_take_down(request: HttpRequest, pk) -> HttpResponse:
    proposal = seen(request, pk)
    require(may_publish(request.user))
    if request.method == "GET" and not may_take_down_it(request.user, proposal):
        messages.warning(request, "这件建议现在没有公开。")
        return back_to(proposal)
    form = TakeDownForm(request.POST or None)

    def act(**values) -> str:
        take_down(proposal, by=request.user, at=clock.now(), **values)
        return "已撤下，外面看不到了。"

    shown = {"verb": "撤下公开的建议", "publication": standing_publication(proposal)}
    return act_once(request, proposal, form, act, "take-down", shown)


def _form(request: HttpRequest, wording: Wording) -> PublishForm:
    """At first the words without personal data, already shown as they will stand."""
    words = {"title": wording.title, "text": wording.text, "reply": wording.reply}
    form = PublishForm(request.POST or None, initial={**words, "seen": hash_of(words)})
    form.is_valid()  # a changed text takes the tick away before the form is drawn
    return form


def _preview(proposal: Proposal, form: PublishForm, wording: Wording) -> dict:
    told = "\n".join(form.words.values())
    return {
        "verb": "公开",
        "words": form.words,
        "taken": wording.taken,
        "names": names_standing_in(told, proposal),
    }
