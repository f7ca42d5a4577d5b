"""发文登记簿 and 收文登记簿 as workbooks: what the pages show."""

from collections.abc import Iterable

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
