"""文字关: the township's own name, one slip off it, or another township's left from a template."""

import re
from collections.abc import Iterator

from township_npc.office.papers.proof.check import Check
from township_npc.office.papers.proof.finding import WORDING, Finding
from township_npc.office.papers.proof.names import is_like
from township_npc.office.papers.proof.text import HAN

_TOWN_AT_END = re.compile(rf"(?:^|[^{HAN}]|[县区市]|[在由对为于])(?P<name>[{HAN}]{{2,3}}[镇乡])$")
_ENDINGS = ("镇乡", "县区市")
_BODY = "(?:人大|人民代表大会|人民政府|政府|党委)"
_TOWN = re.compile(rf"[镇乡](?=(?:第?[一二三四五六七八九十\d]{{1,3}}届)?{_BODY})")


def findings(check: Check) -> Iterator[Finding]:
    for own in (check.facts.town, check.facts.county):
        if own[2:].endswith(tuple("".join(_ENDINGS))):
            yield from _slips(check, own)
    if check.facts.town[1:].endswith(("镇", "乡")):
        yield from _other_town(check)
        yield from _other_kind_of_town(check)


def other_town(check: Check, before: str) -> str:
    """The township that ``before`` ends with, when it is not this one; else "".

    镇 alone, 我镇, 报镇 are this one: the list has what no name of a place holds.
    """
    town, match = check.facts.town, _TOWN_AT_END.search(before)
    if not match or not town or before.endswith(town) or town.endswith(match["name"]):
        return ""
    is_no_name = set(match["name"][:-1]) & set(check.lists.names["not_in_places"])
    return "" if is_no_name else match["name"]


def is_named(text: str, at: int, name: str) -> bool:
    """It begins a line, its county stands before it, or the text has it twice: surely a name."""
    lead = text[max(0, at - 1) : at]
    return lead in ("", "\n", "\u3000", "县", "区", "市") or text.count(name) > 1


def is_slip_of(name: str, town: str) -> bool:
    """青溪镇 for 清溪镇: one character, so the same town is meant."""
    return len(name) == len(town) and sum(a != b for a, b in zip(name, town, strict=True)) == 1


def _slips(check: Check, own: str) -> Iterator[Finding]:
    """The own name with one character wrong: 青溪镇, 清溪乡, 云领县."""
    endings = next(held for held in _ENDINGS if own[-1] in held)
    for match in re.finditer(f"[{endings}]", check.text):
        span = match.end() - len(own), match.end()
        written = check.text[max(0, span[0]) : span[1]]
        if how := _how_near(check, written, own):
            what = f"名称是“{own}”，这里写成“{written}”（{how}）"
            yield check.found(WORDING, "name_near", span, what, own)


def _how_near(check: Check, written: str, own: str) -> str:
    changed = [n for n in range(len(written)) if written[n] != own[n]]
    if len(written) != len(own) or len(changed) != 1 or "\n" in written:
        return ""
    n = changed[0]
    if n == len(own) - 1:
        return f"“{own[n]}”写成了“{written[n]}”"
    return is_like(written[n], own[n], tuple(check.lists.names["look_alikes"]))


def _other_town(check: Check) -> Iterator[Finding]:
    town = check.facts.town
    for match in _TOWN.finditer(check.text):
        name = other_town(check, check.paper.before(match.end(), 8))
        at = match.end() - len(name)
        if name and not is_slip_of(name, town) and is_named(check.text, at, name):
            what = f"写的是“{name}”，本文是{town}的"
            span = at, match.end()
            yield check.found(WORDING, "town_other", span, what, sure=False)


def _other_kind_of_town(check: Check) -> Iterator[Finding]:
    """我乡, 全乡, 乡人大 in the paper of a 镇: the template was another township's."""
    town = check.facts.town
    own, other = town[-1], "乡" if town.endswith("镇") else "镇"
    body = "(?:人大|人民代表|政府|人民政府|党委|长(?![期远久]))"
    words = rf"(?<=[我本全副]){other}(?![镇村里亲土贤音情级、])|(?<![{HAN}]){other}(?={body})"
    for match in re.finditer(words, check.text):
        sentence = check.text[slice(*check.paper.sentence(match.start()))]
        is_of_both = check.text[match.start() - 1] in "、，" and re.search(f"{own}{body}", sentence)
        if not is_of_both:
            what = f"本文是{town}的，这里写的是“{other}”"
            yield check.found(WORDING, "town_kind", match.span(), what, own, sure=False)
