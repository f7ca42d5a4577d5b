"""What law and rule say about 建议: moves, periods, numbers, what a reply must contain."""

from collections.abc import Mapping
from datetime import date

from deputies.choices import Occasion, ProposalCategory, ReplyClass
from deputies.choices import ProposalState as S
from deputies.rules.terms import chinese_ordinal
from township_npc.office.choices import PeriodUnit
from township_npc.office.rulebook import Rule, effective
from township_npc.office.rules import Period, Standing

Rules = Mapping[str, Rule]
NATIONAL: Rules = effective("national")

#: The table of moves. From the unit it goes back to the office when it is not the unit's business
#: (退件, S-05) or straight to another unit (改交). A deputy who is not satisfied: 重新办理 (S-09).
NEXT_STATES: Mapping[str, frozenset[str]] = {
    S.DRAFT: frozenset({S.SUBMITTED}),
    S.SUBMITTED: frozenset({S.DRAFT, S.RETURNED, S.ACCEPTED}),  # draft: 代表撤回
    S.RETURNED: frozenset({S.SUBMITTED}),
    S.ACCEPTED: frozenset({S.ASSIGNED, S.MERGED, S.WITHDRAWN}),
    S.ASSIGNED: frozenset({S.SIGNED, S.ACCEPTED, S.ASSIGNED, S.MERGED, S.WITHDRAWN}),
    S.SIGNED: frozenset({S.REPLIED, S.ACCEPTED, S.ASSIGNED, S.MERGED, S.WITHDRAWN}),
    S.REPLIED: frozenset({S.SIGNED, S.CLOSED, S.ASSIGNED}),  # signed: 办公室把答复退回承办单位
    S.CLOSED: frozenset({S.ASSIGNED}),  # assigned: 代表不满意，重新办理
    S.MERGED: frozenset({S.ACCEPTED}),  # 分开，各办各的
    S.WITHDRAWN: frozenset(),
}

WITH_THE_DEPUTY = frozenset({S.DRAFT, S.RETURNED})
WITH_THE_UNIT = frozenset({S.ASSIGNED, S.SIGNED})
HAS_BEEN_ASSIGNED = frozenset({S.ASSIGNED, S.SIGNED, S.REPLIED, S.CLOSED})
#: What can be 重点督办: accepted and still going on, or answered; not merged, not withdrawn.
CAN_BE_KEY = HAS_BEEN_ASSIGNED | {S.ACCEPTED}
#: Numbered and not answered: it can still be merged, split or withdrawn in writing.
BEFORE_THE_REPLY = frozenset({S.ACCEPTED, S.ASSIGNED, S.SIGNED})

#: Worst first: what a unit has, by its deadline; what waits for the office; what is answered.
URGENCY: Mapping[str, int] = {
    S.ASSIGNED: 0,
    S.SIGNED: 0,
    S.SUBMITTED: 1,
    S.ACCEPTED: 1,
    S.REPLIED: 2,
    S.RETURNED: 3,
    S.DRAFT: 3,
    S.CLOSED: 4,
    S.MERGED: 4,
    S.WITHDRAWN: 4,
}

#: Where a proposal is, in the office's words.
STANDING: Mapping[str, str] = {
    S.DRAFT: "草稿",
    S.SUBMITTED: "待受理",
    S.RETURNED: "已退回",
    S.ACCEPTED: "待交办",
    S.ASSIGNED: "待签收",
    S.SIGNED: "办理中",
    S.REPLIED: "待办结",
    S.CLOSED: "办结",
    S.MERGED: "并案办理",
    S.WITHDRAWN: "已撤回",
}

#: What may not be brought as a 建议, in the deputies' own words (浙江建议办理规定第六条,
#: 山东建议办理条例第六条, 北京建议办理条例第十二条; S-11). It stops nobody: it asks for a reason.
UNFIT = (
    "自己或者亲属的个人问题",
    "代人转交的来信、申诉",
    "学术探讨、产品推介",
    "没有具体内容",
    "法院、检察院正在办的案件",
    "招标投标中哪一家中标",
)

#: What each class of reply has to say (重庆建议条例第二十二条, S-07); class A needs the text alone.
ESSENCE: Mapping[str, str] = {
    ReplyClass.B: "工作计划和进度",
    ReplyClass.C: "现在办不了的具体原因",
    ReplyClass.D: "已经向哪个上级单位反映、什么时候反映的",
}


def reply_period(is_complex: bool, rules: Rules = NATIONAL) -> Period:
    """自交办之日起三个月内答复；涉及面广、处理难度大的，六个月内（《代表法》第五十一条第二款）。
    S-01. Older provincial texts are shorter (S-02): the office's rulebook decides.
    """
    return period_of(rules[reply_rule(is_complex)])


def reply_rule(is_complex: bool) -> str:
    """The key of the rule that a reply's deadline counts by."""
    return "reply_months_max" if is_complex else "reply_months"


def handover_period(rules: Rules = NATIONAL) -> Period:
    """交办时限：全国没有规定，取建议值（S-04）。"""
    return period_of(rules["handover_days"])


def period_of(rule: Rule) -> Period:
    """A rule of the rulebook as a length with its source."""
    units = {unit.label: unit for unit in PeriodUnit}
    return Period(rule.value, units[rule.unit], rule.citation)


def handover_counts_from(submitted_on: date, session_ends_on: date | None) -> date:
    """会议期间提的从闭会那天算，闭会期间提的从提出那天算（S-04）。"""
    return max(submitted_on, session_ends_on or submitted_on)


def occasion_on(on: date, session_starts_on: date, session_ends_on: date) -> str:
    """大会期间或者闭会期间（《代表法》第二十四条、第三十六条）。"""
    return Occasion.IN_SESSION if session_starts_on <= on <= session_ends_on else Occasion.IN_RECESS


def number_label(term: int, session: int, category: str, number: int) -> str:
    """``十九届六次 城乡建设类 第 18 号``."""
    meeting = f"{chinese_ordinal(term)}届{chinese_ordinal(session)}次"
    return f"{meeting} {ProposalCategory(category).label}类 第 {number} 号"


def contact_is_missing(dates: list[date], assigned_on: date) -> bool:
    """办理须与代表联系沟通：交办以后一次都没有联系过（《代表法》第五十一条第二款, S-03）。"""
    return not any(on >= assigned_on for on in dates)


def said_to_deputy(state: str, due_on: date | None, today: date) -> Standing:
    """The state in one word on the deputy's phone; lateness of the unit is said, not hidden."""
    if state in WITH_THE_UNIT and due_on and due_on < today:
        return Standing("超期没答复", "is-late", "warn")
    return _SAID[state]


_SAID: Mapping[str, Standing] = {
    S.DRAFT: Standing("没送出", "is-none", "none"),
    S.SUBMITTED: Standing("等受理"),
    S.RETURNED: Standing("要修改", "is-soon", "warn"),
    S.ACCEPTED: Standing("等交办"),
    S.ASSIGNED: Standing("等签收"),
    S.SIGNED: Standing("办理中"),
    S.REPLIED: Standing("已答复", "is-ok", "ok"),
    S.CLOSED: Standing("办结", "is-ok", "ok"),
    S.MERGED: Standing("并案办理"),
    S.WITHDRAWN: Standing("已撤回", "is-none", "none"),
}
