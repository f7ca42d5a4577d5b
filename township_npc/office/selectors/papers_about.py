"""What a record's own page says of papers: those drafted and issued about it, and what can be
drafted now."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Model, Q
from django.urls import reverse

from township_npc.office.models import OfficialPaper
from township_npc.office.papers.rules import STANDING
from township_npc.office.permissions import may_keep_papers
from township_npc.office.registries import subject_kind, subjects
from township_npc.office.selectors.papers import papers_visible_to, telling_corrections


@dataclass(frozen=True)
class PaperLine:
    """One paper: of which kind it is, and where it stands."""

    paper: OfficialPaper
    label: str
    standing: str


@dataclass(frozen=True)
class PapersAbout:
    """``offered``: label and address of each kind that this person may begin."""

    lines: list[PaperLine]
    offered: list[tuple[str, str]]

    def __bool__(self) -> bool:
        return bool(self.lines or self.offered)


def papers_about(user, records: Sequence[Model], today: date) -> PapersAbout:
    """Of records that this person sees, with the same page; one query for their papers."""
    offered = list(_offered(records, today)) if may_keep_papers(user) else []
    return PapersAbout(_lines(user, records), offered)


def _lines(user, records: Sequence[Model]) -> list[PaperLine]:
    labels = {
        template.key: template.label
        for record in records
        for template in subjects[subject_kind(record)].papers
    }
    if not labels:
        return []
    theirs = reduce(or_, (Q(subject_kind=subject_kind(one), subject_id=one.pk) for one in records))
    papers = papers_visible_to(user).filter(theirs, template__in=labels)
    papers = telling_corrections(papers)
    papers = papers.select_related("number").order_by("-created_at")
    return [PaperLine(paper, labels[paper.template], STANDING[paper.state]) for paper in papers]


def _offered(records: Sequence[Model], today: date) -> Iterator[tuple[str, str]]:
    for record in records:
        for template in subjects[subject_kind(record)].papers:
            if template.is_offered(record, today):
                begin = reverse("office:paper-new", args=[template.key])
                yield template.label, f"{begin}?about={record.pk}"
