"""Open deadlines follow the calendar and the rules, at most 50 in a transaction."""

import time
from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from township_npc.office.models import AuditHead, RuleOverride, Todo, User
from township_npc.office.registries import Recount
from township_npc.office.selectors import work_calendar
from township_npc.office.selectors.recount import records_of, recounts
from township_npc.office.selectors.rulebook import rules_to_recount
from township_npc.office.services.audit import record
from township_npc.office.services.todos import BATCH, reconcile, rows_of

FOLLOWED = "deadline.followed"


def recount_open(
    *, by: User | None, at: datetime, pause: Callable[[float], None] = time.sleep
) -> int:
    """Bring every open deadline to the calendar and the rules as they stand now; return of how many
    records a stored day moved. Safe to run again: what was cut short is finished, what is right
    stays.
    """
    waiting = list(RuleOverride.objects.filter(must_recount=True).values_list("pk", flat=True))
    found, moved = recounts(work_calendar(), rules_to_recount(waiting)), set()
    for start in range(0, len(found), BATCH):
        began = time.monotonic()
        moved |= records_of(_write(found[start : start + BATCH], by))
        if start + BATCH < len(found):
            pause(2 * (time.monotonic() - began))
    RuleOverride.objects.filter(pk__in=waiting).update(must_recount=False)
    _follow_due_days(by, at)
    return len(moved)


@transaction.atomic
def _write(batch: list[Recount], by: User | None) -> list[Recount]:
    """Those whose day has moved."""
    written = [one for one in batch if one.write()]
    for one in written:
        facts = {"old": one.old.as_json(), "new": one.new.as_json(), "because": one.because}
        record(by, one.verb, one.subject, **facts, **({"whose": one.whose} if one.whose else {}))
    return [one for one in written if one.moves]


def _follow_due_days(by: User | None, at: datetime) -> None:
    """To-dos whose due day is not stored but counted each time, of hand-over or rating, move to
    where it lies now, and the record says so."""
    dated = Todo.objects.open().filter(due_on__isnull=False)
    for kind in dated.order_by().values_list("subject_kind", flat=True).distinct():
        keys = sorted(set(dated.filter(subject_kind=kind).values_list("subject_id", flat=True)))
        for start in range(0, len(keys), BATCH):
            with transaction.atomic():
                AuditHead.objects.select_for_update().get(pk=1)
                for row in rows_of(kind).filter(pk__in=keys[start : start + BATCH]):
                    _follow(row, by, at)


def _follow(row, by: User | None, at: datetime) -> None:
    standing = Todo.objects.open().filter(subject_id=row.pk, due_on__isnull=False)
    before = {todo.pk: todo.due_on for todo in standing}
    reconcile(row, at)
    changed = sorted(
        {
            (todo.verb, before[todo.pk].isoformat(), todo.due_on.isoformat())
            for todo in standing.filter(pk__in=before)
            if todo.due_on != before[todo.pk]
        }
    )
    if changed:
        record(by, FOLLOWED, row, moved=[list(one) for one in changed])
