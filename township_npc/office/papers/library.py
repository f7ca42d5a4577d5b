"""The library of templates: what the office writes again and again.

A room adds a paper with a text file and, where the paper is about a record, a function that draws
the facts from it; its entry stands in the ``papers`` of the record's Subject. The office may put
its own wording over the text (``TemplateWording``), never over the facts.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.db.models import Q

from township_npc.office.papers.content import Layout
from township_npc.office.papers.text import PaperText, read_template

Facts = Mapping[str, str]


def _no_facts(row: Any, today: date) -> Facts:
    return {}


def _no_row() -> None:
    return None


@dataclass(frozen=True)
class PaperTemplate:
    """One kind of paper. ``key`` names its sample files; ``facts`` fills the braces of its text.
    ``use`` says when it is written; ``begun_at`` names the page, and its address, on which a paper
    about a record is begun.

    ``series`` is the kind of number it takes (``PaperSeries.kind``), empty when it takes none.
    ``needs`` are the parts that may not be empty at 印发. ``sample`` gives the facts that a person
    types and may name others in braces, ``sample_row`` the record of the sample; ``no_row`` says
    what to do where there is none. ``sample_day``: of the sample, a date or the name of a fact in
    braces; else today.
    ``readers``: which papers of the kind somebody outside the office reads once they are issued,
    as a condition on ``OfficialPaper`` with the record in ``subject_id``.
    """

    key: str
    label: str
    layout: Layout
    file: Path
    order: int
    use: str = ""
    begun_at: tuple[str, str] = ("", "")
    facts: Callable[[Any, date], Facts] = _no_facts
    series: str = ""
    needs: frozenset[str] = frozenset({"title", "body"})
    is_about: bool = False  # only drafted from a record
    sample: Callable[[], Facts] = dict
    sample_row: Callable[[], Any] = _no_row
    sample_day: str = ""
    no_row: str = ""
    readers: Callable[[Any], Q] | None = None
    is_offered: Callable[[Any, date], bool] = field(default=lambda row, today: True)

    def wording(self) -> PaperText:
        """The text as it comes with the program."""
        return _read(self.file)


def read_sample(file: Path) -> dict[str, str]:
    """``名：值`` lines; a line without a name goes on with the value before it."""
    facts: dict[str, str] = {}
    name = ""
    for line in file.read_text().splitlines():
        key, colon, value = line.partition("：")
        if colon and len(key) <= 8 and not key.startswith(("一", "二", "三")):
            name, facts[key] = key, value
        elif name:
            facts[name] += f"\n{line}"
    return facts


@cache
def _read(file: Path) -> PaperText:
    return read_template(file.read_text())
