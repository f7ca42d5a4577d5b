"""The rules the office works by, each with its article (feature 5.08); 本会 may set its own."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from township_npc.office import clock, rulebook
from township_npc.office.forms.rulebook import RECOUNT, EffectForm, ReturnForm, RuleForm
from township_npc.office.models import RuleOverride
from township_npc.office.permissions import may_keep_rules, may_see_business, may_see_calendar
from township_npc.office.policy import policy
from township_npc.office.rulebook import Rule
from township_npc.office.selectors import the_office, work_calendar
from township_npc.office.selectors.recount import Foreseen, foresee
from township_npc.office.selectors.rulebook import (
    base_rule,
    history_of,
    office_rules,
    standing_row,
)
from township_npc.office.services.rulebook import as_rule, return_rule, set_rule


@policy(may_see_business)
def rule_list(request: HttpRequest) -> HttpResponse:
    key = the_office().rules_preset
    context = {
        "preset": rulebook.preset(key),
        "rules": office_rules().values(),
        "others": [one for one in rulebook.presets().values() if one.key != key],
        "may_keep": may_keep_rules(request.user),
        "may_see_calendar": may_see_calendar(request.user),
    }
    return render(request, "office/rule_list.html", context)


@policy(may_see_business)
def rule_detail(request: HttpRequest, key: str) -> HttpResponse:
    rule = _rule(key)
    may_set = may_keep_rules(request.user) and rule.force != "HARD"
    context = {"rule": rule, "lines": history_of(key), "may_set": may_set}
    return render(request, "office/rule_detail.html", context)


@policy(may_keep_rules, "GET", "POST")
def rule_set(request: HttpRequest, key: str) -> HttpResponse:
    """Filled in, looked at, and only then written."""
    rule, standing = _rule(key), standing_row(key)
    if rule.force == "HARD":
        messages.warning(request, f"“{rule.label}”是法律定死的，本会不能改。")
        return redirect("office:rule-detail", key=key)
    form = RuleForm(request.POST or None, rule=rule, standing=standing)
    seen = request.POST.get("seen", _mark(standing))
    context = {"rule": rule, "form": form, "seen": seen, "standing": standing}
    if request.method == "POST" and form.is_valid():
        return _look_or_set(request, context)
    return render(request, "office/rule_set.html", context)


@policy(may_keep_rules, "GET", "POST")
def rule_return(request: HttpRequest, key: str) -> HttpResponse:
    rule, standing, base = _rule(key), standing_row(key), base_rule(key)
    if standing is None:
        messages.warning(request, f"“{rule.label}”本会没有另定，不用退回。")
        return redirect("office:rule-detail", key=key)
    form = ReturnForm(request.POST or None)
    context = {
        "rule": rule,
        "base": base,
        "form": form,
        "seen": request.POST.get("seen", _mark(standing)),
        **_effect(request, foresee(work_calendar(), {key: base})),
    }
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        done = _done(request, key, lambda **how: return_rule(key, reason=reason, **how))
        if done:
            return done
        context["seen"] = _mark(standing)
    return render(request, "office/rule_return.html", context)


def _look_or_set(request: HttpRequest, context: dict) -> HttpResponse:
    form, key = context["form"], context["rule"].key
    new = as_rule(form.row)
    context |= {"new": new, **_effect(request, foresee(work_calendar(), {key: new}))}
    if request.POST.get("confirmed"):
        done = _done(request, key, lambda **how: set_rule(key, form.cleaned_data, **how))
        if done:
            return done
        context["seen"] = _mark(context["standing"])  # shown now, so it has been seen now
    return render(request, "office/rule_check.html", context)


def _effect(request: HttpRequest, foreseen: Foreseen) -> dict:
    """Asked only where something is open that counts by this rule."""
    effect = EffectForm(request.POST if request.POST.get("recount") else None)
    return {
        "today": clock.today(),
        "foreseen": foreseen,
        "effect": effect if foreseen.moved else None,
    }


def _done(request: HttpRequest, key: str, act: Callable[..., int]) -> HttpResponse | None:
    """Carry out; or say what was in the way, and None."""
    recount = request.POST.get("recount") == RECOUNT
    seen = request.POST.get("seen", "")
    try:
        moved = act(by=request.user, at=clock.now(), seen=seen, recount=recount)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return None
    told = f"重新算了 {moved} 件的期限" if moved else "已经交办的没有变"
    messages.success(request, f"办好了，{told}。")
    return redirect("office:rule-detail", key=key)


def _mark(standing: RuleOverride | None) -> str:
    return str(standing.pk) if standing else ""


def _rule(key: str) -> Rule:
    rule = office_rules().get(key)
    if rule is None:
        raise Http404
    return rule
