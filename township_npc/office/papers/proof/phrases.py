"""An office's own words beside the program's lists, and entries of the program it does not use.

Own words are plain text, never patterns, so that nothing an office types can break a gate.
"""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError

from township_npc.office.papers.proof.check import Check
from township_npc.office.papers.proof.finding import POLICY, WORDING, Finding
from township_npc.office.papers.proof.lists import Lists
from township_npc.office.papers.proof.text import HAN

SHORTEST = 2


@dataclass(frozen=True)
class Phrase:
    """``wrong`` may not stand in a paper, but inside a word of ``unless`` it may."""

    wrong: str
    right: str = ""
    reason: str = ""
    unless: tuple[str, ...] = ()
    gate: str = POLICY
    code: str = "term"
    sure: bool = False


@dataclass(frozen=True)
class Builtin:
    """An entry of the program's own lists, as a person may read it."""

    key: str
    wrong: str
    right: str
    reason: str
    gate: str
    sure: bool


def findings(check: Check) -> Iterator[Finding]:
    for phrase in check.lists.phrases:
        yield from _of(check, phrase)


def _of(check: Check, phrase: Phrase) -> Iterator[Finding]:
    inside = [word for word in (*phrase.unless, phrase.right) if phrase.wrong in word]
    held = [match.span() for word in inside for match in re.finditer(re.escape(word), check.text)]
    for match in re.finditer(re.escape(phrase.wrong), check.text):
        start, end = match.span()
        if any(a <= start and end <= b for a, b in held):
            continue
        what = (
            f"“{phrase.wrong}”应写成“{phrase.right}”" if phrase.right else f"不能写“{phrase.wrong}”"
        )
        what += f"（{phrase.reason}）" if phrase.reason else "（本会的用词）"
        yield check.found(phrase.gate, phrase.code, (start, end), what, phrase.right, phrase.sure)


def check_phrase(phrase: Phrase, others: Set[str], lists: Lists, standing: str) -> None:
    """Raise ValidationError with one sentence for the first thing that is broken.

    ``others``: the wrong words of the office's other entries; ``standing``: what the office's own
    templates say, where a word that is listed as wrong would be found in every paper.
    """
    wrong, right = phrase.wrong, phrase.right
    if len(re.findall(f"[{HAN}A-Za-z0-9]", wrong)) < SHORTEST:
        _refuse("wrong", f"“{wrong}”太短，至少写两个字，不然到处都会报错。")
    if re.search(r"\s", wrong + right):
        _refuse("wrong", "词里不能有空格，也不能换行。")
    if wrong == right:
        _refuse("right", f"“{wrong}”改成的还是“{right}”，请写该写成什么。")
    if wrong in others:
        _refuse("wrong", f"“{wrong}”已经在单子里了，请去改那一条。")
    if right and any(other in right and other != wrong for other in (*others, *_misspelt(lists))):
        _refuse("right", f"“{right}”里面有单子上不该写的词，改过去又会报错。")
    if any(wrong not in word for word in phrase.unless):
        _refuse("unless", f"除外的词里都要有“{wrong}”，没有的不用写。")
    if wrong in standing:
        _refuse("wrong", f"“{wrong}”是本会模板里要用的话，写进来每份文件都会报错；请写长一些。")


def _refuse(field: str, sentence: str) -> None:
    raise ValidationError({field: sentence}, code="phrase")


def _misspelt(lists: Lists) -> list[str]:
    return [pair.split(" ", 1)[0] for group in lists.typos["group"] for pair in group["pairs"]]


def builtins(lists: Lists) -> list[Builtin]:
    """What an office may switch off, in the order of the lists."""
    found = [
        Builtin(
            term["key"],
            "",
            term.get("instead", "") if "swap" not in term else term["swap"][1],
            f"{term['what']}（{term['source']}）",
            POLICY,
            term.get("sure", True),
        )
        for term in lists.terms
    ]
    found += [
        Builtin(entry["key"], "", "", entry["reason"], WORDING, entry.get("sure", True))
        for entry in lists.typos["pattern"]
    ]
    found += [
        Builtin(
            _pair_key(pair), *pair.split(" ", 1), group["reason"], WORDING, group.get("sure", True)
        )
        for group in lists.typos["group"]
        for pair in group["pairs"]
    ]
    return found


def without(lists: Lists, keys: Set[str]) -> Lists:
    """The lists without the entries of these keys; a key that is known no more does no harm."""
    groups = [
        {**group, "pairs": [pair for pair in group["pairs"] if _pair_key(pair) not in keys]}
        for group in lists.typos["group"]
    ]
    patterns = [entry for entry in lists.typos["pattern"] if entry["key"] not in keys]
    return replace(
        lists,
        terms=tuple(term for term in lists.terms if term["key"] not in keys),
        typos={
            **lists.typos,
            "group": [group for group in groups if group["pairs"]],
            "pattern": patterns,
        },
    )


def _pair_key(pair: str) -> str:
    """The correction may be improved, the slip stays what it is."""
    return f"typo:{pair.split(' ', 1)[0]}"
