"""What this room gives to the office's papers: facts, and the papers about its own records.

A paper is a text file in ``deputies/papers``, a function for its facts, and a line here.
"""

from functools import partial
from pathlib import Path

from deputies.documents.congress_report import congress_report_facts
from deputies.documents.paper_facts import paper_facts, proof_parts
from deputies.documents.proposal_papers import (
    assignment_facts,
    reply_facts,
    rework_facts,
    urging_facts,
)
from deputies.selectors import proposal_papers as rows
from township_npc.office.choices import SeriesKind
from township_npc.office.papers.content import Layout
from township_npc.office.papers.library import PaperTemplate, read_sample
from township_npc.office.policy import SIGNED_IN
from township_npc.office.registries import Slot, register
from township_npc.office.selectors.paper_facts import PROOF_FACTS
from township_npc.office.selectors.wordings import FACTS

_FOLDER = Path(__file__).parents[1] / "papers"
_SIGNED = frozenset({"title", "body", "mark", "addressees", "issuer", "dated_on"})
_PROPOSALS = ("建议", "deputies:proposal-list")
_NO_ROW = "这里还没有{}，先运行 manage.py demo 装入演示数据，再生成这份样本。"


def entries() -> None:
    register(
        Slot(FACTS, 10, SIGNED_IN, paper_facts),
        Slot(PROOF_FACTS, 10, SIGNED_IN, proof_parts),
    )


def _template(key: str, label: str, order: int, *, no_row: str, **more) -> PaperTemplate:
    given = {"layout": Layout.LETTER, "series": SeriesKind.LETTER, "needs": _SIGNED}
    given |= {"begun_at": _PROPOSALS, **more}
    return PaperTemplate(
        key,
        label,
        file=_FOLDER / f"{key}.txt",
        order=order,
        is_about=True,
        sample=partial(read_sample, _FOLDER / f"{key}.sample.txt"),
        no_row=_NO_ROW.format(no_row),
        **given,
    )


PROPOSAL_PAPERS = (
    _template(
        "assignment",
        "建议交办单",
        30,
        use="把建议交给单位办，写明哪天以前答复。",
        facts=assignment_facts,
        is_offered=rows.is_to_be_assigned,
        readers=rows.issued_to_its_unit,
        sample_row=rows.sample_assigned,
        sample_day="{交办日期}",
        no_row="已交办的建议",
    ),
    _template(
        "reply",
        "建议答复函",
        32,
        use="承办单位答复以后，正式回复代表。",
        series="",
        facts=reply_facts,
        is_offered=rows.is_answered,
        readers=rows.answer_to_its_deputies,
        sample_row=rows.sample_answered,
        sample_day="{答复日期}",
        no_row="已答复的建议",
    ),
    _template(
        "urging",
        "督办函",
        34,
        use="过了期限还没有答复，催承办单位。",
        facts=urging_facts,
        is_offered=rows.is_overdue,
        readers=rows.issued_to_its_unit,
        sample_row=rows.sample_overdue,
        no_row="超过答复期限的建议",
    ),
)
REWORK_PAPERS = (
    _template(
        "rework_notice",
        "重新办理通知",
        36,
        use="代表不满意，请单位再办一次。",
        facts=rework_facts,
        is_offered=rows.is_running,
        readers=rows.notice_to_its_unit,
        sample_row=rows.sample_rework,
        sample_day="{通知日期}",
        no_row="重新办理的建议",
    ),
)
MEETING_PAPERS = (
    _template(
        "handling_report",
        "建议办理情况报告",
        38,
        use="向代表大会报告建议办得怎么样。",
        begun_at=("办理情况", "deputies:proposal-report"),
        layout=Layout.REPORT,
        series="",
        needs=frozenset({"title", "body", "issuer"}),
        facts=congress_report_facts,
        is_offered=rows.is_held,
        sample_row=rows.sample_meeting,
        sample_day="{开幕日期}",
        no_row="开过的次会议",
    ),
)
