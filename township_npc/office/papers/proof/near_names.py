"""文字关: names one character off a name of the roster, where the words around say it is a name."""

from collections import defaultdict
from collections.abc import Iterator

from township_npc.office.papers.proof.check import Check
from township_npc.office.papers.proof.finding import WORDING, Finding
from township_npc.office.papers.proof.names import (
    TITLE,
    YES,
    NameText,
    Standing,
    is_like,
    surroundings,
)

_WILD = "·"
LEFT_OUT = "漏字"


def findings(check: Check) -> Iterator[Finding]:
    roster = [person.name for person in check.facts.in_office if len(person.name) > 1]
    known = {*roster, *check.facts.gone}
    names = NameText(check, known)
    taken: set[int] = set()
    for one, meant in sorted(_candidates(names, roster), key=lambda pair: -len(pair[0].name)):
        span = range(one.start, one.end)
        if one.name in known or names.covered.intersection(span) or taken.intersection(span):
            continue
        if finding := _judged(check, names, one, meant):
            taken.update(span)
            yield finding


def _candidates(names: NameText, roster: list[str]) -> Iterator[tuple[Standing, list[str]]]:
    """Every stretch of text that one change makes a name, with the names it may be."""
    near = _near(roster)
    for length in sorted({len(key.removeprefix("=")) for key in near}, reverse=True):
        for n in range(len(names.tight) - length + 1):
            window = names.tight[n : n + length]
            meant = dict.fromkeys(name for key in _keys(window) for name in near.get(key, ()))
            if meant and (one := names.at(n, length)):
                yield one, list(meant)


def _near(roster: list[str]) -> dict[str, list[str]]:
    """Names by their keys: one place left open, the last two changed about, one gone."""
    found: dict[str, list[str]] = defaultdict(list)
    for name in roster:
        for n in range(len(name)):
            found[name[:n] + _WILD + name[n + 1 :]].append(name)
        if len(name) == 3:
            found[f"={name[0]}{name[2]}{name[1]}"].append(name)
            found[f"={name[:2]}"].append(name)
            found[f"={name[0]}{name[2]}"].append(name)
    return found


def _keys(window: str) -> list[str]:
    keys = [window[:n] + _WILD + window[n + 1 :] for n in range(len(window))]
    return [*keys, f"={window}"]


def _judged(check: Check, names: NameText, one: Standing, meant: list[str]) -> Finding | None:
    around = surroundings(check, one)
    listed = names.is_listed(one)
    if one.name in check.lists.names["words"] and not listed:
        return None
    for name in meant:
        how = _how(check, one.name, name)
        if _is_meant(one.name, name, how, around, listed):
            what = f"名册上是“{name}”，这里写成“{one.name}”"
            what += f"（{how}）" if how else "，请核对是不是同一个人"
            return check.found(
                WORDING, "name_near", (one.start, one.end), what, name, sure=bool(how)
            )
    return None


def _how(check: Check, written: str, name: str) -> str:
    """音近, 形近, 字序颠倒, 漏字, or "" where the characters have nothing in common."""
    if len(written) < len(name):
        return LEFT_OUT
    changed = [n for n in range(len(name)) if written[n] != name[n]]
    if len(changed) == 2:
        return "字序颠倒"
    n = changed[0]
    return is_like(written[n], name[n], tuple(check.lists.names["look_alikes"]))


def _is_meant(written: str, name: str, how: str, around, listed: bool) -> bool:
    """The shorter the name, and the less the characters are alike, the more the words around must
    say that a name stands here. A wrong surname needs more than a wrong given name.
    """
    if how == LEFT_OUT:
        return listed and around.is_bounded
    if not how:
        same_surname = written[0] == name[0]
        by_post = len(name) > 2 and around.left == YES and same_surname
        return around.is_bounded and (listed or by_post)
    if listed or around.is_named:
        return True
    if len(name) == 2:
        return False
    if written[0] != name[0]:
        return around.right == TITLE
    return around.is_bounded or around.left == YES or around.right >= YES
