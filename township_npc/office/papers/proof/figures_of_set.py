"""文字关: figures of one thing are equal in all papers of one meeting: deputies, present, votes."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from township_npc.office.papers.proof.check import Check
from township_npc.office.papers.proof.facts import ProofFacts
from township_npc.office.papers.proof.figures import (
    Said,
    figure_finding,
    said_figures,
    wanted_figures,
)
from township_npc.office.papers.proof.finding import Finding
from township_npc.office.papers.proof.lists import Lists, default_lists
from township_npc.office.papers.proof.meetings import meetings
from township_npc.office.papers.proof.text import ProofText

_MATTER = (
    r"《[^》\n]{4,60}》|关于[^，。；《》\n]{2,40}?(?:决议|决定|报告|办法|名单|议案|预算|规划|公告)"
)


@dataclass(frozen=True)
class Told:
    """A figure and what it is of: the meeting, or one vote (程晓东的赞成票)."""

    label: str
    said: Said


def meeting_named(title: str, facts: ProofFacts) -> tuple[int | None, int] | None:
    """届 and 次 of the first meeting a title names; the 届 of the facts where it names none."""
    named = next((one for one in meetings(_check(title, facts, None)) if one.session), None)
    return (named.term or facts.term, named.session) if named else None


def unequal_figures(
    papers: Iterable[tuple[str, str]], facts: ProofFacts, lists: Lists | None = None
) -> list[tuple[str, Finding]]:
    """(title of the paper, finding) for each figure that other papers of the set give otherwise.

    What the facts say is right; where they say nothing, what most papers say.
    """
    checks = {title: _check(text, facts, lists) for title, text in papers}
    everywhere: dict[str, list[tuple[str, Said]]] = defaultdict(list)
    for title, check in checks.items():
        for told in _told(check):
            everywhere[told.label].append((title, told.said))
    found = []
    for label, places in everywhere.items():
        right = wanted_figures(next(iter(checks.values()))).get(label) or _most(places)
        for title, one in places:
            if one.value != right:
                others = "、".join(dict.fromkeys(t for t, other in places if other.value == right))
                what = f"{label}：这里是 {one.value}，{others or '事实'}是 {right}"
                finding = figure_finding(checks[title], "figure_unequal", one, what, right)
                found.append((title, finding))
    return found


def unequal_with_others(
    text: str,
    others: Iterable[tuple[str, str]],
    facts: ProofFacts,
    lists: Lists | None = None,
) -> list[Finding]:
    """Figures of one paper that another of its set, by title and text, gives otherwise. Which of
    the two is right, the program cannot know; what the facts say is compared elsewhere.
    """
    check = _check(text, facts, lists)
    theirs: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for title, other in others:
        for told in _told(_check(other, facts, lists)):
            theirs[told.label][told.said.value].append(title)
    return list(_differences(check, theirs))


def _differences(check: Check, theirs) -> Iterator[Finding]:
    wanted = wanted_figures(check)
    for told in _told(check):
        one, values = told.said, theirs.get(told.label, {})
        differing = {value: titles for value, titles in values.items() if value != one.value}
        if not differing or told.label in wanted:
            continue
        named = "；".join(
            f"《{titles[0]}》{'等' if len(set(titles)) > 1 else ''}里是 {value}"
            for value, titles in differing.items()
        )
        agreed = next(iter(differing)) if len(values) == 1 else None
        what = f"{told.label}：这里是 {one.value}，{named}"
        yield figure_finding(check, "figure_unequal", one, what, agreed)


def _check(text: str, facts: ProofFacts, lists: Lists | None) -> Check:
    lists = lists or default_lists()
    return Check(ProofText(text, lists.kind_names), facts, lists)


def _told(check: Check) -> Iterator[Told]:
    """Each vote has its own figures: they are compared where the sentence says what was voted on,
    and gives no second figure of that name."""
    once = {figure["name"]: figure["once"] for figure in check.lists.figures["figure"]}
    votes: dict[str, list[Told]] = defaultdict(list)
    for one in said_figures(check):
        if once.get(one.name):
            yield Told(one.name, one)
        elif matter := _matter(check, one.start):
            label = f"{matter}的{one.name}"
            votes[label].append(Told(label, one))
    for told in votes.values():
        if len({one.said.value for one in told}) == 1:
            yield from told


def _matter(check: Check, at: int) -> str:
    """What the sentence says was voted on, before the figure: a resolution, or a candidate."""
    names = "|".join(re.escape(person.name) for person in check.facts.people)
    who = rf"|(?:{names})(?=(?:同志)?[获得])" if names else ""
    start = check.paper.sentence(at)[0]
    named = re.findall(f"{_MATTER}{who}", check.text[start:at])
    return _plain(check, named[-1]) if named else ""


def _plain(check: Check, matter: str) -> str:
    """《清溪镇第十九届……关于镇人民政府工作报告的决议（草案）》: 政府工作报告."""
    matter = matter.strip("《》").rpartition("关于")[2]
    matter = re.sub(r"[（(]?草案[)）]?|[（(][^（）()]*稿[)）]", "", matter)
    matter = re.sub(r"的(?:决议|决定)$", "", matter)
    if check.facts.town:
        matter = matter.replace(check.facts.town, "")
    return re.sub(r"^[镇乡]?(?:人民)?政府|(?<=[的和])[镇乡]?(?:人民)?政府", "政府", matter)


def _most(places: list[tuple[str, Said]]) -> int:
    """The value most papers give; of equals the first."""
    papers: dict[int, set[str]] = defaultdict(set)
    for title, one in places:
        papers[one.value].add(title)
    return max(papers, key=lambda value: len(papers[value]))
