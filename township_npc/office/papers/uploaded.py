"""The body out of a Word file that went out as our draft and comes back with changes.

A draft has its head before the body (标志、文号、标题、主送) and its tail behind it (附件、署名、
日期、附注、版记). Both are kept as the paper has them; only what stands between is taken over, and
the annexes. What was changed in head or tail is not taken over: it is named, so that nobody takes
it for kept.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO

from township_npc.office.papers.plain import ANNEX
from township_npc.office.papers.text import PaperText, compose
from township_npc.office.papers.word import paper_docx
from township_npc.office.reading import text_of

_MARKER = "〔正文〕"
#: So many lines more than our own may somebody have put into head or tail.
_SLACK = 3
#: Lines that are the same place of a paper, whatever they say: 文号, 附件说明, 成文日期.
_PLACES = (
    re.compile(r".{1,60}〔\d{4}〕\d*号"),
    re.compile(r"附件[:：].+"),
    re.compile(r"\d{4}年\d{1,2}月\d{1,2}日"),
)
_ENDS = ("。", "；", "！", "？", ".", ";")
_MOST_TITLE_LINES = 3
_LONGEST_NAME = 60  # of a 署名
_ANY_DAY = date(2000, 1, 1)


@dataclass(frozen=True)
class Frame:
    """The lines that our Word file puts before and behind the body; the title of a head may also
    stand in one line. A part that this format does not print is empty."""

    heads: tuple[list[str], list[str]]
    tail: list[str]
    title: str
    addressees: str
    issuer: str
    body: frozenset[str]


@dataclass(frozen=True)
class Taken:
    body: str
    left_out: list[str]  # lines of a changed head or tail
    has_title: bool = True  # without its title it may be another paper's file


def frame_of(text: PaperText, *, layout: str, number: str, dated_on: date | None) -> Frame:
    content = compose(
        replace(text, body=_MARKER), layout=layout, number=number, dated_on=dated_on or _ANY_DAY
    )
    lines = text_of(BytesIO(paper_docx(content)), "草稿.docx").split("\n")
    at = lines.index(_MARKER)
    head, tail, title = lines[:at], lines[at + 1 :], _key(text.title)
    return Frame(
        heads=(head, _with_title_in_one(head, title)),
        tail=tail,
        title=title if title in _key("".join(head)) else "",
        addressees=_stands_in(head, text.addressees),
        issuer=_stands_in(tail, text.issuer),
        body=frozenset(map(_key, text.body.split("\n"))),
    )


def take_body(uploaded: str, frame: Frame) -> Taken:
    """The body and the annexes of the file, as ``papers.plain`` reads them."""
    lines = uploaded.split("\n")
    annex = next((at for at, line in enumerate(lines) if ANNEX.fullmatch(line)), len(lines))
    main, annexes = lines[:annex], lines[annex:]
    begins, ends = max(_between(main, head, frame.tail) for head in frame.heads)[1:]
    has_title = frame.title in _key(uploaded)
    if not _stands_in(main[:begins], frame.addressees):
        begins += _new_head(main[begins:ends], frame, has_title=has_title)
    if not _stands_in(main[ends:], frame.issuer):
        ends -= _new_issuer(main[begins:ends], frame)
    last = _between(annexes, [], frame.tail)[2]
    outside = [*main[:begins], *main[ends:], *annexes[last:]]
    ours = {_key(line) for part in (*frame.heads, frame.tail) for line in part}
    return Taken(
        body="\n".join([*main[begins:ends], *annexes[:last]]),
        left_out=[line for line in outside if _key(line) not in ours],
        has_title=has_title,
    )


def _new_head(lines: Sequence[str], frame: Frame, *, has_title: bool) -> int:
    """How many lines at the start are another 标题 and another 主送, which ends with a colon."""
    most = int(bool(frame.addressees)) + (0 if has_title else _MOST_TITLE_LINES)
    for at, line in enumerate(lines[:most]):
        if _key(line) in frame.body:
            return 0
        if line.endswith(("：", ":")):
            return at + 1
        if line.endswith(_ENDS):
            return 0
    return 0


def _new_issuer(lines: Sequence[str], frame: Frame) -> int:
    """Whether the last line is another 署名: short, no sentence, nothing that the body said."""
    if not lines or not frame.issuer:
        return 0
    last = lines[-1]
    is_name = len(last) <= _LONGEST_NAME and not last.endswith((*_ENDS, "：", "|"))
    return int(is_name and _key(last) not in frame.body)


def _between(
    lines: Sequence[str], head: Sequence[str], tail: Sequence[str]
) -> tuple[int, int, int]:
    """How many lines of head and tail were found, where the head ends and the tail begins: as many
    as can be found in their order, the head's as early and the tail's as late as they go."""
    keys = [_place(line) for line in lines]
    before = _found_up_to(keys, [_place(line) for line in head])
    behind = _found_up_to(keys[::-1], [_place(line) for line in reversed(tail)])[::-1]
    most = max(map(sum, zip(before, behind, strict=True)))
    split = next(at for at in range(len(keys) + 1) if before[at] + behind[at] == most)
    ends = max(at for at in range(split, len(keys) + 1) if behind[at] == behind[split])
    return most, before.index(before[split]), ends


def _found_up_to(keys: Sequence[str], wanted: Sequence[str]) -> list[int]:
    """How many of the wanted lines are found, in their order, in the first 0, 1, 2 … keys; further
    in than wanted and a few more none is looked for."""
    row, found = [0] * (len(wanted) + 1), [0]
    for key in keys[: len(wanted) + _SLACK]:
        for at in range(len(wanted), 0, -1):
            if wanted[at - 1] == key:
                row[at] = max(row[at], row[at - 1] + 1)
        for at in range(1, len(wanted) + 1):
            row[at] = max(row[at], row[at - 1])
        found.append(row[-1])
    return found + [found[-1]] * (len(keys) - len(found) + 1)


def _with_title_in_one(head: list[str], title: str) -> list[str]:
    """The lines of the title made one."""
    for start in range(len(head)):
        for end in range(start + 2, len(head) + 1):
            if "".join(map(_key, head[start:end])) == title:
                return [*head[:start], title, *head[end:]]
    return head


def _place(line: str) -> str:
    key = _key(line)
    return next((place.pattern for place in _PLACES if place.fullmatch(key)), key)


def _stands_in(lines: Sequence[str], part: str) -> str:
    key = _key(part)
    return key if key in map(_key, lines) else ""


def _key(line: str) -> str:
    return "".join(line.split())
