"""What stands outside the text: page numbers, and the name and red lines of a letter."""

from collections.abc import Callable, Iterator, Sequence

from docx.oxml.text.paragraph import CT_P
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section, _BaseHeaderFooter

from township_npc.office.papers.word.lines import add_field, add_words, line, set_on
from township_npc.office.papers.word.looks import MM, RED, Part, mark_line, over_type
from township_npc.office.papers.word.schema import element

#: mm. A letter's name under the paper's upper edge, the line under the name, the other one over
#: the paper's foot, how wide they are (10.1).
_NAME_TOP, _UNDER_NAME, _OVER_FOOT, _LINE_WIDTH = 30, 4, 20, 170
#: mm of the double line, and 1/8 pt of its thick and its thin one.
_LINE_HEIGHT, _THICK, _THIN = 1.4, 18, 6
_CHARACTER, _TEXT_LINE = 16, 28.95  # pt
_PAPER_HEIGHT, _MIDDLE = 297, 106  # of the type area, from the left
_TEXT_WIDTH, _TEXT_FOOT, _OVER_COVER_FOOT = 156, 262, 12


def add_page_numbers(section: Section) -> None:
    """— 1 —, outside, one character in (7.5): odd pages right, even ones left."""
    _fill(section.footer, _page_number())
    _fill(section.even_page_footer, set_on(_page_number(), element("w:jc", val="left")))


def fill_footers(section: Section, made: Callable[[], CT_P]) -> None:
    """The same on odd and on even pages."""
    _fill(section.footer, made())
    _fill(section.even_page_footer, made())


def add_letter_lines(section: Section, mark_size: float) -> None:
    """Thick over thin under the name, thin over thick at the foot; no number on page 1 (10.1)."""
    section.different_first_page_header_footer = True
    under_name = _NAME_TOP + mark_size / MM + _UNDER_NAME
    over_foot = _PAPER_HEIGHT - _OVER_FOOT - _LINE_HEIGHT
    _fill(section.first_page_header, _double_line(under_name, _THICK, _THIN), line(Part.END))
    _fill(section.first_page_footer, _double_line(over_foot, _THIN, _THICK), line(Part.END))


def letter_name(name: CT_P, mark_size: float) -> CT_P:
    """The name 30 mm under the paper's edge, over the type area. Its frame holds the line under it
    too, and ends where the line of the number begins: 7/8 of a character under the red line."""
    top = _NAME_TOP * MM - over_type(mark_size, mark_line(mark_size))
    under_line = _CHARACTER * 7 / 8 - over_type(_CHARACTER, _TEXT_LINE)
    foot = (_NAME_TOP + _UNDER_NAME + _LINE_HEIGHT) * MM + mark_size + under_line
    return set_on(name, frame(top=top, height=foot - top, width=_TEXT_WIDTH * MM))


def cover_foot(texts: Sequence[str], line_height: float) -> Iterator[CT_P]:
    """Who and when, centred at the foot of a cover."""
    height = len(texts) * line_height
    top = (_TEXT_FOOT - _OVER_COVER_FOOT) * MM - height
    for text in texts:
        place = frame(top=top, height=height, width=_TEXT_WIDTH * MM)
        yield set_on(line(Part.COVER_TEXT, text), place)


def frame(*, top: float, height: float, width: float) -> BaseOxmlElement:
    """Where a paragraph stands on the paper, in points, whatever stands before it."""
    return element(
        "w:framePr",
        w=round(width * 20),
        h=round(height * 20),
        hRule="exact",
        wrap="notBeside",
        vAnchor="page",
        hAnchor="page",
        x=round((_MIDDLE * MM - width / 2) * 20),
        y=round(top * 20),
    )


def red_rule(edge: str, eighths: int, *, space: int = 0) -> BaseOxmlElement:
    return element(f"w:{edge}", val="single", sz=eighths, space=space, color=RED)


def _double_line(top: float, upper: int, lower: int) -> CT_P:
    """An empty line so low that its two borders are the two lines."""
    borders = element("w:pBdr", red_rule("top", upper), red_rule("bottom", lower))
    place = frame(top=top * MM, height=_LINE_HEIGHT * MM, width=_LINE_WIDTH * MM)
    return set_on(line(Part.RULE), borders, place)


def _page_number() -> CT_P:
    made = line(Part.PAGE_NUMBER, "— ")
    add_field(made, "PAGE")
    add_words(made, " —")
    return made


def _fill(story: _BaseHeaderFooter, *paragraphs: CT_P) -> None:
    root = story.part.element
    for there in list(root):
        root.remove(there)
    root.extend(paragraphs)
