"""Reads the preset files; a file that breaks the form stops the start and names the line's rule."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

FOLDER = Path(__file__).parent / "presets"
NATIONAL = "national"
FORCES = ("HARD", "WARN", "INFO")
SUGGESTED = "建议值（无法定依据）"


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

    @property
    def citation(self) -> str:
        """``《代表法》第五十一条第二款``, or that no law gives the number."""
        return SUGGESTED if self.is_suggestion else f"{self.source}{self.article}"

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


def effective(key: str) -> MappingProxyType:
    """The rules an office works by: the national minimum, overlaid by the preset's own."""
    return MappingProxyType({**preset(NATIONAL).rules, **preset(key).rules})


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
