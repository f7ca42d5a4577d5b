"""The spans that the figures count over, and each figure in one sentence. Pure functions."""

from collections.abc import Sequence
from datetime import date

from township_npc.office.rules import add_months

QUARTER_MONTHS = 3


def quarter_of(today: date) -> tuple[date, date]:
    """The first and the last day of 本季度."""
    first = date(today.year, today.month - (today.month - 1) % QUARTER_MONTHS, 1)
    return first, date.fromordinal(add_months(first, QUARTER_MONTHS).toordinal() - 1)


def say_late(units: Sequence[tuple[str, int]]) -> str:
    """现在有 3 件建议超期，2 件属村镇建设办。``units``: those with overdue ones, the most first."""
    total = sum(late for _, late in units)
    if not total:
        return "没有超期没答复的建议。"
    name, most = units[0]
    if len(units) == 1:
        return f"现在有 {total} 件建议超期，{'都' if total > 1 else ''}属{name}。"
    return f"现在有 {total} 件建议超期，{most} 件属{name}。"


def say_next(in30: int) -> str:
    return f"30 天内还有 {in30} 件到期。" if in30 else "30 天内没有到期的。"


def say_in_time(units: Sequence[tuple[str, int, int]]) -> str:
    """34 件里 29 件按时；村镇建设办 11 件里有 3 件没按时。

    ``units``: name, in time, missed; the worst first.
    """
    in_time, missed = (sum(unit[n] for unit in units) for n in (1, 2))
    if not missed:
        return f"{in_time} 件都按时答复。"
    name, in_time_there, missed_there = units[0]
    base = in_time_there + missed_there
    total = f"{in_time + missed} 件里 {in_time} 件按时"
    return f"{total}；{name} {base} 件里有 {missed_there} 件没按时。"


def say_solved(now: Sequence[int], before: Sequence[int]) -> str:
    """今年答复 31 件，解决了的（A 类）14 件，占 45%；去年 38 件里 15 件，占 39%。"""
    if not sum(now):
        return f"今年还没有答复；去年{_solved(before)}。"
    last_year = f"去年{_solved(before)}" if sum(before) else "去年没有答复过"
    return f"今年{_solved(now)}；{last_year}。"


def _solved(classes: Sequence[int]) -> str:
    base = sum(classes)
    share = f"，占 {share_of(classes[0], base)}" if base else ""
    return f"答复 {base} 件，A 类解决了 {classes[0]} 件{share}"


def share_of(count: int, base: int) -> str:
    """45%, halves upwards; only ever said beside its count and base."""
    return f"{(200 * count + base) // (2 * base)}%"


def say_promises(count: int, *, kept: int, late: int, broken: int, overdue: int) -> str:
    """本季度有 7 项承诺到期：3 项按期兑现，1 项超期还没办完。"""
    told = {
        "按期兑现": kept,
        "逾期才兑现": late,
        "没有兑现": broken,
        "超期还没办完": overdue,
    }
    said = "，".join(f"{number} 项{what}" for what, number in told.items() if number)
    return f"本季度有 {count} 项承诺到期{f'：{said}' if said else '，都还没到日子'}。"


def say_satisfaction(process: tuple[int, int], result: tuple[int, int]) -> str:
    """``process`` and ``result`` at the end: satisfied or mostly so, and of how many forms."""
    said = [
        f"办理{what}满意和基本满意的 {good} 份，共评价 {base} 份"
        for what, (good, base) in (("过程", process), ("结果", result))
    ]
    return "；".join(said) + "。"
