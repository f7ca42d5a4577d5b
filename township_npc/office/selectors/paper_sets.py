"""The other papers of one meeting, or of one record: what they say of the same thing is equal."""

from datetime import timedelta

from django.db.models import F, Max, Q

from township_npc.office.choices import PaperState
from township_npc.office.models import OfficialPaper, PaperVersion
from township_npc.office.papers.proof import ProofFacts, meeting_named

#: A meeting's papers are all drafted within this time of each other.
NEAR = timedelta(days=120)
#: More than a session has; the newest are compared.
MOST = 80
#: So many titles are looked at.
READ = 500


def papers_beside(
    paper: OfficialPaper, version: PaperVersion, facts: ProofFacts
) -> list[tuple[str, str]]:
    """Title and text of each, newest version; none where the title names no meeting and the paper
    is about no record."""
    of_record = Q(subject_kind=paper.subject_kind, subject_id=paper.subject_id)
    is_about = bool(paper.subject_kind)
    meeting = meeting_named(f"{version.title}\n{version.under_title}", facts)
    if not (is_about or meeting):
        return []
    near = Q(created_at__range=(paper.created_at - NEAR, paper.created_at + NEAR))
    rows = OfficialPaper.objects.filter(near).exclude(state=PaperState.DROPPED)
    rows = rows.exclude(pk__in=[paper.pk, paper.follows_id or paper.pk])
    if not meeting:
        rows = rows.filter(of_record)
    theirs = [
        other
        for other in rows.order_by("-created_at")[:READ]
        if (is_about and other.subject_id == paper.subject_id)
        or (meeting and meeting_named(other.title, facts) == meeting)
    ]
    return _newest_texts(theirs[:MOST])


def _newest_texts(papers: list[OfficialPaper]) -> list[tuple[str, str]]:
    versions = PaperVersion.objects.filter(paper__in=papers)
    versions = versions.annotate(last=Max("paper__versions__number")).filter(number=F("last"))
    texts = {version.paper_id: version.text().in_one() for version in versions}
    return [(str(paper), texts[paper.pk]) for paper in papers if paper.pk in texts]
