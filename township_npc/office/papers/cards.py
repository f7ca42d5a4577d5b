"""席卡 and 代表证: one card a page, for stiff paper."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.template.loader import render_to_string

from township_npc.office.papers.ballot import spaced_name
from township_npc.office.papers.glyphs import glyphs_of
from township_npc.office.papers.pdf import render_pdf

#: 席卡: the name fills the card's 200 mm, no larger than 120 pt.
_CARD_WIDTH_PT, _CARD_LARGEST = 540, 120
_BADGE_WIDTH_PT, _BADGE_LARGEST = 200, 30


@dataclass(frozen=True)
class Badge:
    """代表证 (代表法第四十九条): what stands on one."""

    name: str
    kind: str  # 代表证, 列席证, 工作证
    meeting: str
    group: str = ""
    number: str = ""


@dataclass(frozen=True)
class CardName:
    """``is_rare``: one of its characters is missing in the display type, so that the whole name is
    set in 宋体 rather than in two weights."""

    text: str
    size: float  # pt
    is_rare: bool


def place_cards_pdf(names: Sequence[str]) -> bytes:
    """Folded along the middle, the name is read from both sides."""
    cards = [card_name(name) for name in names]
    return render_pdf(render_to_string("papers/place_cards.html", {"cards": cards}), ["cards"])


def badges_pdf(badges: Sequence[Badge]) -> bytes:
    sized = [(badge, badge_name(badge)) for badge in badges]
    return render_pdf(render_to_string("papers/badges.html", {"badges": sized}), ["badges"])


def card_name(name: str) -> CardName:
    return _sized(name, card_size(name))


def badge_name(badge: Badge) -> CardName:
    return _sized(badge.name, badge_size(badge.name))


def card_size(name: str) -> float:
    return round(min(_CARD_LARGEST, _CARD_WIDTH_PT / max(len(spaced_name(name)), 1)), 1)


def badge_size(name: str) -> float:
    return round(min(_BADGE_LARGEST, _BADGE_WIDTH_PT / max(len(spaced_name(name)), 1)), 1)


def _sized(name: str, size: float) -> CardName:
    return CardName(spaced_name(name), size, bool(glyphs_of(name).substituted))
