"""The periods of 建议 beside the reply itself: the deputy's feedback, the second handling."""

from deputies.rules.proposals import NATIONAL, Rules, period_of
from township_npc.office.rules import Period


def feedback_period(rules: Rules = NATIONAL) -> Period:
    """代表收到答复后多久反馈：全国没有规定（重庆二十个工作日、河南十个工作日、北京十五个工作日,
    S-08）。"""
    return period_of(rules["feedback_days"])


def redo_period(rules: Rules = NATIONAL) -> Period:
    """不满意的，多久重新办理并答复：全国没有规定（浙江、河南一个月，重庆两个月, S-09）。"""
    return period_of(rules["redo_months"])
