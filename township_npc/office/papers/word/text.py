"""The text of a paper and what follows it: 附件说明, 落款, 附注, annexes, 版记."""

from collections.abc import Iterator, Sequence

from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.oxml.xmlchemy import BaseOxmlElement

from township_npc.office.papers.content import Block, Heading, Layout, Paragraph, Roll, Table
from township_npc.office.papers.reckoned import AnnexPage, Reckoned, sign_cells
from township_npc.office.papers.word.lines import line, set_on
from township_npc.office.papers.word.looks import Letters, Measure, Part, measure_of
from township_npc.office.papers.word.schema import element
from township_npc.office.papers.word.styles import indents, spacing
from township_npc.office.papers.word.tables import WIDTH, framed_table, imprint_table

_HEADINGS = {1: Part.HEADING_1, 2: Part.HEADING_2}
_IMPRINT_SIZE = 14  # 4号


def text(reckoned: Reckoned) -> list[BaseOxmlElement]:
    paper, measure = reckoned.paper, measure_of(reckoned.paper.layout)
    parts = [*_body(reckoned, measure)]
    if reckoned.short_end:
        _bind_last(parts[:-1])
    if reckoned.attachments and reckoned.is_signed:
        _bind_last(parts)
    parts += _attachments(reckoned.attachments, measure)
    if reckoned.is_signed:
        _bind_last(parts)
        parts += _signature(reckoned, measure)
    if paper.note:
        _bind_last(parts)
        parts.append(line(Part.NOTE, f"（{paper.note}）"))
    for annex in reckoned.annexes:
        parts += _annex(annex, measure)
    if reckoned.imprint:
        _bind_last(parts)
        parts.append(imprint_table(list(_imprint(reckoned)), ruled=paper.layout != Layout.LETTER))
    if parts and parts[-1].tag == qn("w:tbl"):
        parts.append(line(Part.END))  # Word wants a paragraph at the end; 版记 hangs on it
    return parts


def _body(reckoned: Reckoned, measure: Measure) -> Iterator[BaseOxmlElement]:
    if reckoned.paper.addressees:
        yield line(Part.TO, reckoned.paper.addressees)
    blocks = list(_blocks(reckoned.paper.blocks, measure))
    has_title = reckoned.title_lines or reckoned.under_lines
    if reckoned.spaced and has_title and blocks:
        yield from _with_blank_above(blocks.pop(0), measure)
    yield from blocks


def _with_blank_above(first: BaseOxmlElement, measure: Measure) -> Iterator[BaseOxmlElement]:
    if first.tag == qn("w:p"):
        yield _under_blank(first, measure)
    else:
        yield from (line(None), first)


def _blocks(blocks: Sequence[Block], measure: Measure) -> Iterator[BaseOxmlElement]:
    for block, before in zip(blocks, [None, *blocks], strict=False):
        match block:
            case Heading():
                made = line(_HEADINGS[block.level], block.text, (block.rest, Letters.FANG))
                yield set_on(made, element("w:keepNext", val=0)) if block.runs_on else made
            case Paragraph():
                yield line(None if block.flush else Part.BODY, block.text)
            case Roll():
                made = line(Part.ROLL, (f"{block.label}：", Letters.HEI), block.text)
                yield _under_blank(made, measure) if _begins_rolls(before) else made
            case Table():
                yield from framed_table(block)


def _under_blank(paragraph: CT_P, measure: Measure) -> CT_P:
    return set_on(paragraph, spacing(measure.line, before=measure.line))


def _begins_rolls(before: Block | None) -> bool:
    """A blank line stands between the text and who was there (10.3)."""
    return before is not None and not isinstance(before, Roll)


def _attachments(names: list[str], measure: Measure) -> Iterator[CT_P]:
    """A blank line over them, two characters in; what runs over stands under the name (7.3.4)."""
    number = 1 if len(names) > 1 else 0  # 1. is as wide as a character
    for place, name in enumerate(names):
        made = line(Part.ATTACHMENT, name if place else f"附件：{name}")
        hanging = number if place else 3 + number
        set_on(made, indents(measure.size, left=5 + number, hanging=hanging))
        yield made if place else _under_blank(made, measure)


def _signature(reckoned: Reckoned, measure: Measure) -> Iterator[CT_P]:
    """署名 centred over the date, which stands four characters in (7.3.5.1)."""
    cells = sign_cells(reckoned.paper.issuer, reckoned.dated)
    lines = zip((reckoned.paper.issuer, reckoned.dated), cells, strict=True)
    made = [
        set_on(line(Part.SIGNATURE, words), indents(measure.size, right=right))
        for words, right in lines
        if words
    ]
    set_on(made[0], spacing(measure.line, before=2 * measure.line))
    yield from (set_on(one, element("w:keepNext")) for one in made[:-1])
    yield made[-1]


def _annex(annex: AnnexPage, measure: Measure) -> Iterator[BaseOxmlElement]:
    yield line(Part.ANNEX, annex.label)
    if annex.title:
        yield line(Part.ANNEX_TITLE, "\n".join(annex.title_lines))
    yield from _blocks(annex.blocks, measure)


def _imprint(reckoned: Reckoned) -> Iterator[CT_P]:
    """What runs over of 抄送 stands under the first name; then who printed it (7.4.2–7.4.3)."""
    if reckoned.copies_to:
        copies = line(Part.IMPRINT, f"{reckoned.copies_word}：{reckoned.copies_to}")
        yield set_on(copies, indents(_IMPRINT_SIZE, left=4, right=1, hanging=3))
    if reckoned.printed_by:
        printed = line(Part.IMPRINT, reckoned.printed_by, "\t", reckoned.printed)
        right = element("w:tab", val="right", pos=WIDTH - _IMPRINT_SIZE * 20)
        yield set_on(printed, element("w:tabs", right))


def _bind_last(parts: Sequence[BaseOxmlElement]) -> None:
    """What stands last stays on the page of what follows, two lines of it at least."""
    for paragraph in parts[-1].iter(qn("w:p")) if parts else ():
        set_on(paragraph, element("w:keepNext"), element("w:widowControl"))
