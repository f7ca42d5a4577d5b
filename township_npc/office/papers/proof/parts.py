"""行文关: the parts a kind of paper must have, headings in their order, attachments that exist."""

import re
from collections.abc import Iterator

from township_npc.office.numerals import chinese_ordinal, number_in
from township_npc.office.papers.proof.check import Check
from township_npc.office.papers.proof.finding import FORM, Finding
from township_npc.office.papers.proof.text import HAN

_N = "[一二三四五六七八九十]{1,3}"
_HEADING = re.compile(
    rf"^[ \u3000]*(?:(?P<first>{_N})、|[（(](?P<second>{_N})[）)](?!、)"
    rf"|(?P<third>\d{{1,2}})[．.、](?=[{HAN}])"
    r"|第(?P<article>[一二三四五六七八九十百零]{1,7})条[ \u3000])",
    re.M,
)
#: 第一条, 一、 （一） 1．: a heading begins the numbers of the ranks behind it anew.
_RANKS = ("article", "first", "second", "third")
_ATTACHED = re.compile(r"[（(]?(?:详)?见附[件表][）)]?|附后")
_ATTACHMENT = re.compile(r"^[ \u3000]*(?:附[件表]?\s*\d{0,2}\s*[：:]|附[件表]\s*\d{0,2}\s*$)", re.M)


def findings(check: Check) -> Iterator[Finding]:
    yield from _missing_parts(check)
    yield from _headings(check)
    yield from _attachments(check)


def _missing_parts(check: Check) -> Iterator[Finding]:
    """Only where the facts say what kind of paper it is."""
    kind = check.lists.kind(check.facts.kind)
    if kind is None or not check.paper.filled:
        return
    parts = {part["id"]: part for part in check.lists.kinds["part"]}
    for part in (parts[name] for name in kind["parts"] if name not in check.facts.given):
        start, end = _where(check, part["where"])
        if not re.search(part["pattern"], check.text[start:end], re.M):
            at = end if part["where"] == "tail" else check.paper.title[1]
            yield check.found(FORM, "part_missing", (at, at), f"{kind['name']}：{part['what']}")


def _where(check: Check, where: str) -> tuple[int, int]:
    filled = check.paper.filled
    if where == "head":
        return filled[0][0], filled[:12][-1][1]
    if where == "tail":
        return filled[-10:][0][0], filled[-1][1]
    return filled[0][0], filled[-1][1]


def _headings(check: Check) -> Iterator[Finding]:
    """一、三、: a number left out, or given twice. A new 一 begins anew; articles go through."""
    last = dict.fromkeys(_RANKS, 0)
    for match in _HEADING.finditer(check.text):
        rank = match.lastgroup
        number = number_in(match[rank])
        expected = last[rank] + 1
        if number and number not in (1, expected) and last[rank]:
            yield check.found(
                FORM,
                "heading_order",
                match.span(rank),
                f"层次序号不连：前面是第 {last[rank]}，这里是“{match[rank]}”",
                _as_written(match[rank], expected),
                sure=False,
            )
        last[rank] = number or 0
        for lower in _RANKS[_RANKS.index(rank) + 1 :]:
            last[lower] = 0


def _as_written(written: str, number: int) -> str:
    if written.isdecimal():
        return str(number)
    return chinese_ordinal(number) if number < 100 else ""


def _attachments(check: Check) -> Iterator[Finding]:
    if _ATTACHMENT.search(check.text):
        return
    for match in _ATTACHED.finditer(check.text):
        what = "正文说有附件，后面没有附件的名称"
        yield check.found(FORM, "attachment_missing", match.span(), what, sure=False)
