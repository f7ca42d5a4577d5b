"""文字关: figures that belong together add up: 实到 and 请假, the votes on one matter."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from township_npc.office.numerals import NUMERAL, number_in
from township_npc.office.papers.proof.check import Check
from township_npc.office.papers.proof.figures import Said, said_figures
from township_npc.office.papers.proof.finding import WORDING, Finding

_OUT_OF = re.compile(
    rf"(?P<whole>{NUMERAL})\s*(?P<unit>[户名人件份家个条])[^，。；：\n]{{0,8}}中，?(?:共?有|已有)?"
    rf"(?P<part>{NUMERAL})\s*(?P=unit)"
)


@dataclass(frozen=True)
class Scope:
    """Names with the one figure each has in a stretch of text; ``several``: those with more;
    ``own``: those the stretch itself gives, where the rest is from around it."""

    one: Mapping[str, Said]
    several: frozenset[str]
    own: frozenset[str]

    def within(self, wider: "Scope") -> "Scope":
        """A sentence with what the rest of its paragraph says."""
        several = (wider.several - self.one.keys()) | self.several
        held = {name: said for name, said in wider.one.items() if name not in several}
        return Scope({**held, **self.one}, several, self.own)


def findings(check: Check) -> Iterator[Finding]:
    """In each sentence, in each paragraph, and in the whole paper."""
    yield from _more_than_all(check)
    told: set[int] = set()
    for scope in _scopes(check):
        for rule in check.lists.figures["sum"]:
            yield from _sum(check, rule, scope, told)
        for rule in check.lists.figures["limit"]:
            yield from _limit(check, rule, scope, told)


def _more_than_all(check: Check) -> Iterator[Finding]:
    """抽查的30户农户中，有31户……."""
    for match in _OUT_OF.finditer(check.text):
        whole, part = number_in(match["whole"]), number_in(match["part"])
        if whole is not None and part is not None and part > whole:
            what = f"{match['unit']}数对不上：{whole} {match['unit']}里有 {part} {match['unit']}"
            yield check.found(WORDING, "figure_sum", match.span("part"), what)


def _scopes(check: Check) -> Iterator[Scope]:
    said = said_figures(check)
    lines = _grouped(said, check.paper.line)
    for sentence, held in _grouped(said, check.paper.sentence).items():
        line = lines[check.paper.line(sentence[0])] if sentence[0] < sentence[1] else held
        yield _scope(held).within(_scope(line))
    yield from map(_scope, lines.values())
    yield _scope(said)


def _grouped(said: list[Said], stretch) -> dict[tuple[int, int], list[Said]]:
    groups: dict[tuple[int, int], list[Said]] = defaultdict(list)
    for one in said:
        groups[stretch(one.start)].append(one)
    return groups


def _scope(said: list[Said]) -> Scope:
    held: dict[str, list[Said]] = defaultdict(list)
    for one in said:
        held[one.name].append(one)
    several = {name for name, ones in held.items() if len({one.value for one in ones}) > 1}
    single = {name: ones[0] for name, ones in held.items() if name not in several}
    return Scope(single, frozenset(several), frozenset(single))


def _sum(check: Check, rule: Mapping, scope: Scope, told: set[int]) -> Iterator[Finding]:
    parts = [scope.one[name] for name in rule["parts"] if name in scope.own]
    totals = [scope.one[name] for name in rule["of"] if name in scope.one]
    is_unclear = any(name in scope.several for name in rule["of"])
    if len(parts) < len(rule["parts"]) or not totals or is_unclear or parts[0].start in told:
        return
    parts += [scope.one[name] for name in rule.get("maybe", ()) if name in scope.one]
    added, total = sum(part.value for part in parts), totals[0]
    if added != total.value:
        told.add(parts[0].start)
        arithmetic = " + ".join(f"{part.name} {part.value}" for part in parts)
        what = f"{arithmetic} = {added}，和{total.name} {total.value} 对不上"
        span = _together(check, total, parts)
        yield check.found(WORDING, "figure_sum", span, what, sure=rule.get("sure", True))


def _together(check: Check, total: Said, parts: list[Said]) -> tuple[int, int]:
    """From the first figure of the sum to the last; the total alone where lines lie between, the
    parts alone where they have a sentence of their own."""
    first, last = min(one.start for one in parts), max(one.end for one in parts)
    if check.paper.sentence(first) != check.paper.sentence(total.start):
        is_one_sentence = check.paper.sentence(first) == check.paper.sentence(last - 1)
        return (first, last) if is_one_sentence else (total.start, total.end)
    return min(first, total.start), max(last, total.end)


def _limit(check: Check, rule: Mapping, scope: Scope, told: set[int]) -> Iterator[Finding]:
    small, large = scope.one.get(rule["small"]), scope.one.get(rule["large"])
    if small and large and small.value > large.value and small.start not in told:
        told.add(small.start)
        what = f"{small.name} {small.value} 比{large.name} {large.value} 还多"
        yield check.found(WORDING, "figure_sum", (small.start, small.end), what)
