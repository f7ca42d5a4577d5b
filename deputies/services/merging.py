"""并案办理: proposals of one matter are answered together, each keeping its number and deputy."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from deputies.choices import ProposalState as S
from deputies.models import MergeSuggestion, Proposal, ProposalMove
from deputies.permissions.proposal_turns import may_merge
from deputies.rules.proposals import BEFORE_THE_REPLY
from deputies.selectors.proposal_page import label_of
from deputies.services.moves import hold, move
from township_npc.office.models import User
from township_npc.office.permissions import require
from township_npc.office.services.audit import record

#: A merged proposal has no handling of its own; what it had comes back with a 更正.
_NO_HANDLING = {
    "lead_unit": None,
    "assigned_on": None,
    "reply_due_on": None,
    "due_sum": None,
    "signed_on": None,
    "signed_by": None,
}


@transaction.atomic
def merge_proposals(
    main: Proposal, others: Sequence[Proposal], *, by: User, at: datetime, reason: str = ""
) -> None:
    """The others go on under the main one, proposed by 工作人员 or not. All or none."""
    require(may_merge(by))
    hold(main, *others)
    if not others:
        raise ValidationError({"others": "请选要并进来的建议。"}, code="required")
    refuse_as_main(main)
    on = timezone.localdate(at).isoformat()
    MergeSuggestion.objects.filter(main=main, other__in=others).delete()
    for one in others:
        refuse_under(main, one)
        move(one, S.MERGED, by=by, at=at, merged_into=main, **_NO_HANDLING)
        record(by, "proposal.merged", one, note=reason, others=label_of(main), on=on)
    labels = "、".join(label_of(one) for one in others)
    record(by, "proposal.took_in", main, note=reason, others=labels, on=on)


@transaction.atomic
def separate_proposal(proposal: Proposal, *, by: User, reason: str, at: datetime) -> None:
    """分开: it waits to be assigned again; possible until the main one is answered."""
    require(may_merge(by))
    main = proposal.merged_into
    if main is None:
        raise ValidationError(f"{proposal.called}现在没有并案，不用分开。", code="stale")
    hold(main, proposal)
    refuse_answered(main)
    move(proposal, S.ACCEPTED, by=by, at=at, merged_into=None)
    on = timezone.localdate(at).isoformat()
    record(by, "proposal.separated", proposal, note=reason, others=label_of(main), on=on)
    record(by, "proposal.let_go", main, note=reason, others=label_of(proposal), on=on)


def refuse_to_turn_back(proposal: Proposal, step: ProposalMove) -> None:
    """A 更正 may not leave merged proposals without their main one, nor touch what is answered."""
    if (main := _main_of(step)) is not None:
        hold(main, proposal)
        refuse_answered(main)
        if step.from_state == S.MERGED:
            refuse_under(main, proposal)
    if step.from_state == S.SUBMITTED:
        refuse_with_others(proposal)
        _refuse_with_parts(proposal)


def tell_main(proposal: Proposal, step: ProposalMove, *, by: User, reason: str) -> None:
    """After the 更正 the main one's timeline says so too."""
    if (main := _main_of(step)) is not None:
        verb = "proposal.let_go" if step.to_state == S.MERGED else "proposal.took_in"
        record(by, verb, main, note=reason, others=label_of(proposal))


def refuse_answered(main: Proposal) -> None:
    if main.state not in BEFORE_THE_REPLY:
        raise ValidationError(
            f"主件{main.called}现在是“{main.standing}”，不能再分开。", code="answered"
        )


def refuse_with_others(proposal: Proposal) -> None:
    """While others are handled under it, it has to stay."""
    if (other := proposal.merged.first()) is not None:
        raise ValidationError(f"{other.called}还并在这一件里，请先分开。", code="has_others")


def _refuse_with_parts(proposal: Proposal) -> None:
    """Its deputy must not rewrite a paper from which a part was taken."""
    if (part := proposal.split_off.first()) is not None:
        raise ValidationError(f"已经拆出{part.called}，不能再退回受理前。", code="has_parts")


def _main_of(step: ProposalMove) -> Proposal | None:
    """The main one of a merging or separating step."""
    if step.to_state == S.MERGED:
        return step.proposal.merged_into
    return Proposal.objects.filter(pk=step.overwrote.get("merged_into")).first()


def refuse_as_main(main: Proposal) -> None:
    if main.state not in BEFORE_THE_REPLY:
        raise ValidationError(
            f"{main.called}现在是“{main.standing}”，不能再并进别的。", code="stale"
        )


def refuse_under(main: Proposal, one: Proposal) -> None:
    """One reply answers all of them, so what must not get out is not mixed with what may."""
    if one.state not in BEFORE_THE_REPLY or one == main:
        raise ValidationError(
            {"others": f"{one.called}现在是“{one.standing}”，不能并案。"}, code="stale"
        )
    if (other := one.merged.first()) is not None:
        raise ValidationError(
            {"others": f"{one.called}下面还并着{other.called}，请先分开。"}, code="has_others"
        )
    if one.is_confidential != main.is_confidential:
        raise ValidationError(
            {"others": f"{one.called}和主件一件要保密、一件不要，不能并在一起答复。"},
            code="confidential",
        )
