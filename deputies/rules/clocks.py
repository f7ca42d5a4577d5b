"""How long each stage of a 建议 may take, and who says so; hand-over and reply: rules.proposals.

The articles are those of the provinces' rules on 建议 to the provincial congress, which townships
follow by analogy (参照); where the office's rulebook has none, the number is a suggestion.
"""

from deputies.rules.proposals import NATIONAL, Rules, period_of
from township_npc.office.rules import Period


def sign_period(rules: Rules = NATIONAL) -> Period:
    """签收：没有规定，取建议值。"""
    return period_of(rules["sign_days"])


def contest_period(rules: Rules = NATIONAL) -> Period:
    """退件：自收到之日起说明不属于本单位职责（浙江办理规定第十四条、山东办理条例第十二条、河南办理办法
    第十四条、重庆建议条例第十六条，S-05）。"""
    return period_of(rules["return_days"])


def assist_period(rules: Rules = NATIONAL) -> Period:
    """协办意见（浙江办理规定第十八条、山东办理条例第二十一条、河南办理办法第十八条、重庆建议条例
    第二十条，S-06）。"""
    return period_of(rules["assist_period"])


def feedback_period(rules: Rules = NATIONAL) -> Period:
    """代表收到答复以后反馈（重庆建议条例第二十七条、河南办理办法第二十二条、北京办理条例第二十三条，
    S-08）。"""
    return period_of(rules["feedback_days"])


def key_visit_period(rules: Rules = NATIONAL) -> Period:
    """重点督办多久到现场看一次：法律只说加强督办（《代表法》第五十二条，S-13），没有规定次数，取建议值。"""
    return period_of(rules["key_visit_days"])


def redo_period(rules: Rules = NATIONAL) -> Period:
    """代表不满意，重新办理（浙江、山东办理规定第二十四条、河南办理办法第二十二条、重庆建议条例第二十七条、
    北京办理条例第二十七条，S-09）。"""
    return period_of(rules["redo_months"])
