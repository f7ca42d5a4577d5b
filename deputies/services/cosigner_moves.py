"""The one place that writes a co-signer's state."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError

from deputies.models import Cosigner, Deputy, Proposal
from deputies.models.cosigner import CosignerQuerySet
from deputies.rules.cosigners import NEXT_STATES

#: What a signature leaves behind, and every move wipes that does not write it anew.
_UNSIGNED = {
    "answered_at": None,
    "signed_on": None,
    "text_hash": "",
    "is_on_paper": False,
    "entered_by": None,
    "is_second": False,
}


#: What one signature says, wherever it stands.
_SIGNATURE = (
    "deputy", "state", "is_second", "invited_at", "seen_at", "answered_at", "signed_on",
    "text_hash", "is_on_paper", "entered_by",
)  # fmt: skip


def carry_signatures(proposal: Proposal, part: Proposal) -> None:
    """What was signed for the whole text stands on the part as well (拆分), of the same day and for
    the same words."""
    Cosigner.objects.bulk_create(
        Cosigner(proposal=part, **{name: getattr(row, name) for name in _SIGNATURE})
        for row in proposal.cosigners.signed()
    )


def hold(proposal: Proposal, states: Iterable[str], *, otherwise: str) -> Proposal:
    """The proposal as it stands now: nobody changes its text or accepts it before this act ends."""
    held = Proposal.objects.select_for_update().filter(pk=proposal.pk, state__in=states).first()
    if held is None:
        raise ValidationError(otherwise, code="closed")
    return held


def place(proposal: Proposal, deputy: Deputy, state: str, **facts) -> Cosigner:
    """The deputy's row on the held proposal: a new one, or the old one moved on."""
    cosigner = Cosigner.objects.filter(proposal=proposal, deputy=deputy).first()
    if cosigner is None:
        return Cosigner.objects.create(proposal=proposal, deputy=deputy, state=state, **facts)
    change(cosigner, state, **facts)
    return cosigner


def change(cosigner: Cosigner, state: str, **facts) -> None:
    as_we_saw_it = Cosigner.objects.filter(pk=cosigner.pk, state=cosigner.state)
    is_open = state in NEXT_STATES[cosigner.state]
    if not (is_open and as_we_saw_it.update(state=state, **_UNSIGNED | facts)):
        raise ValidationError("刚有变化，请刷新后再看。", code="stale")
    cosigner.refresh_from_db()


def change_all(cosigners: CosignerQuerySet, before: str, state: str, **facts) -> int:
    """All of these that stand at ``before``; how many there were."""
    if state not in NEXT_STATES[before]:
        raise ValueError(f"nobody goes from {before} to {state}")
    return cosigners.filter(state=before).update(state=state, **_UNSIGNED | facts)
