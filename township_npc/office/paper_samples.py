"""Each template as a paper to look at, filled from the office's own data; nothing is stored."""

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import ValidationError

from township_npc.office.models import PaperNumber
from township_npc.office.models.paper_numbers import shown_number
from township_npc.office.papers.content import Paper
from township_npc.office.papers.library import PaperTemplate
from township_npc.office.papers.rules import unfilled
from township_npc.office.papers.text import compose, fill, places_in
from township_npc.office.papers.wording import read_paper_date
from township_npc.office.selectors.paper_numbers import series_of
from township_npc.office.selectors.wordings import sample_facts, wording_in_force


def sample_of(template: PaperTemplate, today: date, *, number: int = 1) -> Paper:
    """``number``: which of its year it would be; it is not taken.

    Raises ValidationError, with what to do, where a record or a fact is wanted and there is none.
    """
    row = template.sample_row()
    if template.is_about and row is None:
        raise ValidationError(template.no_row, code="no_row")
    facts = sample_facts(template, today, row)
    text = wording_in_force(template).filled(facts)
    if empty := sorted({*unfilled(text), *_unknown(template, facts)}):
        raise ValidationError(
            f"这里还没有{'、'.join(empty)}，先运行 manage.py demo 装入演示数据，再生成这份样本。",
            code="no_fact",
        )
    day = _day(template, facts, today)
    return compose(
        text,
        layout=template.layout,
        number=_number(template.series, day.year, number),
        dated_on=day,
        printed_on=day,
    )


def _unknown(template: PaperTemplate, facts: Mapping[str, str]) -> set[str]:
    """What the sample names in braces and the office does not know."""
    return set().union(*map(places_in, template.sample().values())) - set(facts)


def _day(template: PaperTemplate, facts: Mapping[str, str], today: date) -> date:
    return read_paper_date(fill(template.sample_day, facts)) or today


def _number(kind: str, year: int, number: int) -> str:
    if not kind:
        return ""
    series = series_of(kind)
    shown = shown_number(series, year, number)
    return PaperNumber(series=series, year=year, number=number, shown=shown).on_paper
