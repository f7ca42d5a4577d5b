"""文字关: what a template or a hasty paste leaves behind."""

import re
from collections.abc import Iterator

from township_npc.office.papers.proof.check import Check
from township_npc.office.papers.proof.finding import FORM, WORDING, Finding

#: Shorter paragraphs may stand twice: a name, a heading, 现在进行表决。
LONG = 40
_PLACEHOLDER = re.compile(
    r"\{[^{}\n]{1,12}\}|[×✕xX]{2,}(?=[镇乡县市年月日名件届次号]|同志|代表)|某某(?=[镇乡县同代])"
)
_ATTACHMENT_MARK = re.compile(
    r"^[ \u3000]*附[ \u3000]?件[：:][^\n]*?(?P<mark>[。；，])[ \u3000]*$", re.M
)
_COPIED_TO = re.compile(
    r"^[ \u3000]*抄[ \u3000]?[送报][：:][^\n]*?[^。\n \u3000](?P<end>)[ \u3000]*$", re.M
)


def findings(check: Check) -> Iterator[Finding]:
    for match in _PLACEHOLDER.finditer(check.text):
        what = f"“{match[0]}”是没有填的空"
        yield check.found(WORDING, "placeholder", match.span(), what)
    yield from _twice(check)
    for match in _ATTACHMENT_MARK.finditer(check.text):
        what = "附件名称后面不加标点"
        yield check.found(FORM, "attachment_form", match.span("mark"), what, sure=False)
    for match in _COPIED_TO.finditer(check.text):
        what = "抄送机关的最后加句号"
        yield check.found(FORM, "copy_form", match.span("end"), what, sure=False)


def _twice(check: Check) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for n, (start, end) in enumerate(check.paper.lines, 1):
        words = check.text[start:end].strip(" \u3000")
        if len(words) < LONG:
            continue
        if words in first:
            what = f"这一段和第 {first[words]} 行一模一样"
            yield check.found(WORDING, "repeated", (start, end), what, sure=False)
        first.setdefault(words, n)
