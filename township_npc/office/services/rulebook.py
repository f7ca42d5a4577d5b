"""本会 sets a rule of its own, or returns to what the province and the nation say.

``seen`` is the row that stood when the form was opened ("" for none): of two directors the slower
one looks again. ``recount``: whether what is assigned already follows the new rule.
"""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from township_npc.office.models import Office, RuleOverride, User
from township_npc.office.permissions import may_keep_rules, require
from township_npc.office.rulebook import Rule, own_rule
from township_npc.office.rulebook.own import (
    read_value,
    refuse_uncited,
    refuse_upside_down,
)
from township_npc.office.selectors.rulebook import (
    base_rule,
    office_rules,
    rules_in_force,
    standing_row,
)
from township_npc.office.services.audit import record
from township_npc.office.services.recount import recount_open

TYPED = ("value", "unit", "source", "article", "version_on", "quote", "checked_by", "reason")


def prospect(key: str, typed: dict) -> RuleOverride:
    """The row that would be written; raises ValidationError, by field, for one that may not be."""
    base, current = base_rule(key), office_rules()[key]
    value = read_value(base, typed["value"], typed["unit"])
    cited = {name: typed[name] for name in ("source", "article", "checked_by")}
    refuse_uncited(current, **cited)
    row = RuleOverride(key=key, **{**typed, "value": str(value)})
    refuse_upside_down(own_rule(base, row), rules_in_force())
    return row


def as_rule(row: RuleOverride) -> Rule:
    return own_rule(base_rule(row.key), row)


def set_rule(
    key: str, typed: dict, *, by: User, at: datetime, seen: str, recount: bool = False
) -> int:
    """定本会的数字; return how many open deadlines moved."""
    require(may_keep_rules(by))
    with transaction.atomic():
        standing = _hold(key)
        row = prospect(key, typed)
        if standing is None or _typed(standing) != _typed(row):
            _refuse_stale(standing, seen)
            old = office_rules()[key]
            _end(standing, by=by, at=at)
            row.set_by, row.set_at, row.must_recount = by, at, recount
            row.save(force_insert=True)
            facts = {"rule": key, "old": old.shown, "new": str(row), "recount": recount}
            record(by, "rule.set", row, note=row.reason, **facts)
    return recount_open(by=by, at=at)


def return_rule(
    key: str, *, reason: str, by: User, at: datetime, seen: str, recount: bool = False
) -> int:
    """退回预设; return how many open deadlines moved. A second tap finds nothing to give up."""
    require(may_keep_rules(by))
    with transaction.atomic():
        standing = _hold(key)
        if standing is not None:
            _refuse_stale(standing, seen)
            base = base_rule(key)
            refuse_upside_down(base, rules_in_force())
            _end(standing, by=by, at=at, return_reason=reason, must_recount=recount)
            facts = {"rule": key, "old": str(standing), "new": base.shown, "recount": recount}
            record(by, "rule.returned", standing, note=reason, **facts)
    return recount_open(by=by, at=at)


def _hold(key: str) -> RuleOverride | None:
    """What stands now; nobody else sets a rule until this is over."""
    Office.objects.select_for_update().filter(pk=1).first()
    return standing_row(key)


def _refuse_stale(standing: RuleOverride | None, seen: str) -> None:
    if seen != (str(standing.pk) if standing else ""):
        raise ValidationError("这一条刚被他人改过，请看一下现在的数字再改。", code="stale")


def _end(standing: RuleOverride | None, *, by: User, at: datetime, **how) -> None:
    if standing is not None:
        mine = RuleOverride.objects.filter(pk=standing.pk, ended_at__isnull=True)
        mine.update(ended_by=by, ended_at=at, **how)


def _typed(row: RuleOverride) -> tuple:
    return tuple(getattr(row, name) for name in TYPED)
