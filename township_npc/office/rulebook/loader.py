"""Reads the preset files; a file that breaks the form stops the start and names the line's rule."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

FOLDER = Path(__file__).parent / "presets"
NATIONAL, OWN = "national", "本会"
FORCES = ("HARD", "WARN", "INFO")
UNFOUNDED = "（无法定依据）"


@dataclass(frozen=True)
class Rule:
    """One number or choice, who says so, and who compared it with the text."""

    key: str
    label: str
    value: int | float | str | None  # None: 未录入
    layer: str  # 国家, 浙江, 本会 …
    unit: str = ""
    force: str = "INFO"
    quote: str = ""
    source: str = ""
    article: str = ""
    version: str = ""
    checked_by: str = ""
    is_suggestion: bool = False
    caution: str = ""
    replaces: "Rule | None" = None  # of the layer below

    @property
    def citation(self) -> str:
        """``《代表法》第五十一条第二款``, or that no law gives the number."""
        if self.is_suggestion:
            return f"{'本会自定' if self.is_own else '建议值'}{UNFOUNDED}"
        return f"{self.source}{self.article}"

    @property
    def is_own(self) -> bool:
        return self.layer == OWN

    @property
    def is_law(self) -> bool:
        """It has a value, and a text that says so."""
        return self.value is not None and not self.is_suggestion

    @property
    def replaced(self) -> Iterator["Rule"]:
        """What it stands over, the nearest first."""
        if self.replaces:
            yield self.replaces
            yield from self.replaces.replaced

    @property
    def law(self) -> "Rule | None":
        """The text that speaks of it: its own, or the nearest below."""
        return next((rule for rule in (self, *self.replaced) if rule.is_law), None)

    @property
    def shown(self) -> str:
        return "未录入" if self.value is None else f"{self.value} {self.unit}".strip()


@dataclass(frozen=True)
class Preset:
    """A set of rules with its name; ``note`` says what its text is and what is not known."""

    key: str
    name: str
    note: str
    rules: MappingProxyType  # key -> Rule


@lru_cache(maxsize=1)
def presets() -> MappingProxyType:
    """Every preset by key, the national minimum first."""
    files = sorted(FOLDER.glob("*.toml"), key=lambda file: (file.stem != NATIONAL, file.stem))
    return MappingProxyType({file.stem: _read(file) for file in files})


def preset(key: str) -> Preset:
    return presets()[key]


@lru_cache(maxsize=1)
def every_rule() -> MappingProxyType:
    """Each rule that any preset knows, without its number: what an office may fill in."""
    known: dict[str, Rule] = {}
    for one in presets().values():
        for rule in one.rules.values():
            known.setdefault(rule.key, Rule(rule.key, rule.label, None, "", rule.unit, rule.force))
    return MappingProxyType(known)


@lru_cache
def is_text(key: str) -> bool:
    """三分之二以上, 3 月底: a rule that says a word and not a number."""
    found = [one.rules[key].value for one in presets().values() if key in one.rules]
    return any(isinstance(value, str) for value in found)


def for_province(name: str) -> str:
    """The key of the province's preset; the national minimum where there is none."""
    return next((key for key, one in presets().items() if one.name == name), NATIONAL)


def _read(file: Path) -> Preset:
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    rules = [_rule(row, data["name"], file) for row in data.get("rule", [])]
    by_key = {rule.key: rule for rule in rules}
    if len(by_key) != len(rules):
        raise ValueError(f"{file.name}: a rule stands twice")
    return Preset(file.stem, data["name"], data.get("note", ""), MappingProxyType(by_key))


def _rule(row: dict, layer: str, file: Path) -> Rule:
    rule = Rule(layer=layer, value=row.pop("value", None), **row)
    if rule.force not in FORCES:
        raise ValueError(f"{file.name}: {rule.key} has the unknown force {rule.force}")
    if rule.value is not None and not rule.is_suggestion and not (rule.source and rule.article):
        raise ValueError(f"{file.name}: {rule.key} has a value but no article")
    return rule
