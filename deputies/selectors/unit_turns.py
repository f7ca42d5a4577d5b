"""What the page of a 建议 shows of the units' turns: who had it, who assists, what they ask."""

from dataclasses import dataclass

from deputies.models import Assignment, Contest, Extension, Proposal, Reply
from deputies.permissions import asked as permissions
from deputies.permissions.proposal_acts import Act
from deputies.permissions.proposals import may_decide, may_see_handling
from deputies.rules.proposals import WITH_THE_UNIT
from deputies.selectors.assignments import (
    assignment_history,
    contest_refused,
    contest_waiting,
    extension_decided,
    extension_waiting,
)
from deputies.selectors.assisting import Opinion, opinions_on
from deputies.selectors.proposal_clocks import Clock, clocks_of
from deputies.selectors.ratings import rated_on


@dataclass(frozen=True)
class UnitTurns:
    clocks: list[Clock]
    opinions: list[Opinion]
    history: list[Assignment]
    contest: Contest | None = None
    refused: Contest | None = None
    extension: Extension | None = None
    decided: Extension | None = None
    unit_acts: tuple[Act, ...] = ()
    due_acts: tuple[Act, ...] = ()
    may_take_back: bool = False
    may_put_right: bool = False


def unit_turns(proposal: Proposal, user, reply: Reply | None, acts: list[Act]) -> UnitTurns:
    """``acts``: those open to this person. What was asked is shown to the unit and the office."""
    handles = may_see_handling(user, proposal)
    history = list(assignment_history(proposal)) if handles else []
    clocks = clocks_of(proposal, reply, rated_on=rated_on(proposal, user))
    shown = UnitTurns(clocks, opinions_on(proposal, user), history)
    if proposal.state not in WITH_THE_UNIT or not permissions.may_see_asked(user, proposal):
        return shown
    contest, extension = contest_waiting(proposal), extension_waiting(proposal)
    asked = {key for key, row in (("contest", contest), ("extension", extension)) if row}
    acts = [act for act in acts if act.panel and act.key not in asked]
    return UnitTurns(
        shown.clocks,
        shown.opinions,
        history,
        contest=contest,
        refused=contest_refused(proposal),
        extension=extension,
        decided=extension_decided(proposal),
        unit_acts=tuple(act for act in acts if act.panel == "unit"),
        due_acts=tuple(act for act in acts if act.panel == "due"),
        may_take_back=permissions.may_ask(user, proposal),
        may_put_right=may_decide(user),
    )
