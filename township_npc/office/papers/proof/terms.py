"""政策关 and 文字关: wrong terms of institutions, and characters written wrong, by the lists."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from township_npc.office.papers.proof.check import Check
from township_npc.office.papers.proof.finding import POLICY, WORDING, Finding


def findings(check: Check) -> Iterator[Finding]:
    for term in check.lists.terms:
        if not term.get("since") or (check.facts.year or 0) >= term["since"]:
            yield from _term(check, term)
    for group in check.lists.typos["group"]:
        yield from _group(check, group)
    for pattern in check.lists.typos["pattern"]:
        yield from _pattern(check, pattern)


def _term(check: Check, term: Mapping) -> Iterator[Finding]:
    town = "|".join([*filter(None, [re.escape(check.facts.town)]), "乡镇", "镇", "乡"])
    for match in _compiled(term["pattern"].replace("{town}", town)).finditer(check.text):
        name = "bad" if "bad" in match.groupdict() else 0
        sentence = check.text[slice(*check.paper.sentence(match.start()))]
        if term.get("unless") and re.search(term["unless"], sentence):
            continue
        suggestion = (
            match[name].replace(*term["swap"]) if "swap" in term else term.get("instead", "")
        )
        what = f"{term['what']}（{term['source']}）"
        yield check.found(
            POLICY, "term", match.span(name), what, suggestion, term.get("sure", True)
        )


def _group(check: Check, group: Mapping) -> Iterator[Finding]:
    pairs = dict(pair.split(" ", 1) for pair in group["pairs"])
    held = _spans(check.text, group.get("unless", ()))
    for match in _any_of(tuple(pairs)).finditer(check.text):
        start, end = match.span()
        if any(a <= start and end <= b for a, b in held):
            continue
        right = pairs[match[0]]
        what = f"“{match[0]}”应为“{right}”（{group['reason']}）"
        yield check.found(WORDING, "typo", (start, end), what, right, group.get("sure", True))


def _pattern(check: Check, entry: Mapping) -> Iterator[Finding]:
    for match in _compiled(entry["pattern"]).finditer(check.text):
        name = next((key for key, held in match.groupdict().items() if held), 0)
        suggestion = match[name][:1] if entry["right"] == "once" else entry["right"]
        what = f"“{match[name]}”：{entry['reason']}"
        span = match.span(name)
        yield check.found(WORDING, "typo", span, what, suggestion, entry.get("sure", True))


def _spans(text: str, words) -> list[tuple[int, int]]:
    return [match.span() for word in words for match in re.finditer(re.escape(word), text)]


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern:
    return re.compile(pattern)


@lru_cache(maxsize=32)
def _any_of(words: tuple[str, ...]) -> re.Pattern:
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))
