"""What a person does with a finding of the gates: accept, let stand with a reason, look again; and
the ticks of the check sheet."""

import sys
from dataclasses import replace
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from township_npc.office.choices import WordingOrigin
from township_npc.office.models import FindingAnswer, GateTick, OfficialPaper, User
from township_npc.office.permissions import may_keep_papers, require
from township_npc.office.selectors.paper_findings import (
    Placed,
    answer_key,
    findings_of,
    folded,
)
from township_npc.office.selectors.papers import newest_version
from township_npc.office.services.audit import record
from township_npc.office.services.papers.drafting import write_paper

_GONE = "这条提示已经不在了，可能刚改过。"


@transaction.atomic
def accept_finding(
    paper: OfficialPaper,
    *,
    code: str,
    start: int,
    seen: int,
    by: User,
    at: datetime,
    everywhere: bool = False,
) -> int:
    """Put the suggestion in its place, or in all places of the same slip: a new version of the
    paper. How many places were mended."""
    require(may_keep_papers(by))
    place, group = _found(paper, code, start, at.date())
    if not place.has_suggestion:
        raise ValidationError("这条提示没有现成的改法，请打开文件改。", code="no_suggestion")
    return _mend(paper, group if everywhere else [place], seen=seen, by=by, at=at)


@transaction.atomic
def accept_all_sure(paper: OfficialPaper, *, seen: int, by: User, at: datetime) -> int:
    """Everything the program is sure of and nobody let stand, at once: a new version."""
    require(may_keep_papers(by))
    _refuse_out_of_hand(paper)
    stands = set(paper.finding_answers.values_list("code", "quoted", "what"))
    found = findings_of(paper, newest_version(paper), at.date())
    sure = [one for one in found if one.is_mendable and answer_key(one.finding) not in stands]
    if not sure:
        raise ValidationError(_GONE, code="stale")
    return _mend(paper, sure, seen=seen, by=by, at=at)


@transaction.atomic
def let_finding_stand(
    paper: OfficialPaper, *, code: str, start: int, reason: str, by: User, at: datetime
) -> None:
    """不改, and why, in all places of the same slip; it stands in later versions too."""
    require(may_keep_papers(by))
    if not reason.strip():
        raise ValidationError("请写明为什么不改。", code="no_reason")
    _, group = _found(paper, code, start, at.date())
    for _, quoted, what in dict.fromkeys(answer_key(place.finding) for place in group):
        FindingAnswer.objects.get_or_create(
            paper=paper,
            code=code,
            quoted=quoted,
            what=what,
            defaults={"reason": reason.strip(), "by": by, "at": at},
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


def _refuse_out_of_hand(paper: OfficialPaper) -> None:
    if not paper.may_be_written:
        raise ValidationError("文件已经送审，不能再改；要改请先撤回。", code="wrong_state")


def _found(paper: OfficialPaper, code: str, start: int, today: date) -> tuple[Placed, list[Placed]]:
    """The finding, and all places of the same slip."""
    _refuse_out_of_hand(paper)
    for group in folded(findings_of(paper, newest_version(paper), today)):
        for place in group:
            if (place.finding.code, place.finding.start) == (code, start):
                return place, group
    raise ValidationError(_GONE, code="stale")


def _mend(paper: OfficialPaper, places: list[Placed], *, seen: int, by: User, at: datetime) -> int:
    """From the last place to the first, so that the places before stay where they are; of two that
    overlap the later one."""
    text, count, free = newest_version(paper).text(), 0, sys.maxsize
    for place in sorted(places, key=lambda one: one.finding.start, reverse=True):
        finding, old = place.finding, getattr(text, place.part, "")
        end = place.at + len(finding.quoted)
        is_there = place.has_suggestion and old[place.at : end] == finding.quoted
        if is_there and finding.end <= free:
            new = old[: place.at] + finding.suggestion + old[end:]
            text, count, free = replace(text, **{place.part: new}), count + 1, finding.start
    if not count:
        raise ValidationError(_GONE, code="stale")
    write_paper(paper, text, by=by, at=at, seen=seen, origin=WordingOrigin.FINDING)
    return count
