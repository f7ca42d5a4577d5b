"""What of a paper has to be reckoned, once for the PDF and the .docx: sizes from lengths, lines of
the title, who carries the 版记."""

from dataclasses import dataclass

from township_npc.office.papers import wording
from township_npc.office.papers.content import Block, Layout, Paper, Paragraph
from township_npc.office.papers.lines import title_lines

L = Layout
#: The mark fills the line less a little: 436 pt; no larger than 62 pt (documents, pitfall 5).
_MARK_WIDTH, _MARK_LARGEST = 436, 62
#: The name over a letter is no headline.
_LARGEST = {L.LETTER: 40}
_CELL, _DATE_IN = 15.793, 4  # pt; characters from the right edge
#: Characters that a line of the title holds: 2号 type, and the larger one of covers and speeches.
_CELLS, _TITLE_CELLS, _BODY_CELLS = 19, {L.REPORT: 16, L.SPEECH: 16}, 26
#: Formats whose 署名 stands at the head or on the cover, not under the text.
_SIGNED_ELSEWHERE = {L.REPORT, L.BULLETIN}
#: Formats that name their day elsewhere: without a 署名 no day stands under the text.
_NO_DAY_ALONE = {L.RESOLUTION, L.MINUTES, L.SPEECH}
#: Formats whose text begins right under the title.
_CLOSE_UP = {L.BULLETIN, L.SPEECH}


@dataclass(frozen=True)
class AnnexPage:
    label: str
    title: str
    title_lines: list[str]
    blocks: tuple[Block, ...]
    ends: bool


@dataclass(frozen=True)
class Reckoned:
    """A paper and what follows from it. ``…_ends``: this part carries the 版记."""

    paper: Paper
    author: str
    front: list[str]  # 份号、密级、紧急程度
    mark_size: float
    title_lines: list[str]
    under_lines: list[str]
    spaced: bool  # a blank line stands between title and text
    attachments: list[str]
    dated: str
    is_signed: bool
    short_end: bool  # 特此通知。 alone would go over the page with the signature
    sign_margin: float
    annexes: list[AnnexPage]
    imprint: bool
    body_ends: bool
    note_ends: bool
    copies_word: str
    copies_to: str
    printed_by: str
    printed: str


def reckon(paper: Paper) -> Reckoned:
    imprint = has_imprint(paper)
    dated = wording.paper_date(paper.dated_on) if paper.dated_on else ""
    is_letter = paper.layout == L.LETTER  # its 版记 names neither printer nor date (10.1)
    return Reckoned(
        paper=paper,
        author=paper.issuer or paper.mark,
        front=[line for line in (paper.copy_number, paper.secrecy, paper.urgency) if line],
        mark_size=mark_size(paper.mark, _LARGEST.get(paper.layout, _MARK_LARGEST)),
        title_lines=title_lines(paper.title, cells=_TITLE_CELLS.get(paper.layout, _CELLS)),
        under_lines=title_lines(paper.under_title, cells=_BODY_CELLS),
        spaced=not paper.addressees and paper.layout not in _CLOSE_UP,
        attachments=wording.attachment_lines(paper.attachments),
        dated=dated,
        is_signed=_is_signed(paper, dated),
        short_end=_is_signed(paper, dated) and _ends_in_a_line(paper),
        sign_margin=sign_margin(paper.issuer, dated),
        annexes=_annex_pages(paper, imprint),
        imprint=imprint,
        body_ends=imprint and not paper.annexes and not paper.note,
        note_ends=imprint and not paper.annexes,
        copies_word="报送" if paper.layout == L.BULLETIN else "抄送",
        copies_to=wording.closed(paper.copies_to),
        printed_by="" if is_letter else paper.printed_by,
        printed=f"{wording.paper_date(paper.printed_on)}印发" if paper.printed_on else "",
    )


def _is_signed(paper: Paper, dated: str) -> bool:
    if paper.layout in _SIGNED_ELSEWHERE:
        return False
    return bool(paper.issuer or (dated and paper.layout not in _NO_DAY_ALONE))


def _ends_in_a_line(paper: Paper) -> bool:
    last = paper.blocks[-1] if paper.blocks else None
    return isinstance(last, Paragraph) and len(last.text) <= _BODY_CELLS


def has_imprint(paper: Paper) -> bool:
    """版记: there is somebody to send copies to, or somebody who printed it (7.4)."""
    return bool(paper.copies_to or (paper.printed_by and paper.layout != L.LETTER))


def mark_size(mark: str, largest: float = _MARK_LARGEST) -> float:
    """pt; the longer the name, the smaller (the standard gives no size, 7.2.4)."""
    return round(min(largest, _MARK_WIDTH / max(len(mark), 1)), 1)


def sign_margin(issuer: str, dated: str) -> float:
    """pt from the right edge to the date: four characters, more where a long 署名, centred on the
    date, would run over the edge (7.3.5.1)."""
    return round(sign_cells(issuer, dated)[1] * _CELL, 2)


def sign_cells(issuer: str, dated: str) -> tuple[float, float]:
    """Characters from the right edge to the 署名 and to the date, one centred over the other."""
    overhang = (len(issuer) - _width_in_cells(dated)) / 2
    date_in = max(_DATE_IN, overhang)
    return date_in - overhang, date_in


def _width_in_cells(text: str) -> float:
    """Digits are half as wide as characters."""
    return sum(0.5 if character.isascii() else 1 for character in text)


def _annex_pages(paper: Paper, imprint: bool) -> list[AnnexPage]:
    """附件1, 附件2; a single one has no number. The last page carries the 版记 (7.3.7)."""
    several, last = len(paper.annexes) > 1, len(paper.annexes)
    return [
        AnnexPage(
            f"附件{number}" if several else "附件",
            annex.title,
            title_lines(annex.title, cells=_CELLS),
            tuple(annex.blocks),
            imprint and number == last,
        )
        for number, annex in enumerate(paper.annexes, 1)
    ]
