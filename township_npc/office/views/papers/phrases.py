"""校对用词: what the gates take for wrong, in the office's own words and the program's."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from township_npc.office import clock
from township_npc.office.forms.phrases import (
    BuiltinFilterForm,
    BuiltinForm,
    PhraseForm,
    PhraseUseForm,
)
from township_npc.office.permissions import may_keep_papers, may_keep_phrases
from township_npc.office.policy import policy
from township_npc.office.selectors.phrases import builtin_rows, own_phrases, versions_of
from township_npc.office.services.papers.phrases import (
    add_phrase,
    change_phrase,
    switch_builtin,
    use_version,
)
from township_npc.office.views.answers import answer, answer_once

PAGE = 50


@policy(may_keep_papers)
def phrase_list(request: HttpRequest) -> HttpResponse:
    rows = builtin_rows()
    context = {
        "own": own_phrases(),
        "builtin": len(rows),
        "off": sum(bool(row) and not row.is_on for _, row in rows),
        "may_keep": may_keep_phrases(request.user),
    }
    return render(request, "office/phrase_list.html", context)


@policy(may_keep_papers)
def phrase_builtin(request: HttpRequest) -> HttpResponse:
    text = BuiltinFilterForm.read(request.GET)
    page = Paginator(builtin_rows(text), PAGE).get_page(request.GET.get("page"))
    context = {"page_obj": page, "q": text, "may_keep": may_keep_phrases(request.user)}
    return render(request, "office/phrase_builtin.html", context)


@policy(may_keep_phrases, "POST")
def phrase_switch(request: HttpRequest) -> HttpResponse:
    form = BuiltinForm(request.POST)
    values = form.cleaned_data if form.is_valid() else {"key": "", "is_on": False, "q": ""}
    try:
        switch_builtin(values["key"], is_on=values["is_on"], by=request.user, at=clock.now())
    except ValidationError as refusal:
        messages.warning(request, refusal.messages[0])
    else:
        done = "已启用。" if values["is_on"] else "已停用，校对时不再提示；随时可以启用。"
        messages.success(request, done)
    query = f"?{urlencode({'q': values['q']})}" if values["q"] else ""
    return redirect(f"{reverse('office:phrase-builtin')}{query}")


@policy(may_keep_phrases, "GET", "POST")
def phrase_new(request: HttpRequest) -> HttpResponse:
    form = PhraseForm(request.POST or None)

    def act() -> str:
        add_phrase(by=request.user, at=clock.now(), **form.values())
        messages.success(request, "已加上，以后校对就照这一条看。")
        return reverse("office:phrase-list")

    return answer_once(request, form, act, "office/phrase_form.html")


@policy(may_keep_phrases, "GET", "POST")
def phrase_detail(request: HttpRequest, line) -> HttpResponse:
    history = list(versions_of(line).filter(builtin=""))
    if not history:
        raise Http404
    form = PhraseForm(request.POST or None, row=history[0])

    def act() -> str:
        change_phrase(
            line,
            seen=form.cleaned_data["seen"],
            by=request.user,
            at=clock.now(),
            **form.values(),
        )
        messages.success(request, "已存好，以后校对就照新的看。")
        return reverse("office:phrase-list")

    context = {"row": history[0], "earlier": history[1:]}
    return answer(request, form, act, "office/phrase_form.html", context)


@policy(may_keep_phrases, "POST")
def phrase_use(request: HttpRequest, line) -> HttpResponse:
    form = PhraseUseForm(request.POST)
    if not versions_of(line).filter(builtin="").exists():
        raise Http404
    values = form.cleaned_data if form.is_valid() else {"number": 0, "seen": 0}
    try:
        use_version(line, by=request.user, at=clock.now(), **values)
    except ValidationError as refusal:
        messages.warning(request, refusal.messages[0])
    else:
        messages.success(request, "已换回那一版。")
    return redirect("office:phrase-detail", line=line)
