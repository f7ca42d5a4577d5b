"""Reads of the rules this office works by: the nation's, the province's, its own."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from township_npc.office.models import RuleOverride
from township_npc.office.rulebook import Rule, Rules, effective, every_rule
from township_npc.office.selectors import the_office


@dataclass(frozen=True)
class Line:
    """One line of a rule's history, as ``_timeline.html`` prints it."""

    label: str
    note: str
    at: datetime
    who: str


def own_rows() -> dict[str, RuleOverride]:
    """What 本会 has set, by rule; one query."""
    return {row.key: row for row in RuleOverride.objects.filter(ended_at__isnull=True)}


def rules_in_force() -> Rules:
    """National ← province ← 本会; two queries."""
    return effective(the_office().rules_preset, own_rows())


def base_rule(key: str) -> Rule:
    """What 本会 would set its own value over: the province's or the nation's, or a blank."""
    return effective(the_office().rules_preset).get(key, every_rule()[key])


def standing_row(key: str) -> RuleOverride | None:
    """What 本会 has set for this rule now."""
    return RuleOverride.objects.filter(key=key, ended_at__isnull=True).first()


def office_rules() -> dict[str, Rule]:
    """Every rule that any preset knows, in its order; those without a number here are blank."""
    return {**every_rule(), **rules_in_force()}


def rules_to_recount(waiting: Iterable) -> Rules:
    """The rules of these rows as they stand now, for open deadlines that are to follow them."""
    keys = set(RuleOverride.objects.filter(pk__in=waiting).values_list("key", flat=True))
    if not keys:
        return {}
    return {key: rule for key, rule in rules_in_force().items() if key in keys}


def history_of(key: str) -> list[Line]:
    """What 本会 has set for a rule and taken back, newest first."""
    rows = RuleOverride.objects.filter(key=key)
    rows = rows.select_related("set_by__person", "ended_by__person")[:200]
    lines = [line for row in rows for line in _lines(row)]
    return sorted(lines, key=lambda line: line.at, reverse=True)


def _lines(row: RuleOverride) -> Iterable[Line]:
    if row.return_reason:
        yield Line("退回原来的数字", row.return_reason, row.ended_at, row.ended_by.name)
    cited = f"依据{row.source}{row.article}" if row.source else "没有文件依据"
    checked = f"{row.checked_by}核对" if row.checked_by else ""
    note = "；".join(part for part in (row.reason, cited, checked) if part)
    yield Line(f"定为 {row}", note, row.set_at, row.set_by.name)
