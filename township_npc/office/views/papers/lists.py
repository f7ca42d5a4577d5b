"""The list of papers, and the choice of what to draft."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from township_npc.office import clock
from township_npc.office.context import Shell
from township_npc.office.forms.papers import BeginForm, PaperFilterForm
from township_npc.office.models import OfficialPaper
from township_npc.office.papers.rules import STANDING
from township_npc.office.permissions import may_keep_papers, may_see_papers
from township_npc.office.policy import policy
from township_npc.office.registries import subjects
from township_npc.office.rules import Standing, due_standing
from township_npc.office.selectors.papers import (
    LISTS,
    all_templates,
    desks_of,
    newest_version,
    older_papers,
    paper_counts,
    paper_rows,
    template_of,
)
from township_npc.office.selectors.wordings import wording_in_force
from township_npc.office.services.once import create_once
from township_npc.office.services.papers.drafting import draft_paper

PAGE = 50


@policy(may_see_papers)
def paper_list(request: HttpRequest) -> HttpResponse:
    chosen = PaperFilterForm.read(request.GET)
    counts, shell = paper_counts(request.user), Shell(request)
    labels = {template.key: template.label for _, template in all_templates()}
    page = Paginator(paper_rows(request.user, chosen), PAGE).get_page(request.GET.get("page"))
    today = clock.today()
    desks = desks_of(page)
    rows = [
        {
            "paper": paper,
            "label": labels.get(paper.template, ""),
            "standing": STANDING[paper.state],
            "due": _due(paper, today),
            "desk": desks.get(paper.pk, ""),
        }
        for paper in page
    ]
    context = {
        "page_obj": page,
        "rows": rows,
        "shell": shell,
        "came": shell.todo_counts.get("office.IncomingPaper", 0),
        "chosen": chosen,
        "tabs": [(key, label, counts[key], key == chosen.view) for key, label in LISTS.items()],
        "kinds": sorted(labels.items(), key=lambda pair: pair[0] != chosen.template),
        "kind": labels.get(chosen.template, ""),
        "may_keep": may_keep_papers(request.user),
        "waiting": counts["mine"],
        "is_at_work": chosen.view in ("work", "mine"),
        "list_url": reverse("office:paper-list"),
    }
    return render(request, "office/paper_list.html", context)


@policy(may_keep_papers)
def paper_choose(request: HttpRequest) -> HttpResponse:
    """What to draft; a paper about a record is begun on that record's page."""
    alone = [template for _, template in all_templates() if not template.is_about]
    about = [
        (template, template.begun_at[0], reverse(template.begun_at[1]))
        for _, template in all_templates()
        if template.is_about
    ]
    return render(request, "office/paper_choose.html", {"alone": alone, "about": about})


@policy(may_keep_papers, "GET", "POST")
def paper_new(request: HttpRequest, key: str) -> HttpResponse:
    template, about = _template_and_record(request, key)
    older = older_papers(key) if not template.is_about else OfficialPaper.objects.none()
    begun_from = _begun_from(older, request.GET.get("follows", ""))
    form = BeginForm(request.POST or None, older=older, initial={"follows": begun_from})

    def act() -> str:
        paper = draft_paper(key, by=request.user, at=clock.now(), about=about, **form.cleaned_data)
        messages.success(request, _begun(template.label, paper.follows))
        return reverse("office:paper-write", args=[paper.pk])

    if request.method == "POST" and form.is_valid():
        return create_once(request, act)
    context = {
        "form": form,
        "template": template,
        "about": about,
        "older": begun_from,
        "wording": newest_version(begun_from) if begun_from else wording_in_force(template),
    }
    return render(request, "office/paper_new.html", context)


def _begun_from(older: QuerySet[OfficialPaper], key: str) -> OfficialPaper | None:
    """The paper on whose page 照着它起草 was chosen."""
    try:
        return older.filter(pk=UUID(key)).first()
    except ValueError:
        return None


def _begun(label: str, older: OfficialPaper | None) -> str:
    if older is None:
        return f"已按模板起草{label}，请把空着的填好。"
    return "已照旧文起草。改好以后到“三关校对”看看旧文留下了什么。"


def _due(paper: OfficialPaper, today: date) -> Standing | None:
    if paper.due_on is None or paper.is_issued:
        return None
    return due_standing(paper.due_on, today=today)


def _template_and_record(request: HttpRequest, key: str):
    """The template, and the record that ``?about=`` names, when this person sees it."""
    try:
        kind, template = template_of(key)
    except LookupError:
        raise Http404 from None
    if not template.is_about:
        return template, None
    rows = subjects[kind].visible_to(request.user)
    row = rows.filter(pk=request.GET.get("about") or None).first()
    if row is None or not template.is_offered(row, clock.today()):
        raise Http404
    return template, row
