"""Each template as a paper to look at, filled from the office's own data; nothing is stored."""

from datetime import date

from django.core.exceptions import ValidationError

from township_npc.office.models import PaperNumber
from township_npc.office.models.paper_numbers import shown_number
from township_npc.office.papers.content import Paper
from township_npc.office.papers.library import PaperTemplate
from township_npc.office.papers.text import compose
from township_npc.office.selectors.paper_numbers import series_of
from township_npc.office.selectors.wordings import filled_wording, row_facts


def sample_of(template: PaperTemplate, today: date) -> Paper:
    """Raises ValidationError, with what to do, where a record is wanted and there is none."""
    row = template.sample_row()
    if template.is_about and row is None:
        raise ValidationError(template.no_row, code="no_row")
    facts = {**template.sample(), **row_facts(template, row, today)}
    return compose(
        filled_wording(template, facts, today),
        layout=template.layout,
        number=_number(template.series, today.year),
        dated_on=today,
        printed_on=today,
    )


def _number(kind: str, year: int) -> str:
    """The first of the year; it is not taken."""
    if not kind:
        return ""
    series = series_of(kind)
    shown = shown_number(series, year, 1)
    return PaperNumber(series=series, year=year, number=1, shown=shown).on_paper
