"""政策关: titles of laws against the law list: wrong, repealed, an old version, no such article."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA, LCSseq

from township_npc.office.numerals import NUMERAL, number_in
from township_npc.office.papers.proof.check import Check
from township_npc.office.papers.proof.facts import Law
from township_npc.office.papers.proof.finding import POLICY, Finding
from township_npc.office.papers.proof.text import HAN

_STATE = "中华人民共和国"
_TITLE = re.compile(
    r"《(?P<outer>[^《》\n]{2,60}(?:\n[^《》\n]{1,40})?)》|〈(?P<inner>[^〈〉\n]{2,60})〉"
)
_LAW_LIKE = re.compile(
    r"(?:法|条例|条列|规定|办法|细则|决定|规则|宪法|通则|总则|准则|规程|章程|格式|典|例)$"
)
_NO_LAW = re.compile(
    r"(?:方法|做法|办法|说法|看法|书法|语法|用法|想法|疗法|工作法|技法|兵法|章法|司法|执法|普法|立法)$"
)
_BRACKETS = re.compile(r"[（(〔][^（）()〔〕]*[）)〕]$")
_PLACE = re.compile(
    rf"^[{HAN}]{{2,8}}?(?:省|市|自治区|县|区|自治州|州|镇|乡|村|社区)(?!居民|民|级|域|政)"
)
_OWN_PAPER = re.compile(
    r"^关于|人大代表|代表大会(?!组织|代表法|选举法|常务|议事)|本次|草案|选举办法|表决办法|票决|评议办法|工作制度"
)
_YEAR = r"(?P<year>(?:19|20)\d{2})\s*年?"
_YEAR_INSIDE = re.compile(rf"[（(〔]{_YEAR}[^（）()]{{0,12}}?(?:修正|修订|修改|版|本)")
_YEAR_BEHIND = re.compile(rf"》?\s*[（(]{_YEAR}[^（）()]{{0,12}}?(?:修正|修订|修改|版|本)")
_YEAR_BEFORE = re.compile(rf"{_YEAR}(?:新)?(?:修正|修订|修改)(?:后|通过|实施|施行)?的\s*$")
_ARTICLE = re.compile(rf"》?(?:[（(][^（）()]{{0,20}}[）)])?\s*第(?P<n>{NUMERAL})条")


@dataclass(frozen=True)
class Book:
    """The law list, by title with and without 中华人民共和国, and by short title."""

    by_name: dict[str, Law]
    names: tuple[str, ...]
    repealed: tuple[str, ...]


def findings(check: Check) -> Iterator[Finding]:
    book = _book(check.facts.laws, check.lists.laws)
    for match in _TITLE.finditer(check.text):
        name = match.lastgroup
        yield from _title(check, book, match.span(name), match.end())
    yield from _bare(check, book)


@lru_cache(maxsize=8)
def _book(own: tuple[Law, ...], listed: tuple[Law, ...]) -> Book:
    """Of several versions the newest counts, and what the caller hands in over all."""
    by_name: dict[str, Law] = {}
    for law in (*sorted(listed, key=lambda law: law.version), *own):
        for name in (_plain(law.title), *law.short):
            by_name[name] = law
    national = tuple(name for name, law in by_name.items() if not law.region and len(name) > 2)
    repealed = [name for name, law in by_name.items() if law.state == "已废止" and len(name) > 3]
    return Book(by_name, national, tuple(repealed))


def _plain(title: str) -> str:
    """Without 中华人民共和国, blanks and what stands in brackets at the end."""
    title = re.sub(r"\s", "", title).removeprefix(_STATE)
    return _BRACKETS.sub("", title)


def _title(check: Check, book: Book, span: tuple[int, int], end: int) -> Iterator[Finding]:
    written = check.text[slice(*span)]
    name = _plain(written)
    law = book.by_name.get(name)
    if law is None:
        yield from _unknown(check, book, span, name)
    elif law.state == "已废止":
        yield from _repealed(check, book, span, law)
    else:
        yield from _version(check, span, end, law)
        yield from _article(check, end, law)


def _unknown(check: Check, book: Book, span, name: str) -> Iterator[Finding]:
    is_law = name.endswith("法") and not _NO_LAW.search(name)
    is_own = not is_law and _OWN_PAPER.search(name)
    if not _LAW_LIKE.search(name) or _PLACE.match(name) or is_own or _is_history(check, span):
        return
    meant = check.lists.law_titles.get(name) or nearest(name, book.names)
    if meant:
        right = _full_like(check.text[slice(*span)], book, meant)
        what = f"法规表里没有“{name}”，应是“{right.removeprefix(_STATE)}”"
        yield check.found(POLICY, "law_title", span, what, right)
    elif is_law:
        what = f"法规表里没有“{name}”，请核对名称"
        yield check.found(POLICY, "law_unknown", span, what, sure=False)


def _full_like(written: str, book: Book, meant: str) -> str:
    """The title in force; with 中华人民共和国 and unabridged where it was written so."""
    law = book.by_name[meant]
    if law.state == "已废止" and law.replaced_by:
        law = book.by_name.get(law.replaced_by, law)
        meant = _plain(law.title)
    is_full = re.sub(r"\s", "", written).startswith(_STATE) and law.title.startswith(_STATE)
    return law.title if is_full else meant


@lru_cache(maxsize=512)
def nearest(name: str, names: tuple[str, ...]) -> str:
    """The one title this can only be a slip of; "" when there is none, or more than one."""
    allowed = 1 if len(name) < 8 else 2 if len(name) < 16 else 3
    close = [
        (known, distance)
        for known, distance, _ in process.extract(
            name, names, scorer=OSA.distance, score_cutoff=allowed, limit=6
        )
        if _begins_alike(name, known)
    ]
    if close and (len(close) == 1 or close[0][1] < close[1][1]):
        return close[0][0]
    return "" if close else _with_words_missing(name, names)


def _begins_alike(name: str, known: str) -> bool:
    """A first character too many makes another law (农产品质量法 is no slip of 产品质量法); a wrong
    one, or one left out, does not. Of three characters the first must be right: 防汛法, 防洪法.
    """
    if len(name) < 4:
        return len(known) == len(name) and known[0] == name[0]
    same_length = len(known) == len(name)
    return known[0] == name[0] or same_length or known.endswith(name) or len(name) > 12


def _with_words_missing(name: str, names: tuple[str, ...]) -> str:
    """农产品质量法 ⊂ 农产品质量安全法, 妇女保障法 ⊂ 妇女权益保障法; or with words too many."""
    if len(name) < 5:
        return ""
    held = [known for known in names if _holds_all_of(name, known)]
    best = sorted(held, key=lambda known: abs(len(known) - len(name)))
    is_tie = len(best) > 1 and len(best[0]) == len(best[1])
    return "" if not best or is_tie else best[0]


def _holds_all_of(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return (
        len(short) >= 5
        and short[:2] == long[:2]
        and short[-1] == long[-1]
        and len(long) - len(short) <= max(3, len(one) // 2)
        and LCSseq.similarity(short, long) == len(short)
    )


def _is_history(check: Check, span) -> bool:
    """……同时废止, 原《合同法》: the title is rightly an old one."""
    start, end = check.paper.sentence(span[0])
    around = check.text[start:end]
    return bool(check.lists.cue("law_history").search(around))


def _repealed(check: Check, book: Book, span, law: Law) -> Iterator[Finding]:
    if _is_history(check, span):
        return
    what = f"《{law.title.removeprefix(_STATE)}》已废止"
    what += f"，现在是《{law.replaced_by}》" if law.replaced_by else ""
    known = book.by_name.get(law.replaced_by)
    right = (
        _full_like(check.text[slice(*span)], book, _plain(known.title))
        if known
        else law.replaced_by
    )
    yield check.found(POLICY, "law_repealed", span, what, right)


def _version(check: Check, span, end: int, law: Law) -> Iterator[Finding]:
    """（2015年修正） where the list knows a later version."""
    if not law.version:
        return
    said = (
        _YEAR_INSIDE.search(check.text, *span)
        or _YEAR_BEHIND.match(check.text, span[1])
        or _YEAR_BEFORE.search(check.text[: span[0] - 1], max(0, span[0] - 24))
    )
    newest = int(law.version[:4])
    if said and int(said["year"]) < newest:
        what = f"《{_plain(law.title)}》最新的是 {newest} 年的版本，这里写的是 {said['year']} 年"
        yield check.found(POLICY, "law_version", said.span("year"), what, str(newest), sure=False)


def _article(check: Check, end: int, law: Law) -> Iterator[Finding]:
    said = _ARTICLE.match(check.text, end - 1)
    number = number_in(said["n"]) if said else None
    if number and law.articles and number > law.articles:
        what = f"《{law.title.removeprefix(_STATE)}》一共 {law.articles} 条，没有第{said['n']}条"
        yield check.found(POLICY, "law_article", said.span("n"), what, sure=False)


def _bare(check: Check, book: Book) -> Iterator[Finding]:
    """根据信访条例: a repealed title without its marks."""
    pattern = _bare_pattern(book.repealed)
    for match in pattern.finditer(check.text):
        law = book.by_name[match["name"]]
        yield from _repealed(check, book, match.span("name"), law)


@lru_cache(maxsize=8)
def _bare_pattern(names: tuple[str, ...]) -> re.Pattern:
    longest = sorted(names, key=len, reverse=True)
    return re.compile(
        rf"(?:根据|依据|依照|按照|违反|遵守|执行|落实|贯彻|学习|宣传)(?:{_STATE})?(?P<name>{'|'.join(longest)})"
    )
