"""履职档案: lines come from what happened; the deputy confirms or objects, the office answers."""

import uuid
from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from deputies.choices import DutyOutcome
from deputies.choices import DutyState as S
from deputies.models import Cosigner, CountyProposal, Deputy, DutyRecord, Proposal
from deputies.models.duty import TYPED
from deputies.permissions.deputies import may_keep_roster, owns_duty
from deputies.rules.deputies import duty_correction_fault
from deputies.selectors.duties import in_words, same_lines
from township_npc.office.models import User
from township_npc.office.permissions import require
from township_npc.office.registries import dossier_kinds
from township_npc.office.services.audit import record


def note_duty(deputy: Deputy, kind: str, *, source: str, title: str, on: date) -> DutyRecord:
    """Another service tells of a duty done. The same source never makes a second line; the service
    that calls records the act itself."""
    if kind not in dossier_kinds:
        raise ValueError(f"{kind} is no registered kind of the dossier")
    duty, _ = DutyRecord.objects.get_or_create(
        deputy=deputy, kind=kind, source=source, defaults={"title": title[:200], "done_on": on}
    )
    return duty


def note_proposal(proposal: Proposal) -> DutyRecord:
    """A 建议 counts in its deputy's dossier as soon as it is numbered (feature 6.08).

    The line, which the public may read, says the number and not the title: whether that is public
    is the proposal's own matter.
    """
    return note_duty(
        proposal.lead,
        "proposal",
        source=f"proposal:{proposal.pk}",
        title=f"{proposal.congress_session}第 {proposal.number} 号建议",
        on=timezone.localdate(proposal.submitted_at),
    )


def note_cosigners(proposal: Proposal) -> None:
    """Who has signed beside the lead by now gets a line too; who has not any more loses it."""
    signed = list(proposal.cosigners.signed().with_names())
    of_this = DutyRecord.objects.filter(kind="proposal", source=_cosigned(proposal))
    of_this.exclude(deputy__in=[cosigner.deputy_id for cosigner in signed]).delete()
    lines = [_line_of(cosigner, proposal) for cosigner in signed]
    DutyRecord.objects.bulk_create(lines, ignore_conflicts=True)


def note_county(proposal: CountyProposal) -> DutyRecord:
    """A 建议 of a deputy of the county or above counts in the dossier of that seat from the day the
    office has it (S-14, 3.16). Its line names the title: it has no number of the town's, and the
    town publishes no dossier of that seat. Written down otherwise, it is checked anew.
    """
    title = f"{proposal.lead.get_level_display()}代表建议：{proposal.title}"[:200]
    on = proposal.collected_on
    _of_county(proposal).exclude(title=title, done_on=on).delete()
    return note_duty(proposal.lead, "proposal", source=_county(proposal), title=title, on=on)


def drop_county(proposal: CountyProposal) -> None:
    """It is taken back before it was printed: it was not brought after all."""
    _of_county(proposal).delete()


def _of_county(proposal: CountyProposal) -> QuerySet[DutyRecord]:
    return DutyRecord.objects.filter(kind="proposal", source=_county(proposal))


def _county(proposal: CountyProposal) -> str:
    return f"county:{proposal.pk}"


def _line_of(cosigner: Cosigner, proposal: Proposal) -> DutyRecord:
    word = "附议" if cosigner.is_second else "联名提出"
    return DutyRecord(
        deputy=cosigner.deputy,
        kind="proposal",
        source=_cosigned(proposal),
        title=f"{word}{proposal.congress_session}第 {proposal.number} 号建议",
        done_on=cosigner.signed_on,
    )


def _cosigned(proposal: Proposal) -> str:
    return f"cosigned:{proposal.pk}"


@transaction.atomic
def add_duties(
    deputies: Iterable[Deputy], *, by: User, kind: str, title: str, on: date
) -> list[DutyRecord]:
    """Write one line by hand for several deputies; one audit entry."""
    require(may_keep_roster(by))
    source = f"{TYPED}{uuid.uuid4()}"
    duties = DutyRecord.objects.bulk_create(
        [
            DutyRecord(deputy=deputy, kind=kind, source=source, title=title, done_on=on)
            for deputy in deputies
        ]
    )
    record(by, "duties.added", note=title, kind=kind, on=on.isoformat(), count=len(duties))
    return duties


@transaction.atomic
def correct_duty(
    duty: DutyRecord,
    *,
    by: User,
    reason: str,
    kind: str,
    title: str,
    on: date,
    together: bool = False,
) -> int:
    """更正 of a line typed by the office, with ``together`` also of its ``same_lines``; the old
    words stay in the timeline. Returns how many lines."""
    require(may_keep_roster(by))
    _refuse_settled(duty)
    if (duty.kind, duty.title, duty.done_on) == (kind, title, on):
        raise ValidationError("没有改动，不用更正。", code="unchanged")
    lines = _lines(duty, together)
    for line in lines:
        note = f"{reason}　原来：{in_words(line)}"
        _move(line, {S.OPEN}, S.OPEN, kind=kind, title=title, done_on=on)
        record(by, "duty.corrected", line, note=note)
    return len(lines)


@transaction.atomic
def withdraw_duty(duty: DutyRecord, *, by: User, reason: str, together: bool = False) -> int:
    """撤销 of a line that should not be there. Returns how many lines."""
    require(may_keep_roster(by))
    _refuse_settled(duty)
    lines = _lines(duty, together)
    for line in lines:
        _move(line, {S.OPEN}, S.WITHDRAWN)
        record(by, "duty.withdrawn", line, note=reason)
    return len(lines)


@transaction.atomic
def confirm_duty(duty: DutyRecord, *, by: User) -> None:
    """确认: the deputy says that the line is right."""
    require(owns_duty(by, duty))
    _move(duty, {S.OPEN, S.OBJECTED}, S.CONFIRMED)
    record(by, "duty.confirmed", duty)


@transaction.atomic
def object_to_duty(duty: DutyRecord, *, by: User, text: str) -> None:
    """提出异议; the line leaves the public page until the office has answered (rules D-13)."""
    require(owns_duty(by, duty))
    _move(duty, {S.OPEN, S.CONFIRMED}, S.OBJECTED, objection=text)
    record(by, "duty.objected", duty, note=text)


@transaction.atomic
def answer_objection(
    duty: DutyRecord, *, by: User, outcome: str, answer: str, title: str, on: date
) -> None:
    """答复异议: mend the line, keep it or withdraw it; what stays goes back to the deputy."""
    require(may_keep_roster(by))
    state = S.WITHDRAWN if outcome == DutyOutcome.WITHDRAWN else S.OPEN
    mended = {"title": title, "done_on": on} if outcome == DutyOutcome.MENDED else {}
    _move(duty, {S.OBJECTED}, state, answer=answer, **mended)
    record(by, "duty.answered", duty, note=answer, outcome=outcome)


def _refuse_settled(duty: DutyRecord) -> None:
    fault = duty_correction_fault(duty.state, is_typed=duty.is_typed)
    if fault:
        raise ValidationError(fault, code="settled")


def _lines(duty: DutyRecord, together: bool) -> list[DutyRecord]:
    return [duty, *(same_lines(duty) if together else [])]


def _move(duty: DutyRecord, expected: set[str], state: str, **changes) -> None:
    """The only line that writes a dossier line's state."""
    as_we_expect_it = DutyRecord.objects.filter(pk=duty.pk, state__in=expected)
    if not as_we_expect_it.update(state=state, **changes):
        raise ValidationError("这条记录刚有变化，请刷新后再看。", code="stale")
    duty.refresh_from_db()
