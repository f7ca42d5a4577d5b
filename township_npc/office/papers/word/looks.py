"""How each part of a paper looks in Word: one named style a part, after GB/T 9704-2012."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from township_npc.office.papers.content import Layout
from township_npc.office.papers.reckoned import Reckoned
from township_npc.office.word.ground import FANGSONG, HEITI, KAITI, SONGTI, XIAOBIAOSONG

RED = "FF0000"
MM = 72 / 25.4  # in pt


class Part(StrEnum):
    """The styles, as a person finds them in Word's list."""

    BODY = "公文正文"
    HEADING_1 = "标题一"
    HEADING_2 = "标题二"
    FRONT = "版头要素"
    MARK = "发文机关标志"
    NUMBER = "发文字号"
    TITLE = "公文标题"
    UNDER = "题下说明"
    TO = "主送机关"
    ATTACHMENT = "附件说明"
    SIGNATURE = "落款"
    NOTE = "附注"
    ROLL = "出席名单"
    ANNEX = "附件序号"
    ANNEX_TITLE = "附件标题"
    IMPRINT = "版记"
    CELL = "表格文字"
    CELL_HEAD = "表头"
    PAGE_NUMBER = "页码"
    COVER_TITLE = "封面标题"
    COVER_TEXT = "封面文字"
    RULE = "红线"
    END = "文末"
    NAME = "姓名"
    KIND = "证件名称"
    MEETING = "会议名称"
    SMALL = "小字"
    EXPLANATION = "填写说明"
    FOLD = "折线"


class Letters(StrEnum):
    """Styles for some characters of a paragraph."""

    HEI = "黑体字"
    KAI = "楷体字"
    FANG = "仿宋字"


LETTERS = {Letters.HEI: HEITI, Letters.KAI: KAITI, Letters.FANG: FANGSONG}


@dataclass(frozen=True)
class Measure:
    """Type and lines of the body: 22 lines of 28 characters, or larger for reading aloud."""

    size: float = 16
    line: float = 28.95  # 225 mm / 22 and a little less, so that 22 fit
    spacing: int = -5  # 1/20 pt between characters: 28 × 15.75 pt = 155.6 mm
    pitch: int = 579  # 1/20 pt
    title: float = 22
    title_line: float = 28.95


_GRID, _ALOUD = Measure(), Measure(20, 38, 0, 760, 26, 40)


def measure_of(layout: Layout) -> Measure:
    return _ALOUD if layout == Layout.SPEECH else _GRID


@dataclass(frozen=True)
class Look:
    """Sizes in points, indents in characters; what is None is that of the body."""

    part: Part
    font: str = FANGSONG
    size: float | None = None
    line: float | None = None
    align: str | None = None
    before: float = 0
    after: float = 0
    first: float = 0
    hanging: float = 0
    left: float = 0
    right: float = 0
    colour: str = ""
    spacing: int | None = None
    level: int | None = None  # of the outline, from 0
    keep_next: bool = False
    breaks_page: bool = False
    then: Part | None = None  # the style of the paragraph that follows


def looks(reckoned: Reckoned) -> Iterator[Look]:
    """Every style of this paper; the head's are as its format and the length of the mark want."""
    measure = measure_of(reckoned.paper.layout)
    yield from _head(reckoned, measure)
    yield from _text(measure)
    yield from _small()


L = Layout
#: The base of an exact line lies four fifths down, in Word and in LibreOffice; over it a character
#: has 0.88 of its size. The line of the mark is so high that it holds a font of any ascent.
_BASE, _ASCENT, _MARK_LINE = 0.8, 0.88, 1.45
#: mm of the mark under the upper edge of the type area (7.2.4; 简报 by practice).
_MARK_UNDER, _MARK_OF_BULLETIN = 35, 9.6
#: Blank lines over number and title (7.2.5, 7.3.1), and points under the title.
_OVER_NUMBER, _OVER_TITLE = {L.BULLETIN: 0.7}, {L.REPORT: 0, L.SPEECH: 0, L.BULLETIN: 1}
_UNDER_TITLE = {L.SPEECH: 38, L.BULLETIN: 14.5}


