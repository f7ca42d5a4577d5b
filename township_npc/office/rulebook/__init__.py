"""The numbers the office works by, each with its article: the nation's minimum, a province's own,
what this congress itself has set.

Presets are TOML files beside this module. A provincial rule overlays the national one of the same
key, and 本会 overlays both; a rule without a source in law says so (``is_suggestion``) and never
turns a lamp green or red.
"""

from township_npc.office.rulebook.layers import Rules, effective
from township_npc.office.rulebook.loader import (
    UNFOUNDED,
    Preset,
    Rule,
    every_rule,
    for_province,
    preset,
    presets,
)
from township_npc.office.rulebook.own import own_rule

__all__ = [
    "UNFOUNDED",
    "Preset",
    "Rule",
    "Rules",
    "effective",
    "every_rule",
    "for_province",
    "own_rule",
    "preset",
    "presets",
]
