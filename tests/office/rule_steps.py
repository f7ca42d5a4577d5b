"""A rule of the congress itself, typed as the director types it."""

from tests.office.calendar_steps import NOW
from township_npc.office.models import RuleOverride
from township_npc.office.selectors.rulebook import standing_row
from township_npc.office.services.rulebook import return_rule, set_rule

TYPED = {
    "value": "2",
    "unit": "个月",
    "source": "《某省乡镇人民代表大会条例》",
    "article": "第十六条第一款",
    "version_on": None,
    "quote": "两个月内办结并书面答复代表。",
    "checked_by": "李海燕",
    "reason": "本省条例修正",
}
DAYS = {**TYPED, "value": "15", "unit": "日", "quote": ""}


def mark(key: str) -> str:
    standing = standing_row(key)
    return str(standing.pk) if standing else ""


def set_own(key: str, by, *, seen: str | None = None, recount: bool = False, **fields) -> int:
    typed = {**(TYPED if key.startswith("reply") else DAYS), **fields}
    seen = mark(key) if seen is None else seen
    return set_rule(key, typed, by=by, at=NOW, seen=seen, recount=recount)


def give_up(key: str, by, *, seen: str | None = None, recount: bool = False) -> int:
    seen = mark(key) if seen is None else seen
    return return_rule(key, reason="改错了", by=by, at=NOW, seen=seen, recount=recount)


def make_own(key: str, *, by, **fields) -> RuleOverride:
    return RuleOverride.objects.create(key=key, set_by=by, set_at=NOW, **{**DAYS, **fields})
