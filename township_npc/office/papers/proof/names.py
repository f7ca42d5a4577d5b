"""Names in a text: where they stand, what stands around them, how near two are to each other."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from pypinyin import Style, pinyin

from township_npc.office.papers.proof.check import Check
from township_npc.office.papers.proof.text import HAN

_HAN = re.compile(f"[{HAN}]")
_GAPS = " \u3000"
_LISTED = "、，,；; \u3000\n"


@dataclass(frozen=True)
class Standing:
    """A name as it stands: ``start`` and ``end`` in the text, blanks inside included."""

    name: str
    start: int
    end: int


class NameText:
    """The text without the blanks between its characters (何　平), each with its true place."""

    def __init__(self, check: Check, names: Iterable[str]):
        self.check = check
        self.text = check.text
        self.places = [n for n, char in enumerate(self.text) if char not in _GAPS]
        self.tight = "".join(self.text[n] for n in self.places)
        self._names = sorted(set(names), key=len, reverse=True)

    @cached_property
    def standing(self) -> list[Standing]:
        """Every exact name, the longest first where two begin at one place."""
        if not self._names:
            return []
        pattern = re.compile("|".join(map(re.escape, self._names)))
        found = [self.at(match.start(), len(match[0])) for match in pattern.finditer(self.tight)]
        return [one for one in found if one]

    def at(self, n: int, length: int) -> Standing | None:
        """Characters ``n`` and following; None where blanks divide what cannot be one name."""
        start, last = self.places[n], self.places[n + length - 1]
        if length > 2 and last - start != length - 1:
            return None
        if "\n" in self.text[start : last + 1]:
            return None
        return Standing(self.tight[n : n + length], start, last + 1)

    @cached_property
    def covered(self) -> frozenset[int]:
        return frozenset(n for one in self.standing for n in range(one.start, one.end))

    @cached_property
    def starts(self) -> frozenset[int]:
        return frozenset(one.start for one in self.standing)

    @cached_property
    def ends(self) -> frozenset[int]:
        return frozenset(one.end for one in self.standing)

    def is_listed(self, one: Standing) -> bool:
        """Beside a name of the roster, with only a mark or blanks between."""
        before, after = one.start, one.end
        while before and self.text[before - 1] in _LISTED and one.start - before < 6:
            before -= 1
        while after < len(self.text) and self.text[after] in _LISTED and after - one.end < 6:
            after += 1
        return (before < one.start and before in self.ends) or (
            after > one.end and after in self.starts
        )


NO, MAYBE, YES, TITLE = range(4)


@dataclass(frozen=True)
class Surroundings:
    """How clearly the words on either side say that a name stands here. ``alone``: on its line."""

    left: int
    right: int
    alone: bool

    @property
    def is_bounded(self) -> bool:
        return bool(self.left and self.right)

    @property
    def is_named(self) -> bool:
        return self.is_bounded and (self.alone or max(self.left, self.right) >= YES)


def surroundings(check: Check, one: Standing) -> Surroundings:
    before = check.paper.before(one.start, 8)
    after = check.paper.after(one.end, 6)
    line = check.text[slice(*check.paper.line(one.start))]
    words = check.lists.names
    return Surroundings(
        _left(before, words), _right(after, words), len(line.strip(_GAPS)) == one.end - one.start
    )


def _left(before: str, words: Mapping) -> int:
    tight = before.rstrip(_GAPS)
    if not tight or tight[-1] == "\n":
        return MAYBE
    if _before(tuple(words["before"]), tuple(words["labels"])).search(tight):
        return YES
    return _joins(before[-1], words["joins_before"])


def _right(after: str, words: Mapping) -> int:
    tight = after.lstrip(_GAPS)
    if not tight or tight[0] == "\n":
        return MAYBE
    if _starting(tuple(words["titles"])).search(tight):
        return TITLE
    if _starting(tuple(words["after"])).search(tight):
        return YES
    return _joins(after[0], words["joins_after"])


def _joins(char: str, joins: str) -> int:
    return MAYBE if char in joins or not _HAN.match(char) else NO


@lru_cache(maxsize=8)
def _before(words: tuple[str, ...], labels: tuple[str, ...]) -> re.Pattern:
    return re.compile(f"(?:{'|'.join(words)})[：:]?$|(?:{'|'.join(labels)})[：:]$")


@lru_cache(maxsize=8)
def _starting(words: tuple[str, ...]) -> re.Pattern:
    return re.compile(f"^(?:{'|'.join(words)})")


@lru_cache(maxsize=8192)
def sounds(char: str) -> frozenset[str]:
    """How a character may be said, without tone, and with what many do not tell apart made one."""
    held = pinyin(char, style=Style.NORMAL, heteronym=True, errors="ignore")
    return frozenset(_folded(one) for one in (held[0] if held else ()))


def _folded(sound: str) -> str:
    sound = re.sub(r"^([zcs])h", r"\1", sound)
    sound = re.sub(r"([aei]n)g$", r"\1", sound)
    return re.sub(r"^n(?=[aeiouvü])", "l", sound)


def is_like(one: str, other: str, look_alikes: tuple[str, ...]) -> str:
    """同音, 形近, or "" for two characters."""
    if sounds(one) & sounds(other):
        return "音近"
    return "形近" if other in _shapes(look_alikes).get(one, "") else ""


@lru_cache(maxsize=8)
def _shapes(groups: tuple[str, ...]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for group in groups:
        for char in group:
            found[char] = found.get(char, "") + group
    return found
