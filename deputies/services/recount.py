"""The reply's deadline under another calendar or another rule (registry: ``Subject.recount``)."""

from collections.abc import Callable, Iterator

from deputies.models import Proposal
from deputies.rules.proposals import WITH_THE_UNIT, Rules, reply_period, reply_rule
from township_npc.office.registries import Recount
from township_npc.office.rules import Deadline, Period, WorkCalendar, deadline


def recount_replies(calendar: WorkCalendar, changed: Rules) -> Iterator[Recount]:
    """What a unit has and has not answered. The start and the period it was assigned with hold on;
    only a rule named as changed gives another period. A day that somebody agreed to (延期), or that
    is not what its arithmetic says, stays.
    """
    open_ones = Proposal.objects.filter(state__in=WITH_THE_UNIT, due_sum__isnull=False)
    people = open_ones.select_related("lead__person", "lead_unit")
    for proposal in people.order_by("reply_due_on", "number"):
        old = Deadline.from_json(proposal.due_sum)
        new = deadline(old.start, _period(proposal, old, changed), calendar)
        is_counted = old.due_on == proposal.reply_due_on and "extended_from" not in proposal.due_sum
        if is_counted and new != old:
            called = f"{proposal.called} {proposal.title}"
            yield Recount(proposal, called, old, new, _writer(proposal, old, new))


def _period(proposal: Proposal, old: Deadline, changed: Rules) -> Period:
    if proposal.round == 1 and reply_rule(proposal.is_complex) in changed:
        return reply_period(proposal.is_complex, changed)
    return old.period


def _writer(proposal: Proposal, old: Deadline, new: Deadline) -> Callable[[], bool]:
    values = {"reply_due_on": new.due_on, "due_sum": proposal.due_sum | new.as_json()}

    def write() -> bool:
        as_we_saw_it = Proposal.objects.filter(
            pk=proposal.pk,
            state__in=WITH_THE_UNIT,
            assigned_on=proposal.assigned_on,
            reply_due_on=old.due_on,
        )
        written = as_we_saw_it.update(**values)
        proposal.refresh_from_db(fields=["state", *values])
        return bool(written)

    return write
