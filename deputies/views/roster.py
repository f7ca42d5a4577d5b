"""Importing the roster: a file, a look at what it would do, the doing, the undoing."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from deputies.choices import ImportState, RowKind
from deputies.documents.roster_sample import roster_sample as sample_workbook
from deputies.forms.roster import RosterForm, read_choices, read_kind
from deputies.models import RosterImport
from deputies.permissions.deputies import may_keep_roster
from deputies.roster.headings import LABELS
from deputies.rules.roster import UNDO_PERIOD
from deputies.selectors.roster import (
    RowCounts,
    earlier_imports,
    imports_visible_to,
    refused_rows,
    row_counts,
    rows_page,
)
from deputies.selectors.terms import open_term
from deputies.services.roster_commit import write_import
from deputies.services.roster_preview import (
    choose_rows,
    drop_preview,
    keep_preview,
    preview_roster,
)
from deputies.services.roster_undo import undo_import
from township_npc.office import clock
from township_npc.office.policy import policy
from township_npc.office.selectors import the_office
from township_npc.office.services.once import create_once
from township_npc.office.views.downloads import workbook_response


@policy(may_keep_roster, "GET", "POST")
def roster_import(request: HttpRequest) -> HttpResponse:
    """Read before the transaction opens: only the preview's rows are written inside it."""
    term = open_term()
    form = RosterForm(request.POST or None, request.FILES or None)
    if term and request.method == "POST" and form.is_valid():
        try:
            preview = _read(request, form.cleaned_data["file"], term)
        except ValidationError as error:
            form.add_error("file", error)
        else:
            return create_once(request, lambda: _keep(preview, request.user))
    context = {
        "form": form,
        "term": term,
        "imports": earlier_imports(request.user),
        "columns": LABELS.values(),
        "term_url": reverse("deputies:term-new"),
    }
    return render(request, "deputies/roster_import.html", context)


def _read(request, file, term):
    return preview_roster(
        file,
        file.name,
        term=term,
        by=request.user,
        at=clock.now(),
        today=clock.today(),
        is_demo=the_office().is_demo,
    )


def _keep(preview, user) -> str:
    return _address(keep_preview(preview, by=user))


@policy(may_keep_roster)
def roster_sample(request: HttpRequest) -> HttpResponse:
    return workbook_response(sample_workbook())


@policy(may_keep_roster)
def roster_preview(request: HttpRequest, pk) -> HttpResponse:
    """Before the import the choices; after it what was done, what was not and why."""
    batch = _batch(request, pk)
    kind, counts = read_kind(request.GET), row_counts(batch)
    context = {
        "batch": batch,
        "kind": kind,
        "counts": counts,
        "chips": [("", "全部", counts.total), *_chips(counts)],
        "page_obj": rows_page(batch, kind, request.GET.get("page", "1")),
        "refused": refused_rows(batch),
        "is_open": batch.state == ImportState.PREVIEW,
        "undo_until": batch.done_at and batch.done_at + UNDO_PERIOD,
        "now": clock.now(),
    }
    return render(request, "deputies/roster_preview.html", context)


@policy(may_keep_roster, "POST")
def roster_choose(request: HttpRequest, pk) -> HttpResponse:
    """The chips and pages of a preview are buttons: going on keeps what was chosen."""
    batch = _batch(request, pk)
    if _said(request, lambda: _keep_choices(request, batch)):
        where = {"kind": read_kind(request.POST), "page": request.POST.get("page", "")}
        return redirect(f"{_address(batch)}?{urlencode({k: v for k, v in where.items() if v})}")
    return redirect(_address(batch))


@policy(may_keep_roster, "POST")
def roster_write(request: HttpRequest, pk) -> HttpResponse:
    batch = _batch(request, pk)

    def act() -> None:
        if batch.state == ImportState.PREVIEW:
            _keep_choices(request, batch)
        write_import(batch, by=request.user, at=clock.now())

    if _said(request, act):
        messages.success(request, f"导入好了：{row_counts(batch).done}。")
    return redirect(_address(batch))


@policy(may_keep_roster, "POST")
def roster_drop(request: HttpRequest, pk) -> HttpResponse:
    batch = _batch(request, pk)
    if not _said(request, lambda: drop_preview(batch, by=request.user)):
        return redirect(_address(batch))
    messages.success(request, f"“{batch.file_name}”没有导入，读到的内容已经删掉。")
    return redirect("deputies:roster-import")


@policy(may_keep_roster, "GET", "POST")
def roster_undo(request: HttpRequest, pk) -> HttpResponse:
    batch = _batch(request, pk)
    if request.method == "POST":
        if _said(request, lambda: undo_import(batch, by=request.user, at=clock.now())):
            messages.success(request, f"“{batch.file_name}”的导入已经撤销。")
        return redirect(_address(batch))
    return render(
        request, "deputies/roster_undo.html", {"batch": batch, "counts": row_counts(batch)}
    )


def _batch(request: HttpRequest, pk) -> RosterImport:
    return get_object_or_404(imports_visible_to(request.user), pk=pk)


def _address(batch: RosterImport) -> str:
    return reverse("deputies:roster-preview", args=[batch.pk])


def _keep_choices(request: HttpRequest, batch: RosterImport) -> None:
    choose_rows(batch, read_choices(request.POST), by=request.user)


def _chips(counts: RowCounts) -> list[tuple[str, str, int]]:
    order = (RowKind.NEW, RowKind.CHANGED, RowKind.SUSPICIOUS, RowKind.SAME)
    return [(kind, kind.label, counts.kinds[kind]) for kind in order]


def _said(request: HttpRequest, act) -> bool:
    """Run ``act``; say what was wrong above the page it leads back to."""
    try:
        act()
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return False
    return True
