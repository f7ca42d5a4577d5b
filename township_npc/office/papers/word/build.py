"""A paper as a Word file: its parts in the order of the page."""

from docx.document import Document
from docx.enum.section import WD_SECTION

from township_npc.office.papers.content import Layout, Paper
from township_npc.office.papers.reckoned import reckon
from township_npc.office.papers.word.edges import add_letter_lines, add_page_numbers
from township_npc.office.papers.word.ground import append, blank, set_section
from township_npc.office.papers.word.heads import cover, head
from township_npc.office.papers.word.looks import looks, mark_size, measure_of
from township_npc.office.papers.word.schema import element, put
from township_npc.office.papers.word.styles import write_styles
from township_npc.office.papers.word.text import text
from township_npc.office.word.ground import saved, say_whose


def paper_docx(paper: Paper) -> bytes:
    """The paper to edit in Word or WPS: the same parts as in ``page.paper_pdf``."""
    reckoned, measure = reckon(paper), measure_of(paper.layout)
    document = blank()
    set_section(document.sections[0], measure)
    write_styles(document, looks(reckoned), measure)
    say_whose(document, title=paper.title_in_one_line, author=reckoned.author)
    if paper.layout == Layout.REPORT:
        append(document, cover(reckoned))
        _begin_text(document)
    section = document.sections[-1]
    add_page_numbers(section)
    if paper.layout == Layout.LETTER:
        add_letter_lines(section, mark_size(reckoned))
    append(document, head(reckoned))
    append(document, text(reckoned))
    return saved(document)


def _begin_text(document: Document) -> None:
    """On the next odd page, which is page 1; cover and its blank back bear no number."""
    section = document.add_section(WD_SECTION.ODD_PAGE)
    put(section._sectPr, element("w:pgNumType", start=1))
    section.footer.is_linked_to_previous = section.even_page_footer.is_linked_to_previous = False
