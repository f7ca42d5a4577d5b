"""建议办理情况的报告 to the congress (《代表法》第五十一条第三款, S-10): counted, then worded.

The sentences of the page 办理情况 are for a screen; these are for a paper. A confidential title is
hidden already where the report is counted.
"""

from datetime import date

from deputies.models import CongressSession
from deputies.rules.handling_report import by_unit
from deputies.rules.terms import congress_name
from deputies.selectors.handling_report import Report, handling_report
from township_npc.office.papers.plain import typed_table
from township_npc.office.papers.wording import paper_date
from township_npc.office.selectors import the_office

_UNITS = ("承办单位", "交办", "答复", "按期", "A类", "B类", "C类", "D类", "未答复", "超期")
_BY_UNIT, _UNANSWERED = "各承办单位办理情况统计表", "尚未答复的代表建议"
_OPEN = ("编号", "标题", "承办单位", "答复期限")


def congress_report_facts(meeting: CongressSession, today: date) -> dict[str, str]:
    report = handling_report(session=str(meeting.pk), year=None, today=today)
    town = the_office().town_on_paper
    annexes = _annexes(report)
    return {
        "所报会议": congress_name(town, meeting.term.ordinal, meeting.ordinal),
        "收到情况": _received(report),
        "交办情况": _assigned(report),
        "办理结果": _results(report),
        "未答复情况": _still_open(report),
        "代表评价": _said(report),
        "承诺事项": _promises(report),
        "附件清单": "\n".join(annexes),
        "附表": "\n".join(f"附件\n{title}\n{table}" for title, table in annexes.items()),
    }


def _annexes(report: Report) -> dict[str, str]:
    """Tables of what there is something to say of."""
    tables = {_BY_UNIT: (_UNITS, _unit_rows(report)), _UNANSWERED: (_OPEN, _open_rows(report))}
    return {title: typed_table(head, rows) for title, (head, rows) in tables.items() if rows}


def _received(report: Report) -> str:
    told, period, beside = report.figures, report.period, report.beside
    words = (
        f"{paper_date(period.from_on)}至{paper_date(period.to_on)}，共收到代表建议、批评和意见"
        f"{told.received}件，其中大会期间提出{told.in_session}件，闭会期间提出{told.in_recess}件。"
    )
    if beside.merged:
        words += f"另有{beside.merged}件内容相同，并入其他建议一并办理。"
    if beside.withdrawn:
        words += f"代表撤回{beside.withdrawn}件。"
    return words


def _assigned(report: Report) -> str:
    told = report.figures
    units = len(by_unit(report.rows, report.today))
    words = f"已将{told.assigned}件交由{units}个单位办理" if told.assigned else "还没有交办"
    return f"{words}，{told.unassigned}件正在研究交办。" if told.unassigned else f"{words}。"


def _results(report: Report) -> str:
    told = report.figures
    if not told.answered:
        return "目前还没有书面答复的建议。"
    named = {
        "A": "所提问题已经解决或者采纳的",
        "B": "正在解决或者列入计划的",
        "C": "目前不具备条件、已说明原因的",
        "D": "涉及上级职权、已向上级反映的",
    }
    classes = "，".join(
        f"{words}（{key}类）{told.results[key]}件"
        for key, words in named.items()
        if told.results[key]
    )
    return (
        f"截至{paper_date(report.today)}，承办单位书面答复代表{told.answered}件，其中按期答复"
        f"{told.in_time}件，按期答复率{told.in_time_rate}；办结{told.closed}件。"
        f"在已答复的建议中，{classes}。"
    )


def _still_open(report: Report) -> str:
    told = report.figures
    if not told.open:
        return "已经交办的建议全部书面答复。" if told.assigned else ""
    late = f"其中超过答复期限{told.overdue}件" if told.overdue else "都在答复期限以内"
    return f"已交办、尚未答复的{told.open}件（见附件2），{late}。"


def _said(report: Report) -> str:
    """Counts with their base; never who said what (D8)."""
    if report.said.is_empty:
        return ""
    last = report.said.result["final"]
    return (
        f"代表对办理结果的最后评价共{last.base}份，其中满意{last.satisfied}份，"
        f"基本满意{last.mostly}份，不满意{last.unsatisfied}份。"
    )


def _promises(report: Report) -> str:
    told = report.promises
    if not told.count:
        return ""
    waiting = told.count - told.kept - told.late - told.broken
    parts = {"按期兑现": told.kept, "逾期兑现": told.late, "没有兑现": told.broken}
    parts["正在落实"] = waiting
    said = "，".join(f"{what}{count}项" for what, count in parts.items() if count)
    return f"列入计划并承诺办完日期的{told.count}项，{said}。"


def _unit_rows(report: Report) -> list[list[str]]:
    rows = [
        (unit, told.assigned, told.answered, told.in_time, *told.results.values(), told.open,
         told.overdue)
        for unit, told in by_unit(report.rows, report.today).items()
    ]  # fmt: skip
    totals = [sum(column) for column in list(zip(*rows, strict=True))[1:]]
    return [[str(cell) for cell in row] for row in [*rows, ("合计", *totals)]] if rows else []


def _open_rows(report: Report) -> list[list[str]]:
    return [
        [f"第{row.number}号", row.title, row.unit, paper_date(row.due_on)]
        for row in report.rows
        if row.is_open
    ]
