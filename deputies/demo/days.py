"""The days of the demo's to-dos. The town is laid in one go, and ``record()`` takes the moment from
the clock; what waits there has waited since the act that opened it."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from deputies.models import ProposalMove
from township_npc.office.models import AuditEntry, Todo

_MORNING = time(9, 10)


def date_todos() -> None:
    """Called last. The chain of entries stays as it was written."""
    moments = _moments()
    for todo in Todo.objects.all():
        opened = moments.get((str(todo.subject_id), todo.opened_at), todo.opened_at)
        closed = moments.get((str(todo.subject_id), todo.closed_at), todo.closed_at)
        todo.opened_at, todo.closed_at = opened, closed and max(opened, closed)
        todo.save(update_fields=["opened_at", "closed_at"])


def _moments() -> dict[tuple[str, datetime], datetime]:
    """When the act of each entry took place: the day that its facts name, or that of the act before
    it on the same record."""
    moves, days, found = _moves(), {}, {}
    entries = AuditEntry.objects.exclude(subject_id="").order_by("seq")
    for seq, subject, at, facts in entries.values_list("seq", "subject_id", "at", "facts"):
        if "on" in facts:
            days[subject] = date.fromisoformat(facts["on"])
        if subject in days:
            on = days[subject]
            found[subject, at] = moves.get((subject, on)) or _morning(on, seq)
    return found


def _moves() -> dict[tuple[str, date], datetime]:
    """The last move of a proposal on a day."""
    rows = ProposalMove.objects.order_by("at").values_list("proposal", "at")
    return {(str(pk), timezone.localdate(at)): at for pk, at in rows}


def _morning(on: date, seq: int) -> datetime:
    minutes = timedelta(minutes=seq % 50)
    return timezone.make_aware(datetime.combine(on, _MORNING) + minutes)
