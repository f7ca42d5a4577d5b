"""What a person does with a finding of the gates: accept, let stand with a reason, look again; and
the ticks of the check sheet."""

from dataclasses import replace
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from township_npc.office.choices import WordingOrigin
from township_npc.office.models import FindingAnswer, GateTick, OfficialPaper, User
from township_npc.office.papers.proof import Finding
from township_npc.office.papers.text import DATED
from township_npc.office.permissions import may_keep_papers, require
from township_npc.office.selectors.paper_facts import proof_facts
from township_npc.office.selectors.paper_proof import dated_line, findings_of
from township_npc.office.selectors.papers import newest_version
from township_npc.office.services.audit import record
from township_npc.office.services.papers.drafting import write_paper

_GONE = "这条提示已经不在了，可能刚改过。"


@transaction.atomic
def accept_finding(
    paper: OfficialPaper, *, code: str, start: int, seen: int, by: User, at: datetime
) -> None:
    """Put the suggestion in its place: a new version of the paper."""
    require(may_keep_papers(by))
    part, place, finding = _found(paper, code, start, at.date())
    if not finding.suggestion or part == DATED:
        raise ValidationError("这条提示没有现成的改法，请打开文件改。", code="no_suggestion")
    text = newest_version(paper).text()
    old = getattr(text, part)
    end = place + len(finding.quoted)
    if old[place:end] != finding.quoted:
        raise ValidationError(_GONE, code="stale")
    new = old[:place] + finding.suggestion + old[end:]
    changed = replace(text, **{part: new})
    write_paper(paper, changed, by=by, at=at, seen=seen, origin=WordingOrigin.FINDING)


@transaction.atomic
def let_finding_stand(
    paper: OfficialPaper, *, code: str, start: int, reason: str, by: User, at: datetime
) -> None:
    """不改, and why; the same finding stands in later versions too."""
    require(may_keep_papers(by))
    if not reason.strip():
        raise ValidationError("请写明为什么不改。", code="no_reason")
    _, _, finding = _found(paper, code, start, at.date())
    FindingAnswer.objects.get_or_create(
        paper=paper,
        code=code,
        what=finding.what[:200],
        defaults={
            "quoted": finding.quoted[:200],
            "reason": reason.strip(),
            "by": by,
            "at": at,
        },
    )
    record(by, "paper.finding_let_stand", paper, note=reason.strip(), code=code)


@transaction.atomic
def look_at_finding_again(answer: FindingAnswer, *, by: User) -> None:
    require(may_keep_papers(by))
    paper, code = answer.paper, answer.code
    answer.delete()
    record(by, "paper.finding_reopened", paper, code=code)


@transaction.atomic
def tick_gate(paper: OfficialPaper, item: str, *, by: User, at: datetime) -> None:
    """Tick a line of the check sheet; twice is once."""
    require(may_keep_papers(by))
    _, made = GateTick.objects.get_or_create(paper=paper, item=item, defaults={"by": by, "at": at})
    if made:
        record(by, "paper.ticked", paper)


@transaction.atomic
def untick_gate(paper: OfficialPaper, item: str, *, by: User) -> None:
    require(may_keep_papers(by))
    gone, _ = GateTick.objects.filter(paper=paper, item=item).delete()
    if gone:
        record(by, "paper.unticked", paper)


def _found(paper: OfficialPaper, code: str, start: int, today: date) -> tuple[str, int, Finding]:
    if not paper.may_be_written:
        raise ValidationError("文件已经送审，不能再改；要改请先撤回。", code="wrong_state")
    facts = proof_facts(paper, today)
    dated = dated_line(paper, today)
    for part, place, finding in findings_of(newest_version(paper), facts, dated):
        if (finding.code, finding.start) == (code, start):
            return part, place, finding
    raise ValidationError(_GONE, code="stale")
