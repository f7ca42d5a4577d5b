"""备份: one button for somebody who never made a backup, and the earlier ones to take away."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters

from township_npc.office.backup import shelf
from township_npc.office.forms.key_sheet import FullExportForm
from township_npc.office.permissions import is_director, may_tend_machine
from township_npc.office.policy import policy
from township_npc.office.services.backup import log_taken_away, make_backup_by_hand
from township_npc.office.services.export import ask_full_export
from township_npc.office.services.once import create_once, start_once
from township_npc.office.views.jobs import address


@policy(may_tend_machine, "GET", "POST")
def backup(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _made(request)
    return _page(request, FullExportForm(request=request))


@policy(may_tend_machine)
def backup_download(request: HttpRequest, name: str) -> HttpResponse:
    """Only a backup that stands in the list; the name is compared, never used as a path."""
    found = next((one for one in shelf.backups() if one.name == name), None)
    if found is None:
        raise Http404
    log_taken_away(request.user, found.path)
    return FileResponse(found.path.open("rb"), as_attachment=True, filename=found.name)


@policy(is_director, "POST")
@sensitive_post_parameters("password")
def full_export(request: HttpRequest) -> HttpResponse:
    form = FullExportForm(request.POST, request=request)
    if not form.is_valid():
        return _page(request, form)
    wanted = {name: form.cleaned_data[name] for name in ("reason", "sealed")}
    return create_once(request, lambda: address(ask_full_export(request.user, **wanted)))


def _page(request: HttpRequest, form: FullExportForm) -> HttpResponse:
    context = {
        "backups": shelf.backups(),
        "last": shelf.last_backup(),
        "size_remark": shelf.size_remark(),
        "is_director": is_director(request.user),
        "form": form,
    }
    return render(request, "office/backup.html", context)


def _made(request: HttpRequest) -> HttpResponse:
    try:
        return start_once(request, lambda: _make(request), lambda: _tapped_before(request))
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect("office:backup")


def _make(request: HttpRequest) -> HttpResponse:
    path = make_backup_by_hand(request.user)
    messages.success(request, f"备份好了：{path.name}。请下载到优盘，拔下来另外收好。")
    return redirect("office:backup")


def _tapped_before(request: HttpRequest) -> HttpResponse:
    messages.success(request, "这份备份刚才已经点过，做好了就在下面的表里。")
    return redirect("office:backup")
