"""Photos of a proposal that is still with its deputy."""

import uuid
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404

from deputies.models import Proposal
from deputies.permissions.proposals import may_write_for
from deputies.rules.proposals import WITH_THE_DEPUTY
from township_npc.office.models import StoredFile, User
from township_npc.office.permissions import require
from township_npc.office.services.files import files_of, keep, prepare_photo, remove_file

PURPOSE = "photo"
MOST = 6


def add_photo(proposal: Proposal, upload, *, by: User, at: datetime) -> StoredFile:
    """Check, turn upright, encode anew and keep; the same photo a second time is the same one."""
    require(may_write_for(by, proposal.lead))
    prepared = prepare_photo(upload)
    with transaction.atomic():
        _hold(proposal)
        photo = keep(prepared, subject=proposal, by=by, at=at, purpose=PURPOSE)
        if photos_of(proposal).count() > MOST:
            raise ValidationError(f"最多 {MOST} 张照片，多的没有加。", code="too_many")
    return photo


@transaction.atomic
def drop_photo(proposal: Proposal, photo_id: uuid.UUID, *, by: User) -> None:
    require(may_write_for(by, proposal.lead))
    _hold(proposal)
    remove_file(get_object_or_404(photos_of(proposal), pk=photo_id), by)


def photos_of(proposal: Proposal):
    return files_of(proposal, PURPOSE)


def _hold(proposal: Proposal) -> None:
    """One at a time, and only while the deputy has it."""
    mine = Proposal.objects.select_for_update().filter(pk=proposal.pk, state__in=WITH_THE_DEPUTY)
    if not mine.exists():
        raise ValidationError("这件建议已经送出，照片不能再改。", code="sent")
