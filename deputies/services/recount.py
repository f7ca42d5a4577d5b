"""The deadlines of 建议 under another calendar or another rule (registry: ``Subject.recount``).

What an act has stored with its arithmetic is counted here: the reply's, and with it those of its
assignment and of the notice that opened the round, and the assisting units' opinions. The clocks of
hand-over, signing and rating are counted whenever somebody looks.
"""

from collections.abc import Callable, Iterator

from deputies.models import Assisting, Proposal
from deputies.rules.clocks import assist_period, redo_period
from deputies.rules.proposals import WITH_THE_UNIT, Rules, reply_period, reply_rule
from township_npc.office.registries import Recount
from township_npc.office.rules import (
    Deadline,
    Period,
    WorkCalendar,
    counted_anew,
    read_deadline,
)

OPINION_VERB = "deadline.opinion_recounted"


def recount_proposals(calendar: WorkCalendar, changed: Rules) -> Iterator[Recount]:
    """What a unit has and has not answered, and opinions that are missing. Start and period hold
    on; only a rule named as changed gives another period, and none to what was put off (延期)."""
    yield from _replies(calendar, changed)
    yield from _opinions(calendar, changed)


def _replies(calendar: WorkCalendar, changed: Rules) -> Iterator[Recount]:
    """A day that is not what its arithmetic says was set by hand, and stays."""
    open_ones = Proposal.objects.filter(state__in=WITH_THE_UNIT, due_sum__isnull=False)
    people = open_ones.select_related("lead__person", "lead_unit")
    for proposal in people.order_by("reply_due_on", "number"):
        old = read_deadline(proposal.due_sum)
        new = counted_anew(old, _reply_period(proposal, changed) or old.period, calendar)
        if old.due_on == proposal.reply_due_on and new != old:
            yield Recount(proposal, _called(proposal), old, new, _reply_writer(proposal, old, new))


def _opinions(calendar: WorkCalendar, changed: Rules) -> Iterator[Recount]:
    missing = Assisting.objects.in_force().filter(
        given_at__isnull=True, proposal__state__in=WITH_THE_UNIT
    )
    rows = missing.select_related("unit", "proposal__lead__person", "proposal__lead_unit")
    for row in rows.order_by("due_on", "proposal__number", "unit__name"):
        old = read_deadline(row.due_sum)
        period = assist_period(changed) if "assist_period" in changed else old.period
        new = counted_anew(old, period, calendar)
        if old.due_on == row.due_on and new != old:
            whose = f"{row.unit}协办意见"
            called = f"{_called(row.proposal)}：{whose}"
            write = _opinion_writer(row, old, new)
            yield Recount(row.proposal, called, old, new, write, verb=OPINION_VERB, whose=whose)


def _called(proposal: Proposal) -> str:
    return f"{proposal.called} {proposal.title}"


def _reply_period(proposal: Proposal, changed: Rules) -> Period | None:
    """The changed rule that this reply counts by: a later round has its own (S-09)."""
    if proposal.round > 1:
        return redo_period(changed) if "redo_months" in changed else None
    if reply_rule(proposal.is_complex) in changed:
        return reply_period(proposal.is_complex, changed)
    return None


def _reply_writer(proposal: Proposal, old: Deadline, new: Deadline) -> Callable[[], bool]:
    values = {"reply_due_on": new.due_on, "due_sum": proposal.due_sum | new.as_json()}

    def write() -> bool:
        as_we_saw_it = Proposal.objects.filter(
            pk=proposal.pk,
            state__in=WITH_THE_UNIT,
            round=proposal.round,
            assigned_on=proposal.assigned_on,
            reply_due_on=old.due_on,
        )
        written = as_we_saw_it.update(**values)
        if written:
            _take_along(proposal, old, new)
        proposal.refresh_from_db(fields=["state", *values])
        return bool(written)

    return write


def _take_along(proposal: Proposal, old: Deadline, new: Deadline) -> None:
    """The assignment in force, and the notice of the round; a notice whose deadline was put off
    since keeps the day it was issued with."""
    proposal.assignments.in_force().update(due_on=new.due_on)
    notices = proposal.reworks.filter(round=proposal.round, is_withdrawn=False)
    notices.filter(due_on=old.due_on).update(due_on=new.due_on, due_sum=new.as_json())


def _opinion_writer(row: Assisting, old: Deadline, new: Deadline) -> Callable[[], bool]:
    def write() -> bool:
        as_we_saw_it = Assisting.objects.in_force().filter(
            pk=row.pk,
            given_at__isnull=True,
            due_on=old.due_on,
            proposal__state__in=WITH_THE_UNIT,
        )
        written = as_we_saw_it.update(due_on=new.due_on, due_sum=row.due_sum | new.as_json())
        row.proposal.refresh_from_db(fields=["state", "reply_due_on", "due_sum"])
        return bool(written)

    return write
