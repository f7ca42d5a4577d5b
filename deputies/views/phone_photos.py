"""Photos of a draft, one by one from the phone or all together with the form."""

from django.core.exceptions import ValidationError
from django.http import Http404, JsonResponse
from django.urls import reverse

from deputies.models import Proposal
from deputies.permissions.deputies import is_deputy
from deputies.selectors.drafts import own_or_unwritten, seat_of
from deputies.services.photos import add_photo, drop_photo
from deputies.services.proposals import begin_draft
from township_npc.office import clock
from township_npc.office.policy import policy


@policy(is_deputy, "POST")
def photo_add(request, pk):
    """200 with where to delete it, or 422 with the sentence why it was not taken."""
    draft = own_or_unwritten(request.user, pk)
    upload = request.FILES.get("photo")
    if upload is None:
        return _refused("没有收到照片，请重新加一次。")
    try:
        photo = add_photo(draft or _begin(request, pk), upload, by=request.user, at=clock.now())
    except ValidationError as error:
        return _refused(error.messages[0])
    return JsonResponse({"drop_url": reverse("deputies:photo-drop", args=[pk, photo.pk])})


@policy(is_deputy, "POST")
def photo_drop(request, pk, photo):
    draft = own_or_unwritten(request.user, pk)
    if draft is None:
        raise Http404
    try:
        drop_photo(draft, photo, by=request.user)
    except ValidationError as error:
        return _refused(error.messages[0])
    return JsonResponse({})


def take_photos(request, draft: Proposal) -> None:
    """The photos of a form sent without scripts; the good ones stay even where one is refused."""
    refused = []
    for upload in request.FILES.getlist("photos"):
        try:
            add_photo(draft, upload, by=request.user, at=clock.now())
        except ValidationError as error:
            refused.append(f"{upload.name}：{error.messages[0]}")
    if refused:
        raise ValidationError({"photos": refused})


def _begin(request, pk) -> Proposal:
    """A photo may come before the first word."""
    return begin_draft(seat_of(request.user), by=request.user, id=pk, at=clock.now())


def _refused(sentence: str) -> JsonResponse:
    return JsonResponse({"says": sentence}, status=422)
