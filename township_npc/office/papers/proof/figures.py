"""文字关: figures of one thing are equal in a paper, are those of the facts, and add up."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from township_npc.office.numerals import NUMERAL, number_in
from township_npc.office.papers.proof.check import Check
from township_npc.office.papers.proof.facts import ProofFacts
from township_npc.office.papers.proof.finding import WORDING, Finding
from township_npc.office.papers.proof.lists import Lists


@dataclass(frozen=True)
class Said:
    """A figure as it stands in the text."""

    name: str
    value: int
    start: int
    end: int


def findings(check: Check) -> Iterator[Finding]:
    said = said_figures(check)
    wanted = wanted_figures(check)
    yield from _against_facts(check, said, wanted)
    yield from _old_in_passing(check, said, wanted)
    yield from _against_each_other(check, said, wanted)


def said_figures(check: Check) -> list[Said]:
    """Every figure of the list, and of the facts by its own name; one span says one thing."""
    found: dict[tuple[int, int], Said] = {}
    for figure in (*check.lists.figures["figure"], *_own_figures(check)):
        for pattern in figure["patterns"]:
            for match in _compiled(pattern).finditer(check.text):
                value = number_in(match["n"])
                if value is not None and _is_of_this_meeting(check, figure, match):
                    span = match.span("n")
                    found.setdefault(span, Said(figure["name"], value, *span))
    return sorted(found.values(), key=lambda one: one.start)


def _own_figures(check: Check) -> list[Mapping]:
    """Names in the facts that the list does not know: looked for word by word."""
    return [
        {
            "name": name,
            "once": True,
            "patterns": [
                rf"{re.escape(_bare(name))}(?:总数|人数|件数|数)?(?:共|为|是|有|达|：|:|\s)*{{n}}(?![\d.]|\s*[年月日时个%％])",
                rf"(?<![\d.]){{n}}\s*[名人位件张票个项条次份户处](?:的)?{re.escape(_bare(name))}",
            ],
        }
        for name in check.facts.figures
        if not _listed_as(check.lists, name) and len(_bare(name)) > 1
    ]


def _bare(name: str) -> str:
    return re.sub(r"(?:总数|人数|件数|票数|数)$", "", name) or name


def _listed_as(lists: Lists, name: str) -> str:
    """The list's own name of a figure: 应到人数 → 代表总数, Present → 实到代表; "" when unknown."""
    known = {
        alias: figure["name"]
        for figure in lists.figures["figure"]
        for alias in (figure["name"], *figure.get("also", ()))
    }
    plain = name.strip().lower()
    return known.get(plain) or known.get(_bare(plain), "")


def wanted_figures(check: Check, facts: ProofFacts | None = None) -> dict[str, int]:
    """The figures of the facts by the names of the list."""
    figures = (facts or check.facts).figures
    return {_listed_as(check.lists, name) or name: value for name, value in figures.items()}


def _is_of_this_meeting(check: Check, figure: Mapping, match: re.Match) -> bool:
    """Not one of another body (主席团成员应到 9 名), and not one of last year."""
    start, end = check.paper.sentence(match.start())
    if figure.get("unless") and re.search(figure["unless"], check.text[start:end]):
        return False
    if check.lists.cue("past").search(check.text, start, match.start()):
        return False
    return not _is_of_another_year(check, start, match.start())


def _is_of_another_year(check: Check, start: int, at: int) -> bool:
    """The sentence, or the heading above it, is about an earlier year or meeting."""
    year, session = check.facts.year, check.facts.session
    sentence = check.text[start:at]
    heading = check.paper.heading_before(at)
    years = [int(held) for held in re.findall(r"((?:19|20)\d{2})\s*年", f"{heading}{sentence}")]
    if year and years and years[-1] < year:
        return True
    earlier = re.findall(rf"({NUMERAL})次会议(?:闭会|闭幕)?(?:以来|期间)", sentence)
    return bool(session and any((number_in(n) or session) < session for n in earlier))


def _against_facts(check: Check, said: list[Said], wanted: Mapping[str, int]) -> Iterator[Finding]:
    former = wanted_figures(check, check.facts.former) if check.facts.former else {}
    each = {figure["name"]: figure["once"] for figure in check.lists.figures["figure"]}
    for one in said:
        if one.name in wanted and one.value != wanted[one.name]:
            old = "，这是旧文的数字" if former.get(one.name) == one.value else ""
            what = f"{one.name}应是 {wanted[one.name]}，这里是 {one.value}{old}"
            sure = each.get(one.name, True)
            yield figure_finding(check, "figure", one, what, wanted[one.name], sure)
        elif one.name not in wanted and former.get(one.name) == one.value:
            what = f"{one.name} {one.value} 和旧文一样，请核对是不是这次的数字"
            yield figure_finding(check, "stale_figure", one, what, None, sure=False)


def _old_in_passing(check: Check, said: list[Said], wanted: Mapping[str, int]) -> Iterator[Finding]:
    """70名代表, said in passing, where the older paper had 70 deputies and this one has 71."""
    former = wanted_figures(check, check.facts.former) if check.facts.former else {}
    taken = {one.start for one in said}
    for figure in check.lists.figures["figure"]:
        name, old = figure["name"], former.get(figure["name"])
        if "in_passing" not in figure or old in (None, wanted.get(name)):
            continue
        for match in _compiled(figure["in_passing"]).finditer(check.text):
            if number_in(match["n"]) == old and match.start("n") not in taken:
                one = Said(name, old, *match.span("n"))
                what = f"{old} 是旧文里的{name}，请核对"
                yield figure_finding(check, "stale_figure", one, what, wanted.get(name), sure=False)


def _against_each_other(
    check: Check, said: list[Said], wanted: Mapping[str, int]
) -> Iterator[Finding]:
    """One paper, two values of what can only have one; the facts are silent."""
    first: dict[str, Said] = {}
    for one in said:
        if one.name in wanted or not _has_one_value(check.lists, one.name):
            continue
        before = first.setdefault(one.name, one)
        if before.value != one.value:
            what = f"{one.name}前面是 {before.value}，这里是 {one.value}"
            yield figure_finding(check, "figure_unequal", one, what, before.value, sure=False)


def _has_one_value(lists: Lists, name: str) -> bool:
    return any(figure["name"] == name and figure["once"] for figure in lists.figures["figure"])


def figure_finding(check, code: str, one: Said, what: str, right: int | None, sure=True) -> Finding:
    suggestion = "" if right is None else str(right)
    return check.found(WORDING, code, (one.start, one.end), what, suggestion, sure)


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern:
    return re.compile(pattern.replace("{n}", rf"(?P<n>{NUMERAL})"))
