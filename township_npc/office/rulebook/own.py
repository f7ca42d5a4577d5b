"""The layer 本会: what may be set, within which bounds, and how it stands over the rule it
replaces."""

import unicodedata
from collections.abc import Mapping
from dataclasses import replace

from django.core.exceptions import ValidationError

from township_npc.office.rulebook.loader import OWN, Rule, is_text

Rules = Mapping[str, Rule]

#: From the least to the most that a rule of this unit may say.
RANGES = {
    "日": (1, 366),
    "个工作日": (1, 250),
    "个月": (1, 24),
    "天": (1, 30),
    "次": (1, 99),
    "人": (1, 168),
    "名": (
        1,
        168,
    ),  # 《选举法》第十二条: 160, and five in a hundred more where the county grants it
}
_OTHER_RANGES = {"quota_per_people": (100, 100_000)}
#: Days may be counted in either unit (A-15); other units are part of the rule.
UNITS_OF_DAYS = ("日", "个工作日")
#: The first never says more than the second.
PAIRS = (("reply_months", "reply_months_max"), ("presidium_min", "presidium_max"))
TEXT_LENGTH = 40


def own_rule(base: Rule, row) -> Rule:
    """The rule as 本会 has set it; ``row`` is a RuleOverride, ``base`` what it replaces."""
    value = row.value if is_text(base.key) else int(row.value)
    own = replace(
        base,
        value=value,
        unit=row.unit,
        layer=OWN,
        source=row.source,
        article=row.article,
        version=row.version_on.isoformat() if row.version_on else "",
        quote=row.quote,
        checked_by=row.checked_by,
        is_suggestion=not row.source,
        caution="",
        replaces=base,
    )
    return replace(own, caution=_caution(own))


def units_of(rule: Rule) -> tuple[str, ...]:
    return UNITS_OF_DAYS if rule.unit in UNITS_OF_DAYS else (rule.unit,)


def range_of(rule: Rule, unit: str) -> tuple[int, int]:
    return _OTHER_RANGES.get(rule.key) or RANGES[unit]


def read_value(rule: Rule, typed: str, unit: str) -> int | str:
    """The value in its type; raises ValidationError for one that this rule cannot have."""
    refuse_hard(rule)
    if unit not in units_of(rule):
        raise ValidationError({"unit": f"单位只能是{'、'.join(units_of(rule))}。"}, code="unit")
    text = unicodedata.normalize("NFKC", typed).strip()
    if is_text(rule.key):
        return _read_text(text)
    if not (text.isascii() and text.isdecimal()):
        raise ValidationError({"value": "请填整数，比如 3。"}, code="number")
    least, most = range_of(rule, unit)
    if not least <= int(text[:9]) <= most:
        raise ValidationError({"value": f"应在 {least} 到 {most} {unit}之间。"}, code="range")
    return int(text)


def refuse_hard(rule: Rule) -> None:
    if rule.force == "HARD":
        raise ValidationError(
            f"“{rule.label}”是法律定死的（{rule.citation}），本会不能改。", code="hard"
        )


def refuse_uncited(current: Rule, *, source: str, article: str, checked_by: str) -> None:
    """A value that has a source is replaced by one that has a source and was compared with it."""
    if bool(source) != bool(article):
        missing = "article" if source else "source"
        raise ValidationError({missing: "出处和条款要一起写。"}, code="half_cited")
    law = current.law
    if law and not source:
        sentence = f"原来的 {law.shown}有出处（{law.citation}），要改就要写明新的出处。"
        raise ValidationError({"source": sentence}, code="uncited")
    if law and not checked_by:
        sentence = f"原来的 {law.shown}有出处（{law.citation}），要写明谁核对过新的条文。"
        raise ValidationError({"checked_by": sentence}, code="unchecked")


def refuse_upside_down(rule: Rule, rules: Rules) -> None:
    """At least and at most, plain and complex: the smaller is not the larger."""
    for low_key, high_key in PAIRS:
        if rule.key not in (low_key, high_key):
            continue
        low, high = ({**rules, rule.key: rule}.get(key) for key in (low_key, high_key))
        if low and high and low.unit == high.unit and None not in (low.value, high.value):
            if low.value <= high.value:
                continue
            sentence = f"“{low.label}”（{low.shown}）不能大于“{high.label}”（{high.shown}）。"
            raise ValidationError({"value": sentence}, code="upside_down")


def _caution(own: Rule) -> str:
    """Said wherever another number stood in a law."""
    law = own.replaces.law
    if law is None or (law.value, law.unit) == (own.value, own.unit):
        return ""
    return f"{law.layer}的规定是 {law.shown}（{law.citation}），本会另定，用之前请与县人大核对。"


def _read_text(text: str) -> str:
    if not text:
        raise ValidationError({"value": "请填内容。"}, code="required")
    if len(text) > TEXT_LENGTH:
        raise ValidationError({"value": f"最多 {TEXT_LENGTH} 个字。"}, code="max_length")
    return text
