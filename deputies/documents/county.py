"""What goes up to the county: each 建议 on a form of its own, and the list of them."""

from collections.abc import Iterable, Sequence
from datetime import date

from deputies.models import CountyProposal
from township_npc.office.models import Office
from township_npc.office.word import Form, Row, write_forms
from township_npc.office.workbook import Export, make_export

HEADINGS = (
    "序号", "标题", "领衔代表", "级别", "联名代表", "类别", "收到日期", "现在", "上交日期",
    "县里谁收的", "县里答复的日期", "内容",
)  # fmt: skip


def county_forms(proposals: Sequence[CountyProposal], *, office: Office) -> Export:
    """One .docx, a page or more for each; our own neutral form."""
    forms = [_form(proposal, office) for proposal in proposals]
    content = write_forms(forms, title="县代表建议")
    return Export("县代表建议.docx", content, len(forms))


def county_workbook(proposals: Iterable[CountyProposal], *, note: str) -> Export:
    rows = [_row(number, proposal) for number, proposal in enumerate(proposals, start=1)]
    return make_export("县代表建议清单", HEADINGS, rows, note=note)


def _form(proposal: CountyProposal, office: Office) -> Form:
    level = proposal.lead.get_level_display()
    rows = [
        Row("领衔代表", f"{proposal.lead.person.name}（{level}代表）"),
        Row("单位职务", proposal.lead.post),
        Row("联名代表", proposal.co_signers or "无"),
        Row("类别", proposal.get_category_display()),
        Row("标题", proposal.title),
        Row("内容", proposal.text, lines=6),
        Row("代表签名", "", lines=2),
        Row("收集单位", f"{office.town}人大办公室  {_cn(proposal.collected_on)}收到"),
        Row("接收人", "", lines=2),
    ]
    return Form("代表建议、批评和意见", f"（{level}人民代表大会代表）", rows)


def _row(number: int, proposal: CountyProposal) -> list:
    return [
        number,
        proposal.title,
        proposal.lead.person.name,
        f"{proposal.lead.get_level_display()}代表",
        proposal.co_signers,
        proposal.get_category_display(),
        proposal.collected_on,
        proposal.get_state_display(),
        proposal.handed_over_on,
        proposal.receiver,
        proposal.answered_on,
        proposal.text,
    ]


def _cn(on: date) -> str:
    return f"{on.year} 年 {on.month} 月 {on.day} 日"
