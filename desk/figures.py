"""The figures of the 看板: each with one sentence, its drawing, and the way to its rows."""

from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from deputies.selectors.promises_due import PromiseDue, promises_due
from deputies.selectors.proposal_figures import UnitAnswers, answers_by_class
from desk import rules
from desk.ratings import Rated, ratings_said
from township_npc.office.charts import Chart, Row, Series, stacked_bars

#: So many bars are drawn, so many promises listed; the table and the list hold all.
BARS, LINES = 8, 5

_IN_TIME = Series("按时", "f-dark")
_MISSED = Series("没按时（迟了或者没答）", "f-late", is_hatched=True)
_CLASSES = [
    Series("A 已解决", "f-green", "w", "A"),
    Series("B 正在办", "f-amber", "k", "B"),
    Series("C 说明原因", "f-grey", "k", "C"),
    Series("D 已上报", "f-dark", "w", "D"),
]
_GOOD = [Series("满意和基本满意", "f-dark"), Series("不满意", "f-late", is_hatched=True)]


@dataclass(frozen=True)
class Figure:
    """``chart`` or ``lines``; with neither there is nothing yet, and the sentence says so."""

    key: str
    title: str
    sentence: str
    chart: Chart | None = None
    lines: list[PromiseDue] = field(default_factory=list)
    more: int = 0  # lines that are not shown
    url: str = ""
    url_label: str = ""


def answered_in_time(units: list[UnitAnswers]) -> Figure:
    if not units:
        return Figure("in-time", "按时答复", "今年还没有到期和答复的建议。")
    said = rules.say_in_time([(unit.name, unit.in_time, unit.missed) for unit in units])
    base = sum(unit.base for unit in units)
    rows = [_unit_row(unit) for unit in units]
    chart = stacked_bars(
        "in-time-chart", "各单位按时答复", rows, [_IN_TIME, _MISSED], of_what="单位", most=BARS
    )
    url = _list(time="decided")
    return Figure("in-time", "按时答复", said, chart, url=url, url_label=f"看 {base} 件")


def results(user, today: date) -> Figure:
    this_year, last_year = years = (today.year, today.year - 1)
    counts = answers_by_class(user, years)
    if not any(map(sum, counts.values())):
        return Figure("results", "办理结果", "今年和去年都还没有答复。")
    names = {this_year: "今年", last_year: "去年"}
    rows = [
        Row(name, counts[year], f"{sum(counts[year])} 件", _list(replied=year))
        for year, name in names.items()
    ]
    chart = stacked_bars(
        "results-chart", "办理结果与去年相比", rows, _CLASSES, of_what="年", is_full=True
    )
    said = rules.say_solved(counts[this_year], counts[last_year])
    url, label = _list(replied=this_year), f"看 {sum(counts[this_year])} 件"
    return Figure("results", "办理结果", said, chart, url=url, url_label=label)


def satisfaction() -> Figure:
    rated = ratings_said()
    if rated is None:
        return Figure("satisfaction", "代表满意", "代表还没有评价过答复。")
    return satisfaction_figure(rated)


def satisfaction_figure(rated: Rated) -> Figure:
    """首评 and 终评 of process and result, counts with their base."""
    bars = {
        "过程 首评": rated.process_first,
        "过程 终评": rated.process_final,
        "结果 首评": rated.result_first,
        "结果 终评": rated.result_final,
    }
    rows = [Row(name, [good, base - good], f"共 {base} 份") for name, (good, base) in bars.items()]
    chart = stacked_bars(
        "satisfaction-chart", "代表满意", rows, _GOOD, unit="份", of_what="项目", is_full=True
    )
    said = rules.say_satisfaction(rated.process_final, rated.result_final)
    return Figure("satisfaction", "代表满意", said, chart, url=rated.url, url_label="看评价")


def promises(user, today: date) -> Figure:
    first, last = rules.quarter_of(today)
    due = promises_due(user, first, last, today, most=LINES)
    if not due.count:
        return Figure("promises", "本季度的承诺", "本季度没有到期的承诺。")
    became = {"kept": due.kept, "late": due.late, "broken": due.broken, "overdue": due.overdue}
    return Figure(
        "promises",
        "本季度的承诺",
        rules.say_promises(due.count, **became),
        lines=due.lines,
        more=due.count - len(due.lines),
        url=reverse("deputies:promise-list"),
        url_label="看全部承诺",
    )


def _unit_row(unit: UnitAnswers) -> Row:
    note = f"{unit.missed} 件没按时" if unit.missed else "全部按时"
    return Row(unit.name, [unit.in_time, unit.missed], note, _list(time="decided", unit=unit.pk))


def _list(**chosen) -> str:
    return f"{reverse('deputies:proposal-list')}?{urlencode(chosen)}"
