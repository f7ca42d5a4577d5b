"""What rule and fairness say about 评价 and 重新办理."""

from collections.abc import Iterable

from deputies.choices import ProposalState as S
from deputies.choices import Verdict

#: Said beside the button (D8): the rating goes to the office, not to the unit.
WHO_SEES = "人大办和主席看得到您的评价；承办单位看不到，只看得到三件以上办结建议的合计。"

#: A reply is rated once it is there; closing it takes nobody's rating away.
RATABLE = frozenset({S.REPLIED, S.CLOSED})

#: A unit reads totals over so many of its closed proposals and multiples of it: from one proposal
#: to the next the totals never differ by a single rating (D8).
GROUP = 3

#: Words shorter than this are anybody's own.
_QUOTED_FROM = 8

#: 再不满意的怎么办，各地规定不同（S-09）。
THIRD_ROUND = (
    "已经重新办理过一次，代表仍不满意。河南的规定是组织有关单位和专家评估，按评估意见处理"
    "（《河南省人民代表大会代表建议、批评和意见办理办法》第二十二条）；重庆的规定是召集有关代表和"
    "承办单位研究，提出处理意见（《重庆市人民代表大会代表建议、批评和意见工作条例》第二十七条）。"
    "本会怎么做由主席团定，也可以再发一次通知。"
)


def is_unsatisfied(process: str, result: str) -> bool:
    """不满意: with the handling or with the result; either asks for a reason and opens S-09."""
    return Verdict.UNSATISFIED in (process, result)


def shown_to_unit(rated: int) -> int:
    """Of so many rated proposals the first so many count in what the unit reads."""
    return rated - rated % GROUP


def share(count: int, base: int) -> str:
    """``60%（12/20）``: a rate never without its count and base."""
    return f"{round(100 * count / base)}%（{count}/{base}）" if base else "—"


def quoted(text: str, sayings: Iterable[str]) -> str:
    """The first saying that stands in the text word for word, or ''."""
    plain = "".join(text.split())
    found = ("".join(saying.split()) for saying in sayings)
    return next((words for words in found if len(words) >= _QUOTED_FROM and words in plain), "")
