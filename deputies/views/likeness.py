"""相近的建议, told while one is written: a fragment for the page, empty where there is none."""

from django.http import HttpRequest, JsonResponse
from django.template.loader import render_to_string

from deputies.forms.cosigners import LikenessForm
from deputies.permissions.deputies import is_deputy
from deputies.selectors.likeness import alike_titles
from township_npc.office.policy import policy


@policy(is_deputy, "POST")
def likeness_list(request: HttpRequest, pk) -> JsonResponse:
    """``pk`` is the draft that is written; nothing is read of it, it only leads back."""
    hints = alike_titles(request.user, LikenessForm(request.POST).words)
    context = {"hints": hints, "draft_id": pk}
    return JsonResponse({"html": render_to_string("deputies/_likeness.html", context)})
