"""答复草稿: what a unit's handlers have written so far, on one paper, until it is sent."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F

from deputies.models import Assignment, Proposal, ReplyDraft
from deputies.permissions.proposals import may_reply
from deputies.selectors.assignments import assignment_in_force
from deputies.services.asking import refuse_unless_with_unit
from township_npc.office.models import User
from township_npc.office.permissions import require

#: What of the reply's form is kept; attachments are chosen when it is sent.
DRAFT_FIELDS = ("result", "text", "essence", "promised_by", "number", "no_contact_reason")


@transaction.atomic
def save_reply_draft(
    proposal: Proposal, *, by: User, fields: dict, seen: int, at: datetime
) -> ReplyDraft:
    """Keep what is written so far. ``seen``: the version this was written on, 0 for none; a
    colleague who has saved since is not overwritten. A draft is the unit's own paper: nothing about
    it is recorded.
    """
    require(may_reply(by, proposal))
    refuse_unless_with_unit(proposal)
    kept = {name: fields[name] for name in DRAFT_FIELDS if name in fields}
    assignment = assignment_in_force(proposal)
    if not seen:
        return _begin(assignment, by=by, fields=kept, at=at)
    as_we_saw_it = ReplyDraft.objects.filter(assignment=assignment, version=seen)
    changed = {"fields": kept, "saved_by": by, "saved_at": at, "version": F("version") + 1}
    if not as_we_saw_it.update(**changed):
        raise _went_on(assignment)
    return ReplyDraft.objects.get(assignment=assignment)


def use_up_draft(assignment: Assignment, *, seen: int | None) -> None:
    """The reply is sent: the draft goes, unless a colleague has written on it meanwhile."""
    drafts = ReplyDraft.objects.filter(assignment=assignment)
    if seen is not None and drafts.exclude(version=seen).exists():
        raise _went_on(assignment)
    drafts.delete()


def _begin(assignment: Assignment, *, by: User, fields: dict, at: datetime) -> ReplyDraft:
    try:
        with transaction.atomic():
            return ReplyDraft.objects.create(
                assignment=assignment, fields=fields, saved_by=by, saved_at=at
            )
    except IntegrityError:
        raise _went_on(assignment) from None


def _went_on(assignment: Assignment) -> ValidationError:
    draft = ReplyDraft.objects.select_related("saved_by__person").filter(pk=assignment.pk).first()
    if draft is None:
        return ValidationError("这份草稿刚被送出或者改交了，请刷新后再看。", code="gone")
    return ValidationError(
        f"{draft.saved_by}也在写这份答复，刚存过。您写的都还在，和那一份对一对，再存或者再送。",
        code="stale",
    )
