"""我的草稿: kept by the page while it is written, listed, thrown away."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from deputies.forms.phone import ProposalForm, as_typed, first_sentence
from deputies.permissions.deputies import is_deputy
from deputies.permissions.proposals import may_write
from deputies.selectors.drafts import has_left, own_drafts, own_or_unwritten, seat_of
from deputies.services.proposals import delete_draft, save_draft
from township_npc.office import clock
from township_npc.office.policy import policy


@policy(is_deputy, "POST")
def draft_save(request, pk):
    """200 it is stored, 409 it has been sent, 410 it was deleted, 412 it went on elsewhere (and
    how), 422 why it cannot be stored. ``base``: the saved_at of the copy that was written on."""
    draft = own_or_unwritten(request.user, pk)
    if has_left(draft):
        return JsonResponse({"url": reverse("deputies:proposal-sent", args=[pk])}, status=409)
    if draft is None and request.POST.get("base"):
        says = "这件草稿在别处删掉了。接着写，会存成新的一件。"
        return JsonResponse({"says": says}, status=410)
    if draft and request.POST.get("base") != draft.saved_at.isoformat():
        there = {"saved_at": draft.saved_at.isoformat(), "fields": as_typed(draft)}
        return JsonResponse(there, status=412)
    form = ProposalForm(request.POST)
    if not form.is_valid():
        return _refused([errors[0] for errors in form.errors.values()])
    return _stored(request, pk, form.cleaned_data)


def _stored(request, pk, fields):
    lead = seat_of(request.user)
    try:
        draft = save_draft(lead, by=request.user, id=pk, fields=fields, at=clock.now())
    except ValidationError as error:
        return _refused(error.messages)
    title = draft.title or first_sentence(draft.text)
    return JsonResponse({"saved_at": draft.saved_at.isoformat(), "title": title})


def _refused(sentences: list[str]) -> JsonResponse:
    return JsonResponse({"says": "".join(sentences)}, status=422)


@policy(is_deputy, "GET")
@never_cache
def draft_list(request):
    context = {
        "drafts": own_drafts(request.user),
        "may_write": may_write(request.user),
        "back_url": reverse("office:home"),
    }
    return render(request, "deputies/draft_list.html", context)


@policy(is_deputy, "GET", "POST")
def draft_delete(request, pk):
    draft = get_object_or_404(own_drafts(request.user), pk=pk)
    if request.method == "POST":
        try:
            delete_draft(draft, by=request.user)
        except ValidationError as error:
            messages.error(request, error.messages[0])
        else:
            messages.success(request, f"删掉了：{draft}。")
        return redirect("deputies:draft-list")
    context = {"draft": draft, "back_url": reverse("deputies:draft-list")}
    return render(request, "deputies/draft_delete.html", context)
