"""The text that a template begins with: the office's own wording, filled with facts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from township_npc.office import clock
from township_npc.office.models import TemplateWording
from township_npc.office.papers.library import PaperTemplate
from township_npc.office.papers.text import PaperText, fill
from township_npc.office.papers.wording import paper_date
from township_npc.office.registries import slots
from township_npc.office.selectors import the_office

#: The place where rooms say what every paper may name: {届}, {次}, {主席} …
FACTS = "paper-facts"


def wording_in_force(template: PaperTemplate) -> PaperText:
    """The office's own where there is one, else the program's."""
    own = TemplateWording.objects.filter(template=template.key).order_by("-number").first()
    return template.wording() if own is None or own.is_withdrawn else own.text()


def common_facts(today: date) -> dict[str, str]:
    """What every paper may name, from the office and from each room."""
    office = the_office()
    town = office.town_on_paper
    facts = {
        "镇": town,
        "镇名": town.rstrip("乡镇"),
        "本会": f"{town}人民代表大会",
        "主席团": f"{town}人民代表大会主席团",
        "人大办": f"{town}人民代表大会办公室",
        "年": str(today.year),
        "今天": paper_date(today),
    }
    if office.phone:
        facts["办公室电话"] = office.phone
    for slot in slots.values():
        if slot.key == FACTS:
            facts |= slot.build(today)
    return facts


def sample_facts(template: PaperTemplate, today: date, row=None) -> dict[str, str]:
    """What the sample says: what a person would type, and over it what the office and the record
    know. It names the meeting, the town and their days in braces, so that they are this office's.
    """
    known = {**common_facts(today), **row_facts(template, row, today)}
    typed = {name: fill(value, known) for name, value in template.sample().items()}
    return typed | known


def row_facts(template: PaperTemplate, row, today: date) -> dict[str, str]:
    return dict(template.facts(row, today)) if row is not None else {}


def filled_wording(template: PaperTemplate, facts: Mapping[str, str], today: date) -> PaperText:
    return wording_in_force(template).filled({**common_facts(today), **facts})


def known_places(template: PaperTemplate) -> set[str]:
    """The names that the braces of this template may hold: those of the program's own text, and
    what every paper may name."""
    return template.wording().places() | set(template.sample()) | set(common_facts(clock.today()))


@dataclass(frozen=True)
class Place:
    """A name that may stand in braces, with what it would say."""

    name: str
    example: str


def places_of(template: PaperTemplate, today: date) -> tuple[list[Place], list[Place]]:
    """Those of this kind of paper, and those of every paper."""
    common, sample = common_facts(today), sample_facts(template, today)
    own = sorted((template.wording().places() | set(sample)) - set(common))
    return (
        [Place(name, sample.get(name, "")) for name in own],
        [Place(name, value) for name, value in common.items()],
    )


def wording_with_sample(template: PaperTemplate, text: PaperText, today: date) -> PaperText:
    """As a paper would begin, to look at before the wording is kept."""
    return text.filled(sample_facts(template, today))


def wordings_of(template: PaperTemplate) -> QuerySet[TemplateWording]:
    """Every wording the office ever put in force, newest first."""
    rows = TemplateWording.objects.filter(template=template.key).select_related("by__person")
    return rows.order_by("-number")


def newest_wordings() -> dict[str, TemplateWording]:
    """What is in force where the office has worded a template; by its key."""
    rows = TemplateWording.objects.select_related("by__person").defer("body")
    return {row.template: row for row in rows.order_by("template", "number")}
