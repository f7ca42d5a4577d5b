"""Taking the list of deputies away as a workbook: exactly the rows that the list shows."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from deputies.documents.deputies import deputy_workbook
from deputies.forms.deputies import DeputyFilterForm
from deputies.forms.exports import ExportForm
from deputies.permissions.deputies import may_see_id_number, may_see_roster
from deputies.selectors.deputies import deputies_visible_to
from deputies.services.disclosure import hand_out
from township_npc.office import clock
from township_npc.office.policy import policy
from township_npc.office.views.downloads import workbook_response


@policy(may_see_roster, "GET", "POST")
def deputy_export(request: HttpRequest) -> HttpResponse:
    chosen = DeputyFilterForm.read(request.GET)
    rows = chosen.apply(deputies_visible_to(request.user))
    may_take_personal = may_see_id_number(request.user)
    if request.POST.get("personal") and not may_take_personal:
        raise PermissionDenied
    sent = request.POST if request.method == "POST" else None
    form = ExportForm(sent, may_take_personal=may_take_personal)
    if form.is_valid():
        personal, reason = form.cleaned_data["personal"], form.cleaned_data["reason"]
        note = f"{request.user.name} {timezone.localtime(clock.now()):%Y-%m-%d %H:%M} 导出"
        export = deputy_workbook(rows, title="代表名单", personal=personal, note=note)
        hand_out(export, by=request.user, chosen=chosen, personal=personal, reason=reason)
        return workbook_response(export)
    context = {"form": form, "count": rows.count(), "chosen": chosen}
    return render(request, "deputies/deputy_export.html", context)
