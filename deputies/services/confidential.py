"""保密: what a deputy wants kept confidential is kept so by the office and the unit."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from deputies.models import Proposal
from deputies.permissions import proposal_turns as permissions
from deputies.services.publication import end_publication
from township_npc.office.models import User
from township_npc.office.permissions import require
from township_npc.office.services.audit import record
from township_npc.office.services.todos import reconcile


@transaction.atomic
def keep_confidential(proposal: Proposal, *, by: User, reason: str, at: datetime) -> None:
    """代表本人要求保密的，交办机关及承办单位应当为其保密 (山东建议办理条例第十一条, S-12). What was
    published is so no more."""
    require(permissions.may_keep_confidential(by))
    _turn(proposal, is_confidential=True, is_published=False)
    end_publication(proposal, by=by, reason=reason, at=at)
    _tell(by, "proposal.confidential", proposal, reason, at)


@transaction.atomic
def lift_confidence(proposal: Proposal, *, by: User, reason: str, at: datetime) -> None:
    """The deputy agrees that it need not be confidential, or it was marked by mistake."""
    require(permissions.may_lift_confidence(by))
    _turn(proposal, is_confidential=False)
    _tell(by, "proposal.confidence_lifted", proposal, reason, at)


def _turn(proposal: Proposal, *, is_confidential: bool, **changes) -> None:
    as_we_saw_it = Proposal.objects.filter(pk=proposal.pk, is_confidential=not is_confidential)
    if not as_we_saw_it.update(is_confidential=is_confidential, **changes):
        done = "已经保密" if is_confidential else "没有要求保密"
        raise ValidationError(f"这件建议{done}，不用再改。", code="stale")
    proposal.refresh_from_db()


def _tell(by: User, verb: str, proposal: Proposal, reason: str, at: datetime) -> None:
    """What waits on the main one calls a merged 建议 by its title: that follows too."""
    entry = record(by, verb, proposal, note=reason, on=timezone.localdate(at).isoformat())
    if proposal.merged_into is not None:
        reconcile(proposal.merged_into, entry.at)
