"""Taking the list of 建议 away as a workbook: exactly the rows that the list shows."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from deputies.documents.proposals import proposal_workbook
from deputies.forms.proposals import ProposalFilterForm
from deputies.permissions.proposals import may_see_list
from deputies.selectors.confidential import title_shown_to
from deputies.selectors.cosigner_list import with_cosigners
from deputies.selectors.proposal_list import proposal_rows
from deputies.services.handling import hand_out_list
from township_npc.office import clock
from township_npc.office.policy import policy
from township_npc.office.views.downloads import workbook_response


@policy(may_see_list, "POST")
def proposal_export(request: HttpRequest) -> HttpResponse:
    today, chosen = clock.today(), ProposalFilterForm.read(request.GET)
    note = f"{request.user.name} {timezone.localtime(clock.now()):%Y-%m-%d %H:%M} 导出"
    rows = with_cosigners(proposal_rows(request.user, chosen, today))
    title_of = title_shown_to(request.user)
    export = proposal_workbook(rows, today=today, note=note, title_of=title_of)
    hand_out_list(export, by=request.user, chosen=chosen.chosen)
    return workbook_response(export)
