"""办理情况的报告: its sentences, its tables, its sheets. Only what was counted.

Each part is a function in ``PARTS``.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from deputies.choices import Occasion, ProposalCategory, ReplyClass
from deputies.rules.handling_report import Handled, by_category, by_group, by_unit
from deputies.rules.terms import chinese_ordinal, congress_name
from deputies.rules.titles import HIDDEN
from deputies.selectors.handling_report import About, Report
from deputies.selectors.rating_totals import ASPECTS
from township_npc.office.rules import due_standing
from township_npc.office.workbook import Sheet

LIST_HEADINGS = (
    "编号", "标题", "领衔代表", "代表小组", "类别", "提出", "提出日期", "承办单位", "交办日期",
    "答复期限", "答复日期", "期限", "结果", "现在",
)  # fmt: skip
_UNIT_HEADINGS = (
    "承办单位", "交办", "已答复", "按期答复", "A 类", "B 类", "C 类", "D 类", "没有答复", "超期",
    "办成率",
)  # fmt: skip


@dataclass(frozen=True)
class Table:
    title: str
    headings: tuple[str, ...]
    rows: list[tuple]

    @property
    def is_wide(self) -> bool:
        """A row becomes a card on a phone."""
        return len(self.headings) > 2

    @property
    def labelled(self) -> list[list[tuple]]:
        """Each value with its heading."""
        return [list(zip(self.headings, row, strict=True)) for row in self.rows]


@dataclass(frozen=True)
class Part:
    heading: str
    sentences: list[str]
    tables: list[Table] = field(default_factory=list)
    ordinal: str = ""


def report_title(about: About) -> str:
    """关于第十九届人民代表大会第六次会议代表建议、批评和意见办理情况的报告."""
    what = "代表建议、批评和意见办理情况"
    if about.meeting is None:
        return f"{about.year} 年{what}统计"
    meeting = congress_name("", about.meeting.term.ordinal, about.meeting.ordinal)
    return f"关于{meeting}{what}的报告"


def report_parts(report: Report) -> list[Part]:
    """一、二、三: in the order of ``PARTS``."""
    parts = enumerate((part(report) for part in PARTS), start=1)
    return [replace(part, ordinal=chinese_ordinal(n)) for n, part in parts]


def report_sheets(report: Report) -> list[Sheet]:
    """The figures, each table, and the list of all."""
    sentences = [(line,) for part in report_parts(report) for line in part.sentences]
    tables = [table for part in report_parts(report) for table in part.tables]
    return [
        Sheet("情况", (report_title(report),), sentences),
        *(Sheet(table.title, table.headings, table.rows) for table in tables),
        Sheet("清单", LIST_HEADINGS, [list_row(row, report) for row in report.rows]),
    ]


def list_row(row: Handled, report: Report) -> tuple:
    """The sheet goes to the congress: of a confidential one it names neither title nor deputy."""
    brought_by = (HIDDEN, "") if row.is_confidential else (row.lead, row.group)
    due_on = row.answer_due_on or row.due_on
    standing = due_standing(due_on, today=report.today, done_on=row.replied_on) if due_on else None
    return (
        row.number,
        row.title,
        *brought_by,
        ProposalCategory(row.category).label,
        Occasion(row.occasion).label if row.occasion else "",
        row.submitted_on,
        row.unit,
        row.assigned_on,
        due_on,
        row.replied_on,
        standing.text if standing else "",
        row.result,
        row.standing,
    )


def _received(report: Report) -> Part:
    told, period = report.figures, report.period
    days = f"{_cn(period.from_on)}至 {_cn(period.to_on)}"
    if not told.received:
        return Part("收到的建议", [f"{days}，没有收到代表建议。"])
    sentence = (
        f"{days}，共收到代表建议、批评和意见 {told.received} 件，"
        f"其中大会期间 {told.in_session} 件，闭会期间 {told.in_recess} 件。"
    )
    sentences = [sentence, *_not_counted(report)]
    kinds = Table("按类别", ("类别", "件数"), list(by_category(report.rows).items()))
    groups = Table("按代表小组", ("代表小组", "件数"), list(by_group(report.rows).items()))
    return Part("收到的建议", sentences, [kinds, groups])


def _not_counted(report: Report) -> list[str]:
    beside = report.beside
    told = {"件并入其他建议一并办理": beside.merged, "件由代表撤回": beside.withdrawn}
    said = "，".join(f"{count} {what}" for what, count in told.items() if count)
    return [f"另有 {said}，不计在内。"] if said else []


def _handled(report: Report) -> Part:
    told = report.figures
    sentences = [f"已交办 {told.assigned} 件。"]
    if told.unassigned:
        sentences[0] = f"已交办 {told.assigned} 件，还没有交办的 {told.unassigned} 件。"
    if told.answered:
        sentences.append(
            f"承办单位已书面答复 {told.answered} 件，其中按期答复 {told.in_time} 件，"
            f"超期答复 {told.late} 件，按期答复率 {told.in_time_rate}；已办结 {told.closed} 件。"
        )
    return Part("交办和答复", sentences)


def _results(report: Report) -> Part:
    told = report.figures
    if not told.answered:
        return Part("办理结果", ["还没有书面答复的。"])
    solved = told.results[ReplyClass.A]
    classes = [(ReplyClass(key).label, count) for key, count in told.results.items()]
    sentence = (
        f"已答复的 {told.answered} 件中，"
        + "，".join(f"{key} 类 {count} 件" for key, count in told.results.items())
        + f"。办成率 {told.done_rate}（A 类 {solved} 件 ÷ 已答复 {told.answered} 件）。"
    )
    return Part("办理结果", [sentence], [Table("按结果", ("结果", "件数"), classes)])


def _units(report: Report) -> Part:
    counted = by_unit(report.rows, report.today)
    if not counted:
        return Part("各承办单位办理情况", ["还没有交办的。"])
    rows = [
        (unit, told.assigned, told.answered, told.in_time, *told.results.values(), told.open,
         told.overdue, told.done_rate)
        for unit, told in counted.items()
    ]  # fmt: skip
    sentence = f"交办给 {len(counted)} 个单位，各单位办理情况见下表。"
    return Part("各承办单位办理情况", [sentence], [Table("按承办单位", _UNIT_HEADINGS, rows)])


def _still_open(report: Report) -> Part:
    told = report.figures
    if not told.open:
        return Part("还没有答复的", ["已交办的都已经书面答复。" if told.assigned else "没有。"])
    late = f"，其中超过答复期限的 {told.overdue} 件" if told.overdue else "，都没有超过答复期限"
    sentence = f"到 {_cn(report.today)}，已交办还没有答复的 {told.open} 件{late}。"
    rows = [
        (row.number, row.title, row.unit, row.due_on,
         due_standing(row.due_on, today=report.today).text)
        for row in report.rows
        if row.is_open
    ]  # fmt: skip
    headings = ("编号", "标题", "承办单位", "答复期限", "期限")
    return Part("还没有答复的", [sentence], [Table("还没有答复", headings, rows)])


def _satisfaction(report: Report) -> Part:
    """首次 and 最后 side by side, counts with their base (D8); never who said what."""
    said = report.said
    if said.is_empty:
        return Part("代表评价", ["代表还没有评价过答复。"])
    rounds = {"first": "首次", "final": "最后"}
    rows = [
        (ASPECTS[aspect], rounds[which], said_of.satisfied, said_of.mostly, said_of.unsatisfied)
        for aspect in ASPECTS
        for which, said_of in getattr(said, aspect).items()
    ]
    last = said.result["final"]
    good = last.satisfied + last.mostly
    sentence = f"对办理结果，最后评价 {last.base} 份，满意和基本满意的 {good} 份。"
    headings = ("评价什么", "哪一次", "满意", "基本满意", "不满意")
    return Part("代表评价", [sentence], [Table("按评价", headings, rows)])


def _promises(report: Report) -> Part:
    told = report.promises
    if not told.count:
        return Part("承诺事项", ["没有列入计划、承诺日期的事项。"])
    waiting = told.count - told.kept - told.late - told.broken
    sentence = (
        f"B 类答复承诺了日期的 {told.count} 项：按期兑现 {told.kept} 项，逾期兑现 {told.late} 项，"
        f"没有兑现 {told.broken} 项，还没有核定 {waiting} 项。"
    )
    again = (
        f"其中 {told.moved} 项是再次答复时另定了日期的，只按后定的计一次。" if told.moved else ""
    )
    return Part("承诺事项", [sentence + again])


PARTS: tuple[Callable[[Report], Part], ...] = (
    _received,
    _handled,
    _results,
    _units,
    _still_open,
    _satisfaction,
    _promises,
)


def _cn(on) -> str:
    return f"{on.year} 年 {on.month} 月 {on.day} 日"
