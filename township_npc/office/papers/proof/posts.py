"""政策关: who holds which post, and who no longer does."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from township_npc.office.papers.proof.check import Check
from township_npc.office.papers.proof.facts import Person
from township_npc.office.papers.proof.finding import POLICY, Finding
from township_npc.office.papers.proof.names import NameText, Standing, surroundings
from township_npc.office.papers.proof.text import HAN

_STEMS = "主席|镇长|乡长|书记|主任|秘书长|所长|站长|院长|校长|局长"
_LEADING = "主席|镇长|乡长|书记"
_BEFORE = re.compile(
    rf"(?P<lead>[{HAN}]{{0,6}}?)(?P<post>副?(?:{_STEMS}))"
    r"(?:[ \u3000]*同志)?[ \u3000]*[：:]?[ \u3000]*$"
)
_BEHIND = re.compile(
    rf"[ \u3000]*(?:同志)?[（(]?(?P<post>副?(?:{_STEMS}))"
    r"(?!团|会议|台|委员|候选)[）)]?[：: \u3000]*"
)
#: Parts played at a meeting, other bodies, and candidates: no post of the roster.
_NOT_A_POST = re.compile(
    r"(?:执行|常务|大会|候选|总|工会|妇联|残联|科协|商会|协会|村|社区|支部|党组织|总支|学校|小学|中学|[县市省区]委?|常委会|原|前任|时任|为|任)$"
)


@dataclass(frozen=True)
class Named:
    """A post that a name is given: where it stands."""

    post: str
    start: int
    end: int


def findings(check: Check) -> Iterator[Finding]:
    people = {person.name: person for person in check.facts.in_office}
    gone = check.facts.gone
    names = NameText(check, {*people, *gone})
    for one in names.standing:
        if one.name in gone:
            yield from _gone(check, one, gone[one.name])
        elif one.name in people and any(person.posts for person in people.values()):
            for named in _posts_given(check, one, names.starts):
                yield from _compared(check, people[one.name], named)
            yield from _of_another_body(check, one, people[one.name])
            yield from _body_for_person(check, one)
    yield from _strangers(check, names)


def _gone(check: Check, one: Standing, person: Person) -> Iterator[Finding]:
    """Named as if still there. Where the sentence tells of the leaving, all is well."""
    if len(one.name) == 2 and not _reads_as_name(check, one):
        return
    sentence = check.text[slice(*check.paper.sentence(one.start))]
    if check.lists.cue("left_office").search(sentence):
        return
    post = next(iter(person.posts), "")
    holders = _holders(check, post) if post else []
    known = any(held.name == one.name and held.left for held in check.facts.people)
    what = f"{one.name}已离任" if known else f"{one.name}是旧文里的人，现在的名册上没有"
    what += f"，现任{_core(post)}是{holders[0].name}" if len(holders) == 1 else ""
    suggestion = holders[0].name if len(holders) == 1 else ""
    yield check.found(POLICY, "person_left", (one.start, one.end), what, suggestion)


def _holders(check: Check, post: str) -> list[Person]:
    """Who has that very post now (人大主席, whichever 妇联主席 there are), else one of its name."""
    body = post.removeprefix(check.facts.town).lstrip("镇乡")
    very = [other for other in check.facts.in_office if _holds(other, body)]
    return very or [other for other in check.facts.in_office if _holds(other, _core(post))]


def _reads_as_name(check: Check, one: Standing) -> bool:
    return surroundings(check, one).is_bounded


def _posts_given(check: Check, one: Standing, starts: frozenset[int]) -> Iterator[Named]:
    """The post before the name, and the one behind it that does not belong to the next name."""
    offset = max(0, one.start - 16)
    before = re.split(r"[，。；、\n]", check.text[offset : one.start])[-1]
    if match := _BEFORE.search(before):
        at = one.start - len(before)
        if not _NOT_A_POST.search(match["lead"]):
            yield Named(match["post"], at + match.start("post"), at + match.end("post"))
    match = _BEHIND.match(check.text, one.end)
    if match and match.end() not in starts:
        yield Named(match["post"], *match.span("post"))


def _compared(check: Check, person: Person, named: Named) -> Iterator[Finding]:
    """Against the person's own posts; a leading post also against whoever holds it."""
    is_leading = bool(re.search(rf"(?:{_LEADING})$", named.post))
    if _holds(person, named.post):
        return
    same = next((post for post in person.posts if post.endswith(_stem(named.post))), "")
    holders = [other.name for other in check.facts.in_office if _holds(other, named.post)]
    if not same and not (is_leading and holders):
        return
    what = (
        f"名册上{person.name}是{'、'.join(person.posts)}"
        if person.posts
        else f"名册上{person.name}没有这个职务"
    )
    what += f"，{named.post}是{holders[0]}" if len(holders) == 1 else ""
    yield check.found(POLICY, "post_wrong", (named.start, named.end), what, _core(same))


