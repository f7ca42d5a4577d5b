"""Open deadlines follow the calendar and the rules, at most 50 in a transaction."""

import time
from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from township_npc.office.models import RuleOverride, User
from township_npc.office.registries import Recount
from township_npc.office.selectors import work_calendar
from township_npc.office.selectors.recount import recounts
from township_npc.office.selectors.rulebook import rules_to_recount
from township_npc.office.services.audit import record
from township_npc.office.services.todos import BATCH, follow_due_days

VERB = "deadline.recounted"


def recount_open(
    *, by: User | None, at: datetime, pause: Callable[[float], None] = time.sleep
) -> int:
    """Bring every open deadline to the calendar and the rules as they stand now; return how many
    days moved. Safe to run again: what was cut short is finished, what is right stays.
    """
    waiting = list(RuleOverride.objects.filter(must_recount=True).values_list("pk", flat=True))
    found, moved = recounts(work_calendar(), rules_to_recount(waiting)), 0
    for start in range(0, len(found), BATCH):
        began = time.monotonic()
        moved += _write(found[start : start + BATCH], by)
        if start + BATCH < len(found):
            pause(2 * (time.monotonic() - began))
    RuleOverride.objects.filter(pk__in=waiting).update(must_recount=False)
    follow_due_days(at)
    return moved


@transaction.atomic
def _write(batch: list[Recount], by: User | None) -> int:
    written = [one for one in batch if one.write()]
    for one in written:
        facts = {"old": one.old.as_json(), "new": one.new.as_json()}
        record(by, VERB, one.subject, because=one.because, **facts)
    return sum(one.moves for one in written)
