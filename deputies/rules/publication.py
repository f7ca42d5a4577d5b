"""公开: which 建议 the public may read, and in which words it begins (S-10, S-12)."""

from datetime import date

from deputies.choices import ProposalState as S
from deputies.choices import ReplyClass
from deputies.rules.proposals import ESSENCE

#: Answered or closed: 办理情况的报告应当公开（《代表法》第五十一条第三款）.
PUBLISHABLE = frozenset({S.REPLIED, S.CLOSED})


def published_reply(result: str, text: str, essence: str, promised_by: date | None) -> str:
    """The unit's reply with what its class has to say (S-07), as one text."""
    told = [text]
    if essence:
        told.append(f"{ESSENCE.get(result, '补充')}：{essence}")
    if result == ReplyClass.B and promised_by:
        told.append(
            f"承诺 {promised_by.year} 年 {promised_by.month} 月 {promised_by.day} 日前办完。"
        )
    return "\n\n".join(told)
