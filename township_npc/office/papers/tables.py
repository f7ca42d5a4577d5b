"""Lists that are one framed table: 签到表, 名单, 归档文件目录; the head stands on each page."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.template.loader import render_to_string

from township_npc.office.papers.pdf import render_pdf


@dataclass(frozen=True)
class Sheet:
    """A table with its title. ``widths`` in mm; ``roomy`` rows leave place for a signature."""

    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[float] = ()
    under: str = ""
    is_across: bool = False  # A4 turned
    is_roomy: bool = False
    left: frozenset[int] = frozenset()  # columns of words, not centred


def sheet_pdf(sheet: Sheet) -> bytes:
    styles = ["grid", "sheet", "sheet_across"] if sheet.is_across else ["grid", "sheet"]
    return render_pdf(render_to_string("papers/sheet.html", {"sheet": sheet}), styles)
