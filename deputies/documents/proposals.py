"""The workbook of 建议: what the list shows."""

from collections.abc import Callable, Iterable
from datetime import date

from django.utils import timezone

from deputies.models import Proposal
from township_npc.office.rules import due_standing
from township_npc.office.workbook import Export, make_export

HEADINGS = (
    "编号", "标题", "领衔代表", "类别", "提出日期", "主办单位", "现在", "交办日期", "答复期限",
    "期限", "答复日期", "结果", "联名代表", "并入", "重点督办", "保密",
)  # fmt: skip


def proposal_workbook(
    proposals: Iterable[Proposal],
    *,
    today: date,
    note: str,
    title_of: Callable[[Proposal], str],
) -> Export:
    """Rows of ``proposal_rows``: with their ``answers`` and who has ``cosigned``. ``title_of``
    leaves a confidential title out for who has not the proposal itself."""
    rows = [_row(proposal, today, title_of(proposal)) for proposal in proposals]
    return make_export("代表建议", HEADINGS, rows, note=note)


def _row(proposal: Proposal, today: date, title: str) -> list:
    answer = proposal.answers[0] if proposal.answers else None
    replied_on = answer.replied_on if answer else None
    due_on = answer.due_on if answer else proposal.reply_due_on
    return [
        proposal.number,
        title,
        proposal.lead.person.name,
        proposal.get_category_display(),
        timezone.localdate(proposal.submitted_at) if proposal.submitted_at else None,
        str(proposal.lead_unit or ""),
        proposal.standing,
        proposal.assigned_on,
        due_on,
        due_standing(due_on, today=today, done_on=replied_on).text if due_on else "",
        replied_on,
        answer.result if answer else "",
        "、".join(str(cosigner) for cosigner in proposal.cosigned),
        proposal.merged_into.called if proposal.merged_into else "",
        "重点督办" if proposal.is_key else "",
        "保密" if proposal.is_confidential else "",
    ]
