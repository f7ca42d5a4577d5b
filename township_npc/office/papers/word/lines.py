"""Paragraphs in the styles of a paper."""

from docx.oxml.text.paragraph import CT_P
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.run import Run

from township_npc.office.papers.word.looks import Letters, Part
from township_npc.office.papers.word.schema import element, put
from township_npc.office.papers.word.styles import style_id
from township_npc.office.word.ground import add_text

Piece = str | tuple[str, Letters]


def line(part: Part | None, *pieces: Piece) -> CT_P:
    """A paragraph; a piece that is no plain text comes with its letters. Without a part: 正文."""
    made = element("w:p", element("w:pPr"))
    if part:
        set_on(made, element("w:pStyle", val=style_id(part)))
    for piece in pieces:
        text, letters = piece if isinstance(piece, tuple) else (piece, None)
        if text:
            add_words(made, text, letters)
    return made


def add_words(paragraph: CT_P, text: str, letters: Letters | None = None) -> None:
    add_text(Run(_add_run(paragraph, letters), None), text)


def add_field(paragraph: CT_P, command: str) -> None:
    """A field that Word fills in; ``command`` is ours, never anything a person typed."""
    instruction, result = element("w:instrText"), element("w:t")
    instruction.text, result.text = f" {command} ", "1"
    for part in (_edge("begin"), instruction, _edge("separate"), result, _edge("end")):
        _add_run(paragraph).append(part)


def _edge(kind: str) -> BaseOxmlElement:
    return element("w:fldChar", fldCharType=kind)


def _add_run(paragraph: CT_P, letters: Letters | None = None) -> BaseOxmlElement:
    properties = element("w:rPr")
    if letters:
        put(properties, element("w:rStyle", val=style_id(letters)))
    put(properties, element("w:rFonts", hint="eastAsia"))  # “” and — are as wide as characters
    run = element("w:r", properties)
    paragraph.append(run)
    return run


def set_size(paragraph: CT_P, size: float) -> CT_P:
    """Its type in points, other than that of its style."""
    for run in paragraph.r_lst:
        for tag in ("w:sz", "w:szCs"):
            put(run.rPr, element(tag, val=round(size * 2)))
    return paragraph


def set_on(paragraph: CT_P, *properties: BaseOxmlElement) -> CT_P:
    for one in properties:
        put(paragraph.pPr, one)
    return paragraph