def _head(reckoned: Reckoned, measure: Measure) -> Iterator[Look]:
    layout, size = reckoned.paper.layout, mark_size(reckoned)
    large = {"font": XIAOBIAOSONG, "align": "center", "spacing": 0}
    yield Look(Part.FRONT, align="left")
    yield Look(
        Part.MARK,
        size=size,
        line=mark_line(size),
        before=0 if layout == L.LETTER else _over_mark(reckoned, measure),
        colour=RED,
        then=Part.NUMBER,
        **large,
    )
    yield Look(
        Part.NUMBER,
        line=measure.line,
        align="right" if layout == L.LETTER else "center",
        before=0 if layout == L.LETTER else _over_number(reckoned, measure),
        then=Part.TITLE,
    )
    yield Look(
        Part.TITLE,
        size=measure.title,
        line=measure.title_line,
        before=_OVER_TITLE.get(layout, 2) * measure.line,
        after=_UNDER_TITLE.get(layout, 0),
        keep_next=True,
        then=Part.TO,
        **large,
    )
    yield Look(Part.UNDER, KAITI, align="center", keep_next=True, then=Part.BODY)
    yield Look(Part.COVER_TITLE, size=26, line=44, before=160, then=Part.COVER_TEXT, **large)
    yield Look(Part.COVER_TEXT, align="center")


def mark_size(reckoned: Reckoned) -> float:
    """Word knows half points."""
    return int(reckoned.mark_size * 2) / 2


def mark_line(size: float) -> float:
    return round(size * _MARK_LINE, 1)


def over_type(size: float, line: float) -> float:
    """Points between the upper edge of an exact line and its characters."""
    return _BASE * line - _ASCENT * size


def under_type(size: float, line: float) -> float:
    return line - size - over_type(size, line)


def _over_mark(reckoned: Reckoned, measure: Measure) -> float:
    """Less the lines of 份号、密级、紧急程度, which stand on the first lines of the page."""
    under = _MARK_OF_BULLETIN if reckoned.paper.layout == L.BULLETIN else _MARK_UNDER
    size = mark_size(reckoned)
    front = len(reckoned.front) * measure.line
    return max(under * MM - over_type(size, mark_line(size)) - front, 0)


def _over_number(reckoned: Reckoned, measure: Measure) -> float:
    size = mark_size(reckoned)
    lines = _OVER_NUMBER.get(reckoned.paper.layout, 2)
    between = lines * measure.line + (measure.line - measure.size) / 2
    over = over_type(measure.size, measure.line)
    return between - under_type(size, mark_line(size)) - over


def _text(measure: Measure) -> Iterator[Look]:
    yield Look(Part.BODY, first=2)
    yield Look(Part.HEADING_1, HEITI, first=2, level=0, keep_next=True, then=Part.BODY)
    yield Look(Part.HEADING_2, KAITI, first=2, level=1, keep_next=True, then=Part.BODY)
    yield Look(Part.TO, before=measure.line, then=Part.BODY)
    yield Look(Part.ATTACHMENT)
    yield Look(Part.SIGNATURE, align="right")
    yield Look(Part.NOTE, first=2)
    yield Look(Part.ROLL, left=5, hanging=3)  # what runs over stands under the first name (10.3)
    yield Look(Part.ANNEX, HEITI, breaks_page=True, keep_next=True, then=Part.ANNEX_TITLE)
    yield Look(
        Part.ANNEX_TITLE,
        XIAOBIAOSONG,
        measure.title,
        measure.title_line,
        "center",
        before=measure.line,
        after=measure.line,
        spacing=0,
        keep_next=True,
        then=Part.BODY,
    )


def _small() -> Iterator[Look]:
    """4号 and less: tables, 版记, page numbers, rules."""
    yield Look(Part.CELL, size=14, line=20, align="center", spacing=0)
    yield Look(Part.CELL_HEAD, HEITI, 14, 20, "center", spacing=0)
    yield Look(Part.IMPRINT, size=14, line=26, align="left", left=1, right=1, spacing=0)
    yield Look(Part.PAGE_NUMBER, SONGTI, 14, 14, "right", left=1, right=1, spacing=0)
    yield Look(Part.RULE, size=1, line=1.1, align="left", spacing=0)
    yield Look(Part.END, size=1, line=0.7, align="left", spacing=0)
