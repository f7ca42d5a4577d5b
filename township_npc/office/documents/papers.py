"""发文登记簿 and 收文登记簿 as workbooks: what the pages show."""

from collections.abc import Iterable

from township_npc.office.models import IncomingPaper
from township_npc.office.selectors.paper_numbers import RegisterLine
from township_npc.office.workbook import Export, make_export

REGISTER = ("文号", "标题", "成文日期", "签发人", "印数", "状态", "作废的原因")


def register_workbook(title: str, lines: Iterable[RegisterLine], *, note: str) -> Export:
    return make_export(title, REGISTER, [_register_row(line) for line in lines], note=note)


def _register_row(line: RegisterLine) -> list:
    number, paper = line.number, line.paper
    return [
        number.shown,
        line.says,
        paper.dated_on if paper else None,
        line.signed_by,
        paper.copies if paper else None,
        number.get_state_display(),
        number.void_reason,
    ]


INCOMING = (
    "收文号", "收到日期", "来文单位", "来文字号", "标题", "来文日期", "份数", "紧急程度",
    "拟办意见", "领导批示", "承办人", "要在哪天办好", "办好的日期", "办理结果",
)  # fmt: skip


def incoming_workbook(papers: Iterable[IncomingPaper], *, note: str) -> Export:
    return make_export(
        "收文登记簿", INCOMING, [_incoming_row(paper) for paper in papers], note=note
    )


def _incoming_row(paper: IncomingPaper) -> list:
    return [
        f"{paper.year}-{paper.number}",
        paper.received_on,
        paper.sender,
        paper.sender_number,
        paper.title,
        paper.dated_on,
        paper.copies,
        paper.urgency,
        paper.opinion,
        paper.instruction,
        paper.holder,
        paper.due_on,
        paper.done_on,
        paper.result,
    ]