def _of_another_body(check: Check, one: Standing, person: Person) -> Iterator[Finding]:
    """镇派出所所长 before the name of the 镇供电所所长: the post of another, word for word."""
    before = check.paper.before(one.start, 20).rstrip(" \u3000")
    given = [
        (post, other)
        for other in check.facts.in_office
        for post in other.posts
        if before.endswith(post) and _core(post) != post
    ]
    if not given or any(before.endswith(post) for post in person.posts):
        return
    post, other = max(given, key=lambda pair: len(pair[0]))
    own = next((held for held in person.posts if _core(held) == _core(post)), "")
    if own and not post.endswith(own):
        end = check.text.rindex(post, 0, one.start) + len(post)
        what = f"名册上{person.name}是{own}，{post}是{other.name}"
        yield check.found(POLICY, "post_wrong", (end - len(post), end), what, own)


def _holds(person: Person, post: str) -> bool:
    """副主席 is no 主席, whatever it ends with; 常务副镇长 is a 副镇长."""
    if post.startswith("副"):
        return any(held.endswith(post) for held in person.posts)
    return any(re.search(rf"(?<!副){post}$", held) for held in person.posts)


def _stem(post: str) -> str:
    return post.removeprefix("副")


def _core(post: str) -> str:
    """镇人大副主席 → 副主席."""
    match = re.search(rf"副?(?:{_STEMS})$", post)
    return match[0] if match else post


def _body_for_person(check: Check, one: Standing) -> Iterator[Finding]:
    """主席团陈国华: the body stands where the post belongs."""
    before = check.paper.before(one.start, 3)
    if before == "主席团":
        posts = next(held.posts for held in check.facts.in_office if held.name == one.name)
        post = next((_core(held) for held in posts if "主席" in held), "主席")
        what = "“主席团”是机关，人名前面应写职务"
        span = one.start - 3, one.start
        yield check.found(POLICY, "term", span, what, post, sure=False)


def _strangers(check: Check, names: NameText) -> Iterator[Finding]:
    """镇长张三: a post that one person of the roster holds, given to a name nobody knows."""
    for post, holder in _single_posts(check.facts.in_office):
        pattern = _stranger(
            post, check.lists.names["surnames"], check.lists.names["unlikely_surnames"]
        )
        for match in pattern.finditer(check.text):
            start, end = match.span("name")
            lead = check.paper.before(match.start(), 6)
            if names.covered.intersection(range(start, end)) or _NOT_A_POST.search(lead):
                continue
            what = f"名册上的{post}是{holder}，没有“{match['name']}”这个人"
            yield check.found(POLICY, "post_holder", (start, end), what, holder, sure=False)


def _single_posts(people: tuple[Person, ...]) -> Iterator[tuple[str, str]]:
    """Leading posts that exactly one person holds, as papers name them."""
    for post in ("人大主席", "人大副主席", "党委书记", "镇长", "乡长"):
        holders = [
            person.name
            for person in people
            if any(held.endswith(post) and not held.endswith(f"副{post}") for held in person.posts)
        ]
        if len(holders) == 1:
            yield post, holders[0]


@lru_cache(maxsize=16)
def _stranger(post: str, surnames: str, unlikely: str) -> re.Pattern:
    family = "".join(char for char in surnames if char not in unlikely)
    return re.compile(
        rf"(?<!副){post}(?:同志)?[ \u3000]?(?P<name>[{family}][{HAN}]{{1,2}})"
        r"(?=同志|主持|代表[^，。；]|作[^为用风]|宣[读布]|讲话|致辞|[，。；、：）\n]|$)"
    )
