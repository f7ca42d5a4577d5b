"""The rules the office works by, read-only, each with its article (feature 5.08)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from township_npc.office import rulebook
from township_npc.office.permissions import may_see_business
from township_npc.office.policy import policy
from township_npc.office.selectors import the_office


@policy(may_see_business)
def rule_list(request: HttpRequest) -> HttpResponse:
    key = the_office().rules_preset
    others = [one for one in rulebook.presets().values() if one.key != key]
    context = {
        "preset": rulebook.preset(key),
        "rules": rulebook.effective(key).values(),
        "others": others,
    }
    return render(request, "office/rule_list.html", context)
