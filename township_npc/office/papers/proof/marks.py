"""文字关: full-width punctuation, in pairs, once."""

import re
from collections.abc import Iterator

from township_npc.office.papers.proof.check import Check
from township_npc.office.papers.proof.finding import WORDING, Finding
from township_npc.office.papers.proof.text import HAN

_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）", ".": "。"}
_SIDE = rf"[{HAN}，。；：！？、》〉”’）】〕]"
_NEXT = rf"[{HAN}《〈“‘（【〔]"
#: A half-width mark that touches Han characters; a stop only where a sentence ends with it, a colon
#: or comma not between figures.
_HALF = re.compile(
    rf"(?<={_SIDE})[,;:?!](?!\d*//)|[,;:?!](?={_NEXT})|(?<=[{HAN}])\.(?![\w.])|[()](?={_SIDE}|{_NEXT})|(?<={_SIDE})[()]"
)
_QUOTES = re.compile(rf"(?<=[{HAN}，。：；、])[\"']|[\"'](?=[{HAN}])")
_DOTS = re.compile(rf"(?<=[{HAN}])(?:\.{{3,}}|。{{3,}})")
_DOUBLED = re.compile(r"([，。；：、？！])\1+|[，、；：][。，、；：]|。[，、；：]")
_PAIRS = {"》": "《", "）": "（", "”": "“", "’": "‘", "〉": "〈", "】": "【", "〕": "〔"}
#: A half-width bracket is a slip of its own, and still the half of a pair.
_BRACKETS = {"(": "（", ")": "）"}
_NAMES = {
    "《": "书名号",
    "（": "括号",
    "“": "引号",
    "‘": "单引号",
    "〈": "单书名号",
    "【": "方头括号",
    "〔": "六角括号",
}


def findings(check: Check) -> Iterator[Finding]:
    yield from _half_width(check)
    yield from _doubled(check)
    for start, end in _paragraphs(check):
        yield from _unpaired(check, start, end)


def _half_width(check: Check) -> Iterator[Finding]:
    text = check.text
    for match in _HALF.finditer(text):
        mark = match[0]
        what = f"半角标点“{mark}”，应用全角“{_FULL[mark]}”"
        yield check.found(WORDING, "mark_width", match.span(), what, _FULL[mark])
    opened: dict[int, bool] = {}
    for match in _QUOTES.finditer(text):
        line = check.paper.line(match.start())[0]
        opened[line] = not opened.get(line, False)
        right = "“" if opened[line] else "”"
        what = f"直引号应改为“{right}”形的引号"
        yield check.found(WORDING, "mark_width", match.span(), what, right)
    for match in _DOTS.finditer(text):
        what = "省略号是六个圆点“……”"
        yield check.found(WORDING, "mark_width", match.span(), what, "……")


def _doubled(check: Check) -> Iterator[Finding]:
    for match in _DOUBLED.finditer(check.text):
        marks = match[0]
        right = "。" if "。" in marks else marks[0]
        what = f"标点重复“{marks}”"
        if len(set(marks)) > 1 or marks[0] not in "？！" or len(marks) > 3:
            yield check.found(WORDING, "mark_double", match.span(), what, right)


def _paragraphs(check: Check) -> Iterator[tuple[int, int]]:
    """Lines that touch each other, since a title or a note under it may be broken."""
    for match in re.finditer(r"[^\n]+(?:\n[^\n]+)*", check.text):
        yield match.span()


def _unpaired(check: Check, start: int, end: int) -> Iterator[Finding]:
    """An opening without its end among these lines, or an end without its opening."""
    waiting: list[tuple[str, int]] = []
    for at in range(start, end):
        char = _BRACKETS.get(check.text[at], check.text[at])
        if char in _NAMES:
            waiting.append((char, at))
        elif char in _PAIRS:
            if waiting and waiting[-1][0] == _PAIRS[char]:
                waiting.pop()
            elif any(opener == _PAIRS[char] for opener, _ in waiting):
                while waiting[-1][0] != _PAIRS[char]:
                    yield _lonely(check, *waiting.pop())
                waiting.pop()
            elif not _numbers_a_point(check, at):
                yield _lonely(check, char, at)
    for opener, at in waiting:
        yield _lonely(check, opener, at)


def _numbers_a_point(check: Check, at: int) -> bool:
    """1）, 一）: a bracket that closes nothing but a number at the beginning."""
    start = check.paper.line(at)[0]
    return bool(re.fullmatch(r"[\s\u3000]*[\d一二三四五六七八九十]{1,3}", check.text[start:at]))


def _lonely(check: Check, char: str, at: int) -> Finding:
    name = _NAMES[_PAIRS.get(char, char)]
    side = "前" if char in _PAIRS else "后"
    what = f"{name}“{char}”没有配对，缺{side}半个"
    return check.found(WORDING, "mark_pair", (at, at + 1), what)
