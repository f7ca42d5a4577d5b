"""What turned a 建议 another way, as its page shows it: 并案, 拆分, 保密, 撤回, 重点督办."""

from dataclasses import dataclass
from datetime import date

from deputies.models import Proposal
from deputies.permissions import proposal_turns as permissions
from deputies.selectors.key_proposals import KeyPanel, key_panel
from deputies.selectors.merge_suggestions import SuggestedMerge, suggested_merge
from deputies.selectors.merging import MainOne, Neighbour, main_of, neighbours
from deputies.selectors.withdrawals import Asked, asked_for, may_still_ask


@dataclass(frozen=True)
class Turns:
    main: MainOne | None
    merged: list[Neighbour]
    origin: Neighbour | None
    parts: list[Neighbour]
    asked: Asked | None
    may_ask_back: bool
    key: KeyPanel | None
    suggested: SuggestedMerge | None
    may_merge: bool


def proposal_turns(proposal: Proposal, user, today: date) -> Turns:
    origin = Proposal.objects.filter(pk=proposal.split_from_id)
    return Turns(
        main=main_of(proposal, user, today),
        merged=neighbours(proposal.merged.all(), user),
        origin=next(iter(neighbours(origin, user)), None) if proposal.split_from_id else None,
        parts=neighbours(proposal.split_off.all(), user),
        asked=asked_for(proposal, user),
        may_ask_back=may_still_ask(proposal, user),
        key=key_panel(proposal, user),
        suggested=suggested_merge(proposal, user),
        may_merge=permissions.may_merge(user),
    )
