"""A paper as a page for the printer: what the templates of ``templates/papers`` print."""

from typing import Any

from django.template.loader import render_to_string

from township_npc.office.papers.content import Layout, Paper
from township_npc.office.papers.pdf import render_pdf
from township_npc.office.papers.reckoned import reckon

L = Layout
#: Style sheets of each format, on top of the grid.
_STYLES = {
    L.LETTER: ["paper", "letter"],
    L.SPEECH: ["paper", "speech"],
    L.REPORT: ["paper", "report"],
    L.BULLETIN: ["paper", "bulletin"],
}


def paper_pdf(paper: Paper) -> bytes:
    """Raises ValidationError where this machine cannot make PDFs, or the paper is too long."""
    return render_pdf(paper_html(paper), ["grid", *_STYLES.get(paper.layout, ["paper"])])


def paper_html(paper: Paper) -> str:
    return render_to_string(f"papers/{paper.layout.value}.html", page_context(paper))


def paper_html_for_screen(paper: Paper) -> str:
    """For reading, in the classes of the house's style sheet; safe to put into a page."""
    return render_to_string("papers/screen.html", page_context(paper))


def page_context(paper: Paper) -> dict[str, Any]:
    return vars(reckon(paper))
