"""县代表建议: collect, print, hand up to the county, note its answer (rules S-14)."""

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from deputies.choices import CountyState as C
from deputies.models import CountyProposal, Deputy
from deputies.permissions import county as permissions
from deputies.rules.county import BACK_TO, NEXT_STATES, goes_up
from deputies.services.duties import drop_county, note_county
from township_npc.office.models import User
from township_npc.office.permissions import require
from township_npc.office.services.audit import record
from township_npc.office.workbook import Export

#: What stands on the deputy's paper; nothing else of a form reaches the record.
WRITTEN = ("title", "text", "category", "co_signers")


@transaction.atomic
def collect_county(
    lead: Deputy, *, by: User, fields: dict, on: date, today: date
) -> CountyProposal:
    """收下: the office enters the paper, or the deputy writes on the phone."""
    require(permissions.may_keep_county(by) or permissions.may_write_county(by, lead))
    if not goes_up(lead.level):
        raise ValidationError({"lead": "镇代表的建议在镇里提，不走这里。"}, code="level")
    _refuse_ahead(on, today, "收到")
    values = {name: fields[name] for name in WRITTEN if name in fields}
    proposal = CountyProposal.objects.create(lead=lead, entered_by=by, collected_on=on, **values)
    note_county(proposal)
    record(by, "county.collected", proposal, on=on.isoformat())
    return proposal


@transaction.atomic
def change_county(
    proposal: CountyProposal, *, by: User, fields: dict, on: date, today: date, reason: str
) -> None:
    """更正 what was written down, until it is printed."""
    require(permissions.may_change_county(by, proposal))
    _refuse_ahead(on, today, "收到")
    values = {name: fields[name] for name in WRITTEN if name in fields}
    _write(proposal, collected_on=on, **values)
    note_county(proposal)
    record(by, "county.changed", proposal, note=reason)


@transaction.atomic
def take_back_county(proposal: CountyProposal, *, by: User, reason: str = "") -> None:
    """It is not to go up after all; until it is printed."""
    require(permissions.may_change_county(by, proposal))
    if not CountyProposal.objects.filter(pk=proposal.pk, state=proposal.state).delete()[0]:
        raise _too_late(proposal)
    drop_county(proposal)
    note = f"{proposal.title}　{reason}".strip()
    record(by, "county.taken_back", proposal, note=note)  # after it: nobody has to hand it up


@transaction.atomic
def note_printed(proposals: Sequence[CountyProposal], *, by: User) -> None:
    """记为已打印; what was printed before or handed up stays what it is."""
    require(permissions.may_keep_county(by))
    for proposal in proposals:
        if proposal.state == C.COLLECTED:
            _move(proposal, C.PRINTED)
            record(by, "county.printed", proposal)


@transaction.atomic
def hand_up(
    proposals: Sequence[CountyProposal], *, by: User, on: date, receiver: str, today: date
) -> None:
    """上交县人大: the day and who took them; all or none."""
    require(permissions.may_keep_county(by))
    if not proposals:
        raise ValidationError({"picked": "请选要上交的建议。"}, code="required")
    _refuse_ahead(on, today, "上交")
    for proposal in proposals:
        if on < proposal.collected_on:
            sentence = f"“{proposal.title}”{proposal.collected_on} 才收到。"
            raise ValidationError({"on": sentence}, code="early")
        _move(proposal, C.HANDED_OVER, handed_over_on=on, receiver=receiver)
        record(by, "county.handed_over", proposal, note=receiver, on=on.isoformat())


@transaction.atomic
def correct_county(proposal: CountyProposal, *, by: User, reason: str) -> None:
    """更正 of the last step, until the county has answered."""
    require(permissions.may_keep_county(by))
    if proposal.answered_on:
        raise ValidationError("县里已经答复，不能再更正。", code="acted")
    if proposal.state not in BACK_TO:
        raise ValidationError("这件还没有打印，没有可更正的。", code="wrong_state")
    _move(proposal, BACK_TO[proposal.state], handed_over_on=None, receiver="")
    record(by, "county.corrected", proposal, note=reason)


@transaction.atomic
def note_answer(proposal: CountyProposal, *, by: User, on: date, answer: str, today: date) -> None:
    """记县里的答复; written down again, the earlier words stay in the timeline."""
    require(permissions.may_keep_county(by))
    if proposal.state != C.HANDED_OVER:
        raise ValidationError("还没有上交，县里不会有答复。", code="wrong_state")
    _refuse_ahead(on, today, "答复")
    if on < proposal.handed_over_on:
        sentence = f"答复不能早于上交（{proposal.handed_over_on}）。"
        raise ValidationError({"on": sentence}, code="early")
    before = f"原来记的：{proposal.answer}" if proposal.answer else ""
    _write(proposal, answer=answer, answered_on=on)
    record(by, "county.answered", proposal, note=before, on=on.isoformat())


@transaction.atomic
def hand_out_county(export: Export, *, by: User, kind: str, chosen: dict) -> None:
    """Log what is taken away before it is given out (C.20)."""
    require(permissions.may_keep_county(by))
    facts = {"rows": export.rows, "sha256": export.sha256, "kind": kind, "filter": chosen}
    record(by, "county.exported", **facts)


def _move(proposal: CountyProposal, state: str, **changes) -> None:
    """The only line that writes a county proposal's state."""
    if state not in NEXT_STATES[proposal.state]:
        raise _too_late(proposal)
    _write(proposal, state=state, **changes)


def _write(proposal: CountyProposal, **changes) -> None:
    as_we_saw_it = CountyProposal.objects.filter(pk=proposal.pk, state=proposal.state)
    if not as_we_saw_it.update(**changes):
        raise _too_late(proposal)
    proposal.refresh_from_db()


def _refuse_ahead(on: date, today: date, what: str) -> None:
    if on > today:
        raise ValidationError({"on": f"{what}日期不能晚于今天。"}, code="future")


def _too_late(proposal: CountyProposal) -> ValidationError:
    return ValidationError(f"“{proposal.title}”刚被别人办过，请刷新后重试。", code="stale")
