"""The numbers the office works by, each with its article: the nation's minimum, a province's own.

Presets are TOML files beside this module. A provincial rule overlays the national one of the same
key; a rule without a source in law says so (``is_suggestion``) and never turns a lamp green or red.
"""

from township_npc.office.rulebook.loader import (
    SUGGESTED,
    Preset,
    Rule,
    effective,
    for_province,
    preset,
    presets,
)

__all__ = ["SUGGESTED", "Preset", "Rule", "effective", "for_province", "preset", "presets"]
