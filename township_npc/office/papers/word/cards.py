"""席卡 and 代表证 as Word files: one card a page, the same as in ``papers.cards``."""

from collections.abc import Iterator, Sequence

from docx.oxml.text.paragraph import CT_P

from township_npc.office.papers.cards import Badge, CardName, badge_name, card_name
from township_npc.office.papers.word.ground import Page, append
from township_npc.office.papers.word.lines import line, set_on, set_size
from township_npc.office.papers.word.looks import MM, RED, Look, Measure, Part
from township_npc.office.papers.word.schema import element
from township_npc.office.papers.word.sheets import begin_sheet
from township_npc.office.papers.word.styles import spacing
from township_npc.office.papers.word.turned import add_turned
from township_npc.office.word.ground import KAITI, SONGTI, XIAOBIAOSONG, name_font, saved

_MEASURE = Measure(size=12, line=18, spacing=0)
#: mm; a 席卡 is folded in the middle of its height.
_EDGE, _HALF, _WIDTH = 5, 100, 200
_CARD = Page(210, 2 * _HALF, (_EDGE,) * 4, foot=_EDGE)
_BADGE = Page(90, 130, (8,) * 4, foot=8)
#: pt: the lines of a 代表证, all of them exact, so that the last stands at its foot.
_MEETING, _KIND, _NAME, _SMALL, _ROOM = 21, 60, 48, 18, 114 * MM - 4
_OVER_KIND, _OVER_NAME = 12 * MM, 8 * MM


def place_cards_docx(names: Sequence[str]) -> bytes:
    """Folded along the middle, the name is read from both sides."""
    document = begin_sheet(_CARD, _card_looks(), _MEASURE, title="席卡")
    for number, name in enumerate(names):
        append(document, _on_a_page(number, _card(card_name(name), number + 1)))
    return saved(document)


def badges_docx(badges: Sequence[Badge]) -> bytes:
    document = begin_sheet(_BADGE, _badge_looks(), _MEASURE, title="代表证")
    for number, badge in enumerate(badges):
        append(document, _on_a_page(number, _badge(badge)))
    return saved(document)


def _on_a_page(number: int, parts: Iterator[CT_P]) -> Iterator[CT_P]:
    first = next(parts)
    yield set_on(first, element("w:pageBreakBefore")) if number else first
    yield from parts


def _card(name: CardName, number: int) -> Iterator[CT_P]:
    """The upper half stands on its head; the line between the halves is where to fold."""
    fold = line(Part.FOLD)
    add_turned(fold, _sized(Part.NAME, name), width=_WIDTH, height=_HALF, left=_EDGE, number=number)
    dashes = element("w:bottom", val="dashed", sz=2, space=0, color="999999")
    yield set_on(fold, element("w:pBdr", dashes))
    high = name.size * 1.2
    yield set_on(_sized(Part.NAME, name), spacing(high, before=(_HALF * MM - high) / 2))


def _badge(badge: Badge) -> Iterator[CT_P]:
    yield line(Part.MEETING, badge.meeting)
    yield line(Part.KIND, badge.kind)
    yield _sized(Part.NAME, badge_name(badge))
    lines = badge.meeting.count("\n") + 1
    above = lines * _MEETING + _OVER_KIND + _KIND + _OVER_NAME + _NAME
    left = _ROOM - above - _SMALL
    number = f"　编号 {badge.number}" if badge.number else ""
    yield set_on(line(Part.SMALL, badge.group + number), spacing(_SMALL, before=max(left, 0)))


def _sized(part: Part, name: CardName) -> CT_P:
    """As large as fits; a name that the display type lacks a character of is all in 宋体."""
    made = set_size(line(part, name.text), name.size)
    for run in made.r_lst if name.is_rare else ():
        name_font(run.rPr, SONGTI)
    return made


def _card_looks() -> Iterator[Look]:
    yield Look(Part.FOLD, size=1, line=(_HALF - _EDGE) * MM - 1)
    yield Look(Part.NAME, XIAOBIAOSONG, align="center", spacing=0)


def _badge_looks() -> Iterator[Look]:
    red = {"align": "center", "colour": RED, "spacing": 0}
    yield Look(Part.MEETING, XIAOBIAOSONG, 14, _MEETING, **red)
    yield Look(Part.KIND, XIAOBIAOSONG, 40, _KIND, before=_OVER_KIND, **{**red, "spacing": 80})
    yield Look(Part.NAME, KAITI, 30, _NAME, "center", before=_OVER_NAME, spacing=0)
    yield Look(Part.SMALL, size=12, line=_SMALL, align="center", spacing=0)
