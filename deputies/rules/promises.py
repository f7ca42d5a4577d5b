"""What becomes of a promise with a date (重庆建议条例第二十四条: 承诺事项台账; S-07, D7)."""

from datetime import date

from deputies.choices import PromiseState
from deputies.rules.terms import chinese_ordinal
from township_npc.office.rules import Standing, due_standing

_SETTLED = {
    PromiseState.KEPT: Standing("按期兑现", "is-ok", "ok"),
    PromiseState.BROKEN: Standing("没有兑现", "is-late", "x"),
    PromiseState.REPLACED: Standing("已取代", "is-none", "none"),
}


def suggested_outcome(promised_by: date, done_on: date | None) -> str:
    """Kept when it was done on or before the promised day, late after it, broken when it was given
    up. A person decides."""
    if done_on is None:
        return PromiseState.BROKEN
    return PromiseState.KEPT if done_on <= promised_by else PromiseState.LATE


def promise_standing(
    state: str, promised_by: date, *, today: date, done_on: date | None
) -> Standing:
    """还剩 38 天, 今天到期, 超期 3 天; once settled, how."""
    if state == PromiseState.OPEN:
        return due_standing(promised_by, today=today)
    if state == PromiseState.LATE:
        days = (done_on - promised_by).days
        return Standing(f"晚 {days} 天兑现" if days > 0 else "逾期兑现", "is-soon", "clock")
    return _SETTLED[state]


def replaced_by(round: int) -> str:
    """Only a promise with another day takes the place of an open one. After a reply that promises
    nothing it is settled: what was promised has an outcome (重庆建议条例第二十四条)."""
    return f"由第{chinese_ordinal(round)}次答复取代"


def is_carried_over(promised_by: date, year: int) -> bool:
    """上年结转: promised for an earlier year than the one that is looked at."""
    return promised_by.year < year
