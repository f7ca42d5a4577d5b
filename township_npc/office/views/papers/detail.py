"""The page of one paper: where it stands, how it looks, what comes next; its files."""

from urllib.parse import quote

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from township_npc.office import clock
from township_npc.office.models import OfficialPaper
from township_npc.office.papers import pdf, rules
from township_npc.office.papers.glyphs import glyphs_of
from township_npc.office.papers.page import paper_html_for_screen, paper_pdf
from township_npc.office.papers.word import paper_docx
from township_npc.office.permissions import may_keep_papers, may_see_papers, may_sign_paper
from township_npc.office.policy import SIGNED_IN, policy
from township_npc.office.registries import subjects
from township_npc.office.selectors import timeline
from township_npc.office.selectors.papers import (
    content_of,
    corrections_of,
    is_signed_by_director,
    newest_version,
    papers_visible_to,
    record_of,
    template_of,
)
from township_npc.office.word import MEDIA_TYPE


def seen_paper(request: HttpRequest, pk) -> OfficialPaper:
    beside = ("drafted_by", "number__series", "corrects__number", "follows__number")
    return get_object_or_404(papers_visible_to(request.user).select_related(*beside), pk=pk)


@policy(SIGNED_IN)
def paper_detail(request: HttpRequest, pk) -> HttpResponse:
    paper = seen_paper(request, pk)
    version = newest_version(paper)
    _, template = template_of(paper.template)
    context = {
        "paper": paper,
        "version": version,
        "template": template,
        "standing": rules.STANDING[paper.state],
        "next": rules.COMES_NEXT[paper.state],
        "returned": _returned(paper),
        "missing": rules.missing_parts(template, version.text(), paper.dated_on or clock.today()),
        "unfilled": rules.unfilled(version.text()),
        "looks": paper_html_for_screen(content_of(paper)),
        "glyphs": glyphs_of(version.text().everything()),
        "has_pdf": paper.issued_pdf_id is not None if paper.is_issued else pdf.can_render(),
        "may_keep": may_keep_papers(request.user),
        "may_sign": may_sign_paper(request.user, director_signs=is_signed_by_director(paper)),
        "lines": timeline(paper, request.user),
        "about": _about(paper, request.user),
        "sees_work": may_see_papers(request.user),
        "reviews": paper.county_reviews.select_related("asked_by__person"),
        "corrections": corrections_of(paper) if paper.is_issued else [],
        "today": clock.today(),
    }
    return render(request, "office/paper_detail.html", context)


@policy(SIGNED_IN)
def paper_print(request: HttpRequest, pk) -> HttpResponse:
    """For the printer of a browser, where the machine cannot make a PDF."""
    paper = seen_paper(request, pk)
    looks = paper_html_for_screen(content_of(paper))
    return render(request, "office/paper_print.html", {"paper": paper, "looks": looks})


@policy(SIGNED_IN)
@never_cache
def paper_file(request: HttpRequest, pk, kind: str) -> HttpResponse:
    """The issued bytes once it is issued; before that the draft, made anew."""
    paper = seen_paper(request, pk)
    if paper.is_issued:
        return _issued_file(paper, kind)
    if not may_keep_papers(request.user) and not request.user.has("chair"):
        raise Http404
    content = content_of(paper)
    try:
        body = paper_pdf(content) if kind == "pdf" else paper_docx(content)
    except ValidationError as refusal:
        return render(
            request, "office/paper_no_pdf.html", {"paper": paper, "why": refusal.messages[0]}
        )
    media_type = "application/pdf" if kind == "pdf" else MEDIA_TYPE
    response = HttpResponse(body, content_type=media_type)
    name = quote(f"草稿-{paper.title[:60]}.{kind}")
    shown = "inline" if kind == "pdf" else "attachment"
    response["Content-Disposition"] = f"{shown}; filename*=UTF-8''{name}"
    return response


def _issued_file(paper: OfficialPaper, kind: str) -> HttpResponse:
    file = paper.issued_pdf if kind == "pdf" else paper.issued_docx
    if file is None or not default_storage.exists(file.key):
        raise Http404
    return FileResponse(
        default_storage.open(file.key),
        as_attachment=kind != "pdf",
        filename=file.name,
        content_type=file.media_type,
    )


def _returned(paper: OfficialPaper):
    """What to mend, when the last word on the paper was to return it."""
    last = paper.decisions.select_related("by__person", "version").order_by("-at").first()
    is_open = paper.state == "draft" and last is not None and last.verdict == "returned"
    return last if is_open else None


def _about(paper: OfficialPaper, user) -> tuple[str, str] | None:
    """Title and address of the record, for who may see it."""
    row = record_of(paper)
    if row is None:
        return None
    entry = subjects[paper.subject_kind]
    if not entry.visible_to(user).filter(pk=row.pk).exists():
        return None
    return entry.title(row), entry.url(row)


def back_to(paper: OfficialPaper) -> str:
    return reverse("office:paper-detail", args=[paper.pk])
