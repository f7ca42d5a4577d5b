"""公开 a 建议 with its reply, and taking it down again (《代表法》第五十一条第三款, S-10, S-12)."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from deputies.models import Proposal, Publication
from deputies.permissions import publication as permissions
from deputies.rules.personal import strip_personal
from deputies.rules.publication import PUBLISHABLE
from deputies.selectors.publication import answer_in_force
from deputies.services.moves import refuse_unless
from township_npc.office.models import User
from township_npc.office.permissions import require
from township_npc.office.services.audit import record


@transaction.atomic
def publish_proposal(
    proposal: Proposal, *, by: User, title: str, text: str, reply: str, at: datetime
) -> Publication:
    """公开 in these words, a frozen copy; the record itself stays as it is."""
    require(permissions.may_publish(by))
    refuse_unless(proposal, *PUBLISHABLE)
    if not permissions.is_open_to_public(proposal):
        raise ValidationError("代表要求保密的建议不公开。", code="confidential")
    _refuse_personal(title=title, text=text, reply=reply)
    _claim(proposal)
    words = {"title": title, "text": text, "reply": reply}
    publication = Publication.objects.create(
        proposal=proposal,
        answer=answer_in_force(proposal),
        published_on=timezone.localdate(at),
        published_at=at,
        by=by,
        **words,
    )
    record(by, "proposal.published", proposal, on=publication.published_on.isoformat())
    return publication


@transaction.atomic
def take_down(proposal: Proposal, *, by: User, reason: str, at: datetime) -> None:
    """撤下 with the reason; who has read it has read it, so the row stays."""
    require(permissions.may_publish(by))
    on = timezone.localdate(at)
    if not end_publication(proposal, by=by, reason=reason, at=at):
        raise ValidationError("这件建议现在没有公开。", code="stale")
    Proposal.objects.filter(pk=proposal.pk).update(is_published=False)
    proposal.refresh_from_db()
    record(by, "proposal.taken_down", proposal, note=reason, on=on.isoformat())


def end_publication(proposal: Proposal, *, by: User, reason: str, at: datetime) -> int:
    """How many published words were taken from everybody's eyes: one, or none that stood."""
    down = {"taken_down_on": timezone.localdate(at), "taken_down_at": at, "taken_down_by": by}
    return proposal.publications.standing().update(**down, reason=reason)


def _claim(proposal: Proposal) -> None:
    """One of two directors publishes it; and it must still be answered."""
    as_we_saw_it = Proposal.objects.filter(
        pk=proposal.pk, state__in=PUBLISHABLE, round=proposal.round, is_published=False
    )
    standing = proposal.publications.standing().exists()
    if standing or not as_we_saw_it.update(is_published=True):
        raise ValidationError("这件建议刚有人公开或者改过，请刷新后再看。", code="stale")
    proposal.refresh_from_db()


def _refuse_personal(**words: str) -> None:
    """身份证号、手机号、住址 never (rules §11), whoever ticks what."""
    wrong = {name: strip_personal(text).taken for name, text in words.items()}
    errors = {
        name: ValidationError(
            f"这里像是有{taken[0].kind}：{taken[0].words}。请删掉再公开。", code="personal"
        )
        for name, taken in wrong.items()
        if taken
    }
    if errors:
        raise ValidationError(errors)
