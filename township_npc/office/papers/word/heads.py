"""What stands over the text: 版头, title, and the cover of a report."""

from collections.abc import Iterator

from docx.oxml.text.paragraph import CT_P

from township_npc.office.papers.content import Layout
from township_npc.office.papers.reckoned import Reckoned
from township_npc.office.papers.word.edges import cover_foot, letter_name, red_rule
from township_npc.office.papers.word.lines import Piece, line, set_on
from township_npc.office.papers.word.looks import Letters, Part, mark_size, measure_of
from township_npc.office.papers.word.schema import element
from township_npc.office.papers.word.styles import spacing
from township_npc.office.papers.word.tables import WIDTH

L = Layout
#: The red line 4 mm under the type of the line over it (7.2.7): 1/8 pt, and pt under that line.
_RULE, _UNDER_NUMBER = 11, 7
_UNDER_COVER_TITLE = 24


def head(reckoned: Reckoned) -> Iterator[CT_P]:
    paper = reckoned.paper
    if paper.layout == L.LETTER:
        yield letter_name(line(Part.MARK, paper.mark), mark_size(reckoned))
        yield from _under_letter_line(reckoned)
    elif paper.layout != L.REPORT:  # it stands on the cover
        yield from _front_lines(reckoned)
    match paper.layout:
        case L.BULLETIN:
            yield line(Part.MARK, paper.mark)
            yield line(Part.NUMBER, paper.number)
            yield _ruled(_both_sides(reckoned, paper.issuer, reckoned.dated))
        case L.DOCUMENT | L.MINUTES:
            yield line(Part.MARK, paper.mark)
            yield _ruled(_number(reckoned))
        case L.RESOLUTION if paper.mark:
            yield line(Part.MARK, paper.mark)
            yield _ruled(line(Part.NUMBER, paper.number))
    yield from _title(reckoned)
    if paper.layout == L.RESOLUTION and paper.number and not paper.mark:
        yield line(Part.UNDER, (paper.number, Letters.FANG))


def cover(reckoned: Reckoned) -> Iterator[CT_P]:
    """Of a report: which paper of the meeting, title, who gives it, who signs it and when."""
    paper, measure = reckoned.paper, measure_of(reckoned.paper.layout)
    yield from _front_lines(reckoned)
    yield line(Part.FRONT, (paper.number, Letters.HEI))
    yield line(Part.COVER_TITLE, "\n".join(reckoned.title_lines))
    if reckoned.under_lines:
        under = line(Part.COVER_TEXT, ("\n".join(reckoned.under_lines), Letters.KAI))
        yield set_on(under, spacing(measure.line, before=_UNDER_COVER_TITLE))
    yield from cover_foot([text for text in (paper.issuer, reckoned.dated) if text], measure.line)


def _front_lines(reckoned: Reckoned) -> Iterator[CT_P]:
    return (line(Part.FRONT, piece) for piece in _front(reckoned))


def _front(reckoned: Reckoned) -> list[Piece]:
    """份号 in 仿宋, 密级 and 紧急程度 in 黑体 (7.2.1–7.2.3)."""
    number = reckoned.paper.copy_number
    return [text if text == number else (text, Letters.HEI) for text in reckoned.front]


def _under_letter_line(reckoned: Reckoned) -> Iterator[CT_P]:
    """The number flush right; 份号、密级、紧急程度 flush left, the first beside it (10.1)."""
    first, *others = _front(reckoned) or [""]
    number = line(Part.NUMBER, *((first, "\t") if first else ()), reckoned.paper.number)
    if first:
        edge = element("w:tab", val="right", pos=WIDTH)
        set_on(number, element("w:tabs", edge), element("w:jc", val="left"))
    yield number
    yield from (line(Part.FRONT, piece) for piece in others)


def _number(reckoned: Reckoned) -> CT_P:
    """Of a paper to those above: with 签发人 on the same line, his name in 楷体 (7.2.6)."""
    paper = reckoned.paper
    if not paper.signer:
        return line(Part.NUMBER, paper.number)
    return _both_sides(reckoned, paper.number, "签发人：", (paper.signer, Letters.KAI))


def _both_sides(reckoned: Reckoned, left: str, *right: Piece) -> CT_P:
    """One line, one character in on both sides: by tabs, for a rule under it follows indents."""
    cell = round(measure_of(reckoned.paper.layout).size * 20)
    stops = element(
        "w:tabs",
        element("w:tab", val="left", pos=cell),
        element("w:tab", val="right", pos=WIDTH - cell),
    )
    made = line(Part.NUMBER, "\t", left, "\t", *right)
    return set_on(made, stops, element("w:jc", val="left"))


def _ruled(paragraph: CT_P) -> CT_P:
    return set_on(paragraph, element("w:pBdr", red_rule("bottom", _RULE, space=_UNDER_NUMBER)))


def _title(reckoned: Reckoned) -> Iterator[CT_P]:
    if reckoned.title_lines:
        yield line(Part.TITLE, "\n".join(reckoned.title_lines))
    if reckoned.under_lines:
        yield line(Part.UNDER, ("\n".join(reckoned.under_lines), Letters.KAI))
