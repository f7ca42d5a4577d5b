"""National ← province ← 本会: each layer over the one below, which it remembers."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from township_npc.office.rulebook.loader import NATIONAL, every_rule, preset
from township_npc.office.rulebook.own import Rules, own_rule


def effective(key: str, own: Mapping | None = None) -> Rules:
    """The rules an office works by. ``own``: its RuleOverride rows in force, by rule."""
    rules = dict(preset(NATIONAL).rules)
    if key != NATIONAL:
        for rule in preset(key).rules.values():
            rules[rule.key] = replace(rule, replaces=rules.get(rule.key))
    blank = every_rule()
    for rule_key, row in (own or {}).items():
        if rule_key in blank:
            rules[rule_key] = own_rule(rules.get(rule_key, blank[rule_key]), row)
    return MappingProxyType(rules)
