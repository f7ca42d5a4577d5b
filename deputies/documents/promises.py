"""承诺事项台账 as a workbook: what the list shows."""

from collections.abc import Iterable

from deputies.selectors.promises import PromiseRow
from township_npc.office.workbook import Export, make_export

HEADINGS = (
    "建议编号", "建议", "承办单位", "承诺", "承诺哪天办完", "现在", "结果", "报告的办完日期",
    "办得怎么样", "核定办完的日期", "核定日期", "核定说明", "由哪次答复取代", "改到哪天", "保密",
)  # fmt: skip


def promise_workbook(rows: Iterable[PromiseRow], *, note: str) -> Export:
    return make_export("承诺事项台账", HEADINGS, [_row(row) for row in rows], note=note)


def _row(row: PromiseRow) -> list:
    promise, reply = row.promise, row.promise.reply
    return [
        reply.proposal.number,
        reply.proposal.title,
        str(reply.unit),
        reply.essence,
        reply.promised_by,
        row.standing.text,
        promise.get_state_display(),
        promise.done_on,
        promise.proof,
        promise.kept_on,
        promise.settled_on,
        promise.note,
        row.replaced,
        promise.replaced_by.reply.promised_by if promise.replaced_by else None,
        "保密" if reply.proposal.is_confidential else "",
    ]
