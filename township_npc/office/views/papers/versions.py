"""The versions of a paper: what changed between two, a Word file that comes back, a correction."""

from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from township_npc.office import clock
from township_npc.office.choices import WordingOrigin
from township_npc.office.forms.paper_versions import CompareForm, KeepForm, UploadForm
from township_npc.office.forms.papers import DueForm
from township_npc.office.models import OfficialPaper, PaperVersion
from township_npc.office.papers.difference import counts, difference_of
from township_npc.office.papers.uploaded import frame_of, take_body
from township_npc.office.permissions import may_keep_papers, may_see_papers
from township_npc.office.policy import policy
from township_npc.office.selectors.papers import newest_version, number_shown
from township_npc.office.services.papers.drafting import correct_paper, write_paper
from township_npc.office.views.answers import answer, answer_once
from township_npc.office.views.papers.detail import back_to, seen_paper


@policy(may_see_papers)
def paper_versions(request: HttpRequest, pk) -> HttpResponse:
    paper = seen_paper(request, pk)
    versions = list(paper.versions.select_related("by__person").order_by("-number"))
    by_number = {version.number: version for version in versions}
    old, new = CompareForm.read(request.GET, last=versions[0].number)
    parts = difference_of(by_number[old].text(), by_number[new].text())
    context = {
        "paper": paper,
        "versions": versions,
        "old": by_number[old],
        "new": by_number[new],
        "parts": parts,
        "counts": counts(parts),
    }
    return render(request, "office/paper_versions.html", context)


@policy(may_keep_papers, "GET", "POST")
def paper_upload(request: HttpRequest, pk) -> HttpResponse:
    """First the file, then what changed; only then a new version."""
    paper = seen_paper(request, pk)
    if not paper.may_be_written:
        messages.warning(request, "文件已经送审，不能再改；要改请先撤回。")
        return redirect(back_to(paper))
    version = newest_version(paper)
    if request.POST.get("keep"):
        return _keep(request, paper, version)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        taken = take_body(form.cleaned_data["file"], _frame(paper, version))
        if taken.body:
            begin = {"seen": version.number, "body": taken.body}
            context = _beside(paper, version, taken.body) | {"taken": taken}
            return render(request, _LOOK, {**context, "form": KeepForm(initial=begin)})
        form.add_error("file", "文件里没有找到正文。")
    return render(request, "office/paper_upload.html", {"paper": paper, "form": form})


@policy(may_keep_papers, "GET", "POST")
def paper_correct(request: HttpRequest, pk) -> HttpResponse:
    paper = seen_paper(request, pk)
    if not paper.is_issued:
        messages.warning(request, "文件还没有印发，直接改就行。")
        return redirect(back_to(paper))
    form = DueForm(request.POST or None)

    def act() -> str:
        new = correct_paper(paper, by=request.user, at=clock.now(), **form.cleaned_data)
        messages.success(request, "已照印发的起草了更正，请把有误的地方改好。")
        return back_to(new)

    return answer_once(request, form, act, "office/paper_correct.html", {"paper": paper})


_LOOK = "office/paper_upload_look.html"


def _keep(request: HttpRequest, paper: OfficialPaper, version: PaperVersion) -> HttpResponse:
    form = KeepForm(request.POST)

    def act() -> str:
        text = replace(version.text(), body=form.cleaned_data["body"])
        kept = write_paper(
            paper,
            text,
            by=request.user,
            at=clock.now(),
            seen=form.cleaned_data["seen"],
            origin=WordingOrigin.UPLOADED,
        )
        messages.success(request, f"已存成{kept}。")
        return back_to(paper)

    context = _beside(paper, version, request.POST.get("body", ""))
    return answer(request, form, act, _LOOK, context)


def _beside(paper: OfficialPaper, version: PaperVersion, body: str) -> dict:
    words = version.text()
    parts = difference_of(words, replace(words, body=body.replace("\r\n", "\n").strip()))
    return {"paper": paper, "version": version, "parts": parts, "counts": counts(parts)}


def _frame(paper: OfficialPaper, version: PaperVersion):
    return frame_of(
        version.text(),
        layout=paper.layout,
        number=number_shown(paper),
        dated_on=paper.dated_on,
    )
