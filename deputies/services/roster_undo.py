"""撤销: taking back what an import wrote, where nobody has built on it since."""

import json
import time
from collections.abc import Callable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Q

from deputies.choices import ImportState, RowChoice
from deputies.models import DeputyGroup, ElectoralDistrict, RosterImport, RosterRow
from deputies.permissions.deputies import may_keep_roster
from deputies.roster.matching import FIELDS
from deputies.rules.roster import BATCH, UNDO_PERIOD
from deputies.selectors.roster import seat_of
from deputies.services.roster_facts import Places, put_on_deputy, save_rows
from deputies.services.roster_unseating import unseat_rows
from township_npc.office.models import User
from township_npc.office.permissions import require
from township_npc.office.services.audit import record


def undo_import(
    batch: RosterImport,
    *,
    by: User | None,
    at: datetime,
    pause: Callable[[float], None] = time.sleep,
) -> None:
    """撤销导入, within 30 days. Rows that cannot be taken back stay, each with its reason."""
    require(by is None or may_keep_roster(by))
    refuse_late_undo(batch, at=at)
    while True:
        started = time.monotonic()
        if not _undo_next_rows(batch.pk):
            break
        pause(2 * (time.monotonic() - started))
    _finish(batch, by=by, at=at)


def refuse_late_undo(batch: RosterImport, *, at: datetime) -> None:
    """Raise ValidationError unless the import stands and is not older than 30 days."""
    if batch.state != ImportState.DONE:
        raise ValidationError(
            f"这次导入{batch.get_state_display()}，没有可撤销的。", code="wrong_state"
        )
    if at - batch.done_at > UNDO_PERIOD:
        raise ValidationError(
            f"导入已经超过 {UNDO_PERIOD.days} 天，不能整批撤销，请在代表的页面逐个更正。",
            code="too_late",
        )


def forget_old_rows(*, at: datetime) -> int:
    """The rows, sealed as they are, go when the time to undo the import is over."""
    oldest = at - UNDO_PERIOD
    unused = RosterImport.objects.filter(state=ImportState.PREVIEW, made_at__lt=oldest)
    unused.update(state=ImportState.DROPPED)
    over = Q(batch__done_at__lt=oldest) | Q(batch__state=ImportState.DROPPED)
    gone = 0
    while pks := list(RosterRow.objects.filter(over).values_list("pk", flat=True)[:BATCH]):
        gone += RosterRow.objects.filter(pk__in=pks).delete()[0]
    return gone


@transaction.atomic
def _finish(batch: RosterImport, *, by: User | None, at: datetime) -> None:
    done = RosterImport.objects.filter(pk=batch.pk, state=ImportState.DONE)
    if done.update(state=ImportState.UNDONE, undone_at=at):
        _remove_empty_places(batch)
        chosen = batch.rows.exclude(choice=RowChoice.SKIP)
        counts = chosen.aggregate(
            undone=Count("pk", filter=Q(is_written=False)),
            kept=Count("pk", filter=Q(is_written=True)),
        )
        record(by, "roster.undone", batch, **counts)
    batch.refresh_from_db()


@transaction.atomic
def _undo_next_rows(pk) -> bool:
    """Take back some rows; each is marked in the transaction that takes it back."""
    batch = RosterImport.objects.select_for_update(of=("self",)).select_related("term").get(pk=pk)
    written = batch.rows.filter(is_written=True, outcome="").order_by("line")
    rows = list(
        written.select_related("deputy__person", "deputy__district", "deputy__group")[:BATCH]
    )
    taken = unseat_rows([row for row in rows if row.choice == RowChoice.TAKE])
    updated = [row for row in rows if row.choice == RowChoice.UPDATE]
    places = Places(batch)
    for row in updated:
        row.outcome = _put_back(row, places)
    for row in [*taken, *updated]:
        row.is_written = bool(row.outcome)
        row.deputy = row.deputy if row.is_written or row in updated else None
    save_rows([*taken, *updated], ["is_written", "outcome"])
    return bool(rows)


def _put_back(row: RosterRow, places: Places) -> str:
    """Put back each value that still stands as the import wrote it."""
    if row.deputy is None:
        return ""
    before, wrote = json.loads(row.before), json.loads(row.cells)
    now = seat_of(row.deputy).cells
    untouched = {key: old for key, old in before.items() if now[key] == wrote[key]}
    put_on_deputy(row.deputy, untouched, places)
    later = [FIELDS[key] for key in before if key not in untouched]
    return f"没有改回{'、'.join(later)}：导入以后又改过。" if later else ""


def _remove_empty_places(batch: RosterImport) -> None:
    """选区 and 代表小组 that the import made and nobody stands in."""
    districts = ElectoralDistrict.objects.filter(pk__in=batch.made.get("district", []))
    districts.filter(deputies__isnull=True).delete()
    groups = DeputyGroup.objects.filter(pk__in=batch.made.get("group", []))
    groups.filter(members__isnull=True).delete()
