"""Which papers somebody sees, where each stands, and the templates they come from."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from uuid import UUID

from django.apps import apps
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from township_npc.office.addressees import OFFICE, addresses_of, to_role
from township_npc.office.choices import PaperState as S
from township_npc.office.choices import Role, Verdict
from township_npc.office.models import OfficialPaper, PaperDecision, PaperVersion, Todo
from township_npc.office.papers import rules
from township_npc.office.papers.content import Paper
from township_npc.office.papers.library import PaperTemplate
from township_npc.office.papers.text import compose
from township_npc.office.permissions import may_see_papers
from township_npc.office.registries import subjects
from township_npc.office.selectors.paper_numbers import series_of

_KIND = "office.OfficialPaper"
#: The views of the list.
LISTS = {"work": "在办", "mine": "等我办", "issued": "已印发", "dropped": "不发了"}
_STATES = {
    "work": rules.AT_WORK,
    "mine": rules.AT_WORK,
    "issued": rules.AFTER_ISSUE,
    "dropped": frozenset({S.DROPPED}),
}


@dataclass(frozen=True)
class PaperFilter:
    view: str = "work"
    template: str = ""
    text: str = ""

    @property
    def chosen(self) -> dict[str, str]:
        return {key: value for key, value in asdict(self).items() if value and key != "view"}


def all_templates() -> Iterator[tuple[str, PaperTemplate]]:
    """Each template with the kind of record it is about, in order."""
    found = [(kind, template) for kind, entry in subjects.items() for template in entry.papers]
    yield from sorted(found, key=lambda pair: pair[1].order)


def template_of(key: str) -> tuple[str, PaperTemplate]:
    """The kind of record and the template. Raises LookupError for a key nobody registered."""
    for kind, template in all_templates():
        if template.key == key:
            return kind, template
    raise LookupError(key)


def papers_visible_to(user) -> QuerySet[OfficialPaper]:
    """The office sees all; others what was issued to them, as the room of its record says."""
    if may_see_papers(user):
        return OfficialPaper.objects.all()
    mine = Q(pk__in=[])
    for kind, template in all_templates():
        if template.readers is not None:
            of_kind = Q(template=template.key, subject_kind=kind)
            mine |= of_kind & template.readers(user)
    return OfficialPaper.objects.filter(mine, state__in=rules.AFTER_ISSUE)


def newest_version(paper: OfficialPaper) -> PaperVersion:
    return paper.versions.select_related("by__person").order_by("-number").first()


def older_papers(template: str) -> QuerySet[OfficialPaper]:
    """Issued papers of one kind whose words a new one may take over, newest first."""
    rows = OfficialPaper.objects.filter(template=template, state__in=rules.AFTER_ISSUE)
    return rows.select_related("number").order_by("-dated_on", "-issued_at")


def is_signed_by_director(paper: OfficialPaper) -> bool:
    return bool(paper.series) and series_of(paper.series).director_signs


def last_return(paper: OfficialPaper) -> PaperDecision | None:
    """The signer's last word that sent the paper back; what changed since is what he reads."""
    returned = paper.decisions.filter(step=S.REVIEW, verdict=Verdict.RETURNED)
    return returned.select_related("by__person", "version").order_by("-at").first()


def corrections_of(paper: OfficialPaper) -> QuerySet[OfficialPaper]:
    """Papers that put this one right, but for those that were given up."""
    rows = paper.corrected_by.exclude(state=S.DROPPED)
    return rows.select_related("number").order_by("created_at")


def telling_corrections(rows: QuerySet[OfficialPaper]) -> QuerySet[OfficialPaper]:
    """Each with ``is_corrected``: another paper that went out puts it right."""
    out = OfficialPaper.objects.filter(corrects=OuterRef("pk"), state__in=rules.AFTER_ISSUE)
    return rows.annotate(is_corrected=Exists(out))


def record_of(paper: OfficialPaper):
    """The record that the paper is about; None for a paper that stands alone."""
    if not paper.subject_kind:
        return None
    return apps.get_model(paper.subject_kind).objects.filter(pk=paper.subject_id).first()


def paper_rows(user, chosen: PaperFilter) -> QuerySet[OfficialPaper]:
    """The rows of the list, soonest first; what is out, newest first."""
    rows = telling_corrections(_filtered(papers_visible_to(user), user, chosen))
    rows = rows.select_related("drafted_by__person", "number", "number__series")
    if chosen.view == "issued":
        return rows.order_by("-issued_at")
    return rows.order_by(F("due_on").asc(nulls_last=True), "created_at")


def paper_counts(user) -> dict[str, int]:
    """How many stand in each view, from one query beside that of what waits for this person."""
    rows = papers_visible_to(user)
    views = [name for name in LISTS if name != "mine"]
    counts = rows.aggregate(
        **{name: Count("pk", filter=Q(state__in=_STATES[name])) for name in views}
    )
    return counts | {"mine": rows.filter(pk__in=_waiting_for(user)).count()}


def _filtered(rows: QuerySet, user, chosen: PaperFilter) -> QuerySet[OfficialPaper]:
    rows = rows.filter(state__in=_STATES[chosen.view])
    if chosen.view == "mine":
        rows = rows.filter(pk__in=_waiting_for(user))
    if chosen.template:
        rows = rows.filter(template=chosen.template)
    if chosen.text:
        rows = rows.filter(
            Q(title__icontains=chosen.text) | Q(number__shown__icontains=chosen.text)
        )
    return rows


def _waiting_for(user) -> QuerySet:
    mine = Todo.objects.open().filter(subject_kind=_KIND, addressee__in=addresses_of(user))
    return mine.values("subject_id")


def desks_of(papers: Iterable[OfficialPaper]) -> dict[UUID, str]:
    """On whose desk each lies, as its to-do says; a to-do to a person is the drafter's."""
    names = {OFFICE: "人大办"} | {to_role(role): role.label for role in (Role.CHAIR, Role.DIRECTOR)}
    drafters = {paper.pk: paper.drafted_by.name for paper in papers}
    open_ones = Todo.objects.open().filter(subject_kind=_KIND, subject_id__in=drafters)
    return {
        pk: names.get(addressee, drafters[pk])
        for pk, addressee in open_ones.values_list("subject_id", "addressee")
    }


def content_of(paper: OfficialPaper) -> Paper:
    """The paper as its newest version has it, for a draft to look at."""
    return compose(
        newest_version(paper).text(),
        layout=paper.layout,
        number=number_shown(paper),
        dated_on=paper.dated_on,
        printed_on=paper.went_out_on,
    )


def number_shown(paper: OfficialPaper) -> str:
    """莲人发〔2026〕1号; the place of a number that nobody has taken yet: 〔2026〕 号."""
    if paper.number_id:
        return paper.number.on_paper
    if not paper.series:
        return ""
    return series_of(paper.series).without_number(paper.created_at.year)
