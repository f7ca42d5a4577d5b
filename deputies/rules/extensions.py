"""延期: how far the deadline of a reply may be put off, and what it then says."""

from datetime import date

from deputies.rules.proposals import NATIONAL, Rules, reply_period
from township_npc.office.rules import Deadline, Extended, WorkCalendar, deadline, put_off


def extension_limit(assigned_on: date, calendar: WorkCalendar, rules: Rules = NATIONAL) -> Deadline:
    """涉及面广、处理难度大的，自交办之日起最长六个月（《代表法》第五十一条第二款，S-01）；延期经交办机关
    同意（山东办理条例第十九条、北京办理条例第二十一条、浙江办理规定第二十一条，S-02）。"""
    return deadline(assigned_on, reply_period(True, rules), calendar)


def extended(
    was_due_on: date,
    limit: Deadline,
    calendar: WorkCalendar,
    *,
    until: date | None,
    agreed_on: date,
) -> Extended:
    """To the day agreed on, or as far as the rules allow; 这天是休息日的，顺延（《民法典》
    第二百零三条，A-14）。"""
    return put_off(limit, calendar, until=until, was_due_on=was_due_on, agreed_on=agreed_on)


def is_asked_late(due_on: date, asked_on: date) -> bool:
    """期限过了才申请；最后一天还不晚（《民法典》第二百零三条）。"""
    return asked_on > due_on
