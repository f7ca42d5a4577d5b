"""Writing a roster: at most 50 rows in a transaction, a pause between, and every row once.

A row is written in the transaction that marks it written, so an import that was killed is simply
started again.
"""

import json
import time
from collections.abc import Callable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Count, Q, QuerySet

from deputies.choices import DeputyState, ImportState, RowChoice
from deputies.models import Deputy, RosterImport, RosterRow
from deputies.permissions.deputies import may_keep_roster
from deputies.roster.matching import changes
from deputies.rules.roster import BATCH
from deputies.selectors.roster import seat_of
from deputies.services.roster_facts import Places, put_on_deputy, save_rows
from deputies.services.roster_seating import seat_rows
from township_npc.office.models import User
from township_npc.office.permissions import require
from township_npc.office.services.audit import record

_WRITTEN = ["deputy", "is_written", "made_person", "before_sealed", "outcome"]


def write_import(
    batch: RosterImport,
    *,
    by: User | None,
    at: datetime,
    pause: Callable[[float], None] = time.sleep,
) -> None:
    """导入. Started again after a crash it finishes what is left."""
    require(by is None or may_keep_roster(by))
    _begin(batch)
    while True:
        started = time.monotonic()
        if not _write_next_rows(batch.pk, by):
            break
        pause(2 * (time.monotonic() - started))
    _finish(batch, by=by, at=at)


def _begin(batch: RosterImport) -> None:
    open_states = [ImportState.PREVIEW, ImportState.WRITING]
    opened = RosterImport.objects.filter(pk=batch.pk, state__in=open_states)
    if not opened.update(state=ImportState.WRITING):
        batch.refresh_from_db(fields=["state"])
        raise ValidationError(
            f"这份名册{batch.get_state_display()}，不用再导。", code="wrong_state"
        )


@transaction.atomic
def _finish(batch: RosterImport, *, by: User | None, at: datetime) -> None:
    """One audit entry for the whole import, by whoever gets here first."""
    writing = RosterImport.objects.filter(pk=batch.pk, state=ImportState.WRITING)
    if writing.update(state=ImportState.DONE, done_at=at):
        written = Q(is_written=True)
        counts = batch.rows.aggregate(
            taken=Count("pk", filter=written & Q(choice=RowChoice.TAKE)),
            updated=Count("pk", filter=written & Q(choice=RowChoice.UPDATE)),
            refused=Count("pk", filter=~Q(outcome="")),
        )
        record(by, "roster.imported", batch, **counts)
    batch.refresh_from_db()


def _write_next_rows(pk, by: User | None) -> bool:
    """Write up to 50 rows; a row that met another writer's is looked at once more."""
    try:
        return _write_batch(pk, by)
    except IntegrityError:
        return _write_batch(pk, by)


@transaction.atomic
def _write_batch(pk, by: User | None) -> bool:
    batch = RosterImport.objects.select_for_update(of=("self",)).select_related("term").get(pk=pk)
    rows = list(_waiting(batch)[:BATCH])
    cells = {row.pk: json.loads(row.cells) for row in rows}
    places = Places(batch)
    places.make_missing(cells.values())
    take = [row for row in rows if row.choice == RowChoice.TAKE]
    seat_rows(take, cells, places, by=by)
    _update([row for row in rows if row.choice == RowChoice.UPDATE], cells, places)
    save_rows(rows, _WRITTEN)
    return bool(rows)


def _waiting(batch: RosterImport) -> QuerySet[RosterRow]:
    waiting = batch.rows.filter(is_written=False, outcome="")
    return waiting.exclude(choice=RowChoice.SKIP).order_by("line")


def _update(rows: list[RosterRow], cells: dict, places: Places) -> None:
    """Bring the known deputies of these rows up to date, and keep what stood there."""
    deputies = Deputy.objects.exclude(state=DeputyState.ENDED).select_related(
        "person", "district", "group"
    )
    found = deputies.in_bulk([row.deputy_id for row in rows if row.deputy_id])
    for row in rows:
        deputy = found.get(row.deputy_id)
        if deputy is None:
            row.outcome = "没有更新：这名代表已经不在任。"
            continue
        changed = changes(seat_of(deputy).cells, cells[row.pk])
        try:
            with transaction.atomic():
                put_on_deputy(deputy, {key: new for key, (_, new) in changed.items()}, places)
        except IntegrityError:
            row.outcome = "没有更新：证件号登记在另一个人名下。"
            continue
        row.before = json.dumps({key: old for key, (old, _) in changed.items()})
        row.is_written = True
