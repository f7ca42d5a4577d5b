"""届次: how a congress and its meetings are called, and how many seats a town may have."""

import re
from dataclasses import dataclass

from township_npc.office.numerals import chinese_ordinal, number_in

QUOTA_BASE = 45
QUOTA_PEOPLE_FOR_ONE_MORE = 1500
QUOTA_LIMIT = 160
#: 另加百分之五的乡、民族乡（《选举法》第十二条第三款）。
QUOTA_LIMIT_RAISED = QUOTA_LIMIT * 105 // 100
QUOTA_SMALL_TOWN = 2000
QUOTA_SOURCE = "《选举法》第十二条第一款第四项"


def reading_order(name: str) -> str:
    """A key that puts 第二代表小组 before 第十代表小组, as people count."""
    return re.sub(r"(?<=第)([零一二三四五六七八九十]+)", lambda found: _place(found[1]), name)


def _place(ordinal: str) -> str:
    return f"{number_in(ordinal) or 0:03}"


def term_name(term: int) -> str:
    """第十九届."""
    return f"第{chinese_ordinal(term)}届"


def congress_name(town: str, term: int, session: int | None = None) -> str:
    """莲塘镇第十九届人民代表大会第七次会议, or without the meeting when none is given."""
    name = f"{town}{term_name(term)}人民代表大会"
    return name if session is None else f"{name}第{chinese_ordinal(session)}次会议"


def short_congress_name(town: str, term: int, session: int) -> str:
    """镇十九届人大七次会议; 乡 for a 乡, whatever stands in brackets behind the town's name."""
    kind = re.sub(r"（[^）]*）$", "", town)[-1:]
    kind = kind if kind in ("乡", "镇") else "镇"
    return f"{kind}{chinese_ordinal(term)}届人大{chinese_ordinal(session)}次会议"


@dataclass(frozen=True)
class QuotaVerdict:
    """``lamp``: green, amber (WARN) or grey (未录入); the sentence, the sum and its source."""

    lamp: str
    sentence: str
    arithmetic: str = ""
    source: str = QUOTA_SOURCE


def quota_for(population: int) -> int:
    """基数 45 名，每 1,500 人增加 1 名，总名额不超过 160 名（《选举法》第十二条）."""
    return min(QUOTA_LIMIT, QUOTA_BASE + population // QUOTA_PEOPLE_FOR_ONE_MORE)


def judge_quota(quota: int | None, population: int | None) -> QuotaVerdict:
    """Compare the quota with the formula. It only warns: the county's standing committee fixes the
    number (第十三条), it does not move with the population later (第十四条), and a 乡 where
    minorities live together or people live scattered may have five per cent more (第十二条第三款).
    """
    if not quota or population is None:
        return QuotaVerdict("grey", "未录入：填了名额和人口才能核对。")
    arithmetic = _quota_arithmetic(population)
    expected = quota_for(population)
    if population < QUOTA_SMALL_TOWN and quota < QUOTA_BASE:
        return QuotaVerdict("green", "人口不足 2,000，名额可以少于 45 名。", arithmetic)
    if quota == expected:
        return QuotaVerdict("green", f"名额 {quota} 名，和公式一致。", arithmetic)
    return QuotaVerdict(
        "amber",
        f"名额 {quota} 名，按现在的人口公式是 {expected} 名，相差 {abs(quota - expected)} 名。"
        "名额以县级人大常委会确定的为准，请核对批文。",
        arithmetic,
    )


def _quota_arithmetic(population: int) -> str:
    """``45 + ⌊39,000 ÷ 1,500⌋ = 45 + 26 = 71``."""
    more = population // QUOTA_PEOPLE_FOR_ONE_MORE
    total = QUOTA_BASE + more
    capped = f"，不超过 {QUOTA_LIMIT}" if total > QUOTA_LIMIT else ""
    return (
        f"{QUOTA_BASE} + ⌊{population:,} ÷ {QUOTA_PEOPLE_FOR_ONE_MORE:,}⌋"
        f" = {QUOTA_BASE} + {more} = {total}{capped}"
    )


def count_needs_note(deputy_count: int, seats_in_office: int) -> bool:
    """N, 全体代表人数, is the seats in office that day; another number needs a note (A-04)."""
    return deputy_count != seats_in_office
