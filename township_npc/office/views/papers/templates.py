"""The templates: their fixed text in the office's own words, looked at before it is kept."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from township_npc.office import clock
from township_npc.office.forms.papers import SeenForm, WordingForm
from township_npc.office.models import TemplateWording
from township_npc.office.papers.difference import counts, difference_of
from township_npc.office.papers.library import PaperTemplate
from township_npc.office.papers.page import paper_html_for_screen
from township_npc.office.papers.text import PaperText, check_places, compose
from township_npc.office.permissions import may_keep_papers
from township_npc.office.policy import policy
from township_npc.office.selectors.papers import all_templates, template_of
from township_npc.office.selectors.wordings import (
    known_places,
    newest_wordings,
    places_of,
    wording_in_force,
    wording_with_sample,
    wordings_of,
)
from township_npc.office.services.papers.templates import use_wording, word_template
from township_npc.office.views.answers import answer


@policy(may_keep_papers)
def template_list(request: HttpRequest) -> HttpResponse:
    worded = newest_wordings()
    rows = [(template, worded.get(template.key)) for _, template in all_templates()]
    return render(request, "office/template_list.html", {"rows": rows})


@policy(may_keep_papers)
def template_detail(request: HttpRequest, key: str) -> HttpResponse:
    template = _template(key)
    text = wording_in_force(template)
    history = list(wordings_of(template))
    context = {
        "template": template,
        "looks": _looks(template, text),
        "history": history,
        "in_force": history[0] if history else None,
    }
    return render(request, "office/template_detail.html", context)


@policy(may_keep_papers, "GET", "POST")
def template_edit(request: HttpRequest, key: str) -> HttpResponse:
    template, looks = _template(key), None
    seen = wordings_of(template).count()
    form = WordingForm(
        request.POST or None, kind=template, text=wording_in_force(template), seen=seen
    )
    if request.POST.get("look") and form.is_valid():
        looks = _look_at(template, form)
    own, common = places_of(template, clock.today())
    context = {"template": template, "looks": looks, "own": own, "common": common, "form": form}
    if request.POST.get("look"):
        return render(request, "office/template_edit.html", context)

    def act() -> str:
        word_template(
            key,
            form.text(),
            seen=form.cleaned_data["seen"],
            by=request.user,
            at=clock.now(),
        )
        messages.success(request, "已存好，以后起草就用这一版。")
        return _page_of(template)

    return answer(request, form, act, "office/template_edit.html", context)


@policy(may_keep_papers, "GET", "POST")
def template_version(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """One earlier wording (0: the program's own) beside the one in force."""
    template = _template(key)
    history = list(wordings_of(template))
    earlier, text = _earlier(template, number)
    form = SeenForm(request.POST or None, initial={"seen": len(history)})

    def act() -> str:
        seen = form.cleaned_data["seen"]
        use_wording(key, number, seen=seen, by=request.user, at=clock.now())
        messages.success(request, "已换好，以后起草就用这一版。")
        return _page_of(template)

    parts = difference_of(wording_in_force(template), text)
    context = {
        "template": template,
        "number": number,
        "earlier": earlier,
        "parts": parts,
        "counts": counts(parts),
        "looks": _looks(template, text),
    }
    return answer(request, form, act, "office/template_version.html", context)


def _template(key: str) -> PaperTemplate:
    try:
        return template_of(key)[1]
    except LookupError:
        raise Http404 from None


def _earlier(template: PaperTemplate, number: int) -> tuple[TemplateWording | None, PaperText]:
    if number == 0:
        return None, template.wording()
    row = get_object_or_404(wordings_of(template), number=number)
    return row, template.wording() if row.is_withdrawn else row.text()


def _look_at(template: PaperTemplate, form: WordingForm) -> str | None:
    """The sample in these words; what is wrong with them stands in the form instead."""
    try:
        check_places(form.text(), known_places(template))
    except ValidationError as faults:
        form.add_error(None, faults)
        return None
    return _looks(template, form.text())


def _looks(template: PaperTemplate, text: PaperText) -> str:
    filled = wording_with_sample(template, text, clock.today())
    return paper_html_for_screen(compose(filled, layout=template.layout))


def _page_of(template: PaperTemplate) -> str:
    return reverse("office:template-detail", args=[template.key])
