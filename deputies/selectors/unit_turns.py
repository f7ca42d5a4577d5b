"""What the page of a 建议 shows of the units' turns: who had it, who assists, what they ask."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from deputies.models import Assignment, Contest, Extension, Proposal, Reply
from deputies.permissions import asked as permissions
from deputies.permissions.proposal_acts import Act
from deputies.permissions.proposals import may_decide, may_see_all, may_see_handling
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

_BETWEEN_UNIT_AND_OFFICE = frozenset(
    f"proposal.{verb}"
    for verb in (
        "contested",
        "contest_taken_back",
        "contest_refused",
        "contest_reopened",
        "extension_asked",
        "extension_taken_back",
        "extension_refused",
    )
)


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


def without_others_asking(lines: list[dict], proposal: Proposal, user) -> list[dict]:
    """The timeline, without what was asked while another unit had it: a unit that comes after it
    reads who had it, and not what they wrote to the director."""
    if may_see_all(user) or not any(map(_is_asking, lines)):
        return lines
    others = assignment_history(proposal).exclude(unit__in=user.unit_posts.values("unit"))
    spans = list(others.values_list("at", "ended_at"))
    return [line for line in lines if not (_is_asking(line) and _lies_in(spans, line["at"]))]


def _is_asking(line: dict) -> bool:
    return line["verb"] in _BETWEEN_UNIT_AND_OFFICE


def _lies_in(spans: Iterable[tuple], at: datetime) -> bool:
    return any(begun <= at and (ended is None or at <= ended) for begun, ended in spans)


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
