"""The calibration page: two pages of 22 lines of 28 characters, to hold against a ruler."""

from django.template.loader import render_to_string

from township_npc.office.papers.content import Layout, Paper, Paragraph
from township_npc.office.papers.pdf import render_pdf

LINES, CELLS, PAGES = 22, 28, 2
#: Thirty characters, so that no two lines begin alike; none may not stand at an end of a line.
_TEXT = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁"


def calibration_lines() -> list[str]:
    endless = _TEXT * (LINES * PAGES)
    return [endless[n * CELLS : (n + 1) * CELLS] for n in range(LINES * PAGES)]


def calibration_pdf() -> bytes:
    page = render_to_string("papers/calibration.html", {"lines": calibration_lines()})
    return render_pdf(page, ["grid"])


def calibration_paper() -> Paper:
    """The same lines for the .docx."""
    lines = tuple(Paragraph(line, flush=True) for line in calibration_lines())
    return Paper(Layout.RESOLUTION, "", lines)
