"""Reading a roster and keeping its preview: nothing of a deputy is written here."""

import hashlib
import json
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.db import transaction

from deputies.choices import ImportState
from deputies.models import CongressTerm, RosterImport, RosterRow
from deputies.permissions.deputies import may_keep_roster
from deputies.roster.headings import LABELS, Table, find_table
from deputies.roster.lines import Line, read_lines
from deputies.roster.matching import Verdict, judge_all
from deputies.roster.notices import (
    about_an_earlier_import,
    about_new_places,
    about_the_numbers,
    about_the_table,
)
from deputies.roster.reader import read_sheets
from deputies.rules.roster import INVENTED_REGION, MAX_ROWS
from deputies.rules.terms import QUOTA_LIMIT_RAISED
from deputies.selectors.roster import (
    choices_of,
    last_import_of,
    people_elsewhere,
    place_names,
    seats_of,
)
from deputies.services.roster_facts import save_rows
from township_npc.office.models import User
from township_npc.office.permissions import require
from township_npc.office.services.audit import record


@dataclass(frozen=True)
class Preview:
    """A roster as read and compared, not yet kept."""

    batch: RosterImport
    rows: list[RosterRow]

    @property
    def counts(self) -> Counter:
        return Counter(row.kind for row in self.rows)


def preview_roster(
    file: BinaryIO,
    name: str,
    *,
    term: CongressTerm,
    by: User | None,
    at: datetime,
    today: date,
    is_demo: bool = False,
) -> Preview:
    """Read the file and compare it with the term. ``by`` is None on the command line.

    Raises ValidationError with one sentence; then nothing was read.
    """
    require(by is None or may_keep_roster(by))
    sheets = read_sheets(file)
    table = find_table(sheets)
    lines, skipped = read_lines(table, today=today)
    _refuse_what_is_no_roster(table, lines, is_demo=is_demo)
    seats = seats_of(term)
    elsewhere = people_elsewhere((line.cells["id_number"] for line in lines), term)
    verdicts = judge_all(lines, seats, elsewhere)
    batch = RosterImport(
        term=term, file_name=_file_name(name), file_sha256=_hash(file), made_by=by, made_at=at
    )
    batch.notices = [
        *about_an_earlier_import(last_import_of(batch.file_sha256)),
        *about_the_table(table, sheets, skipped),
        *about_new_places("选区", place_names(term.districts), verdicts, "district"),
        *about_new_places("代表小组", place_names(term.groups), verdicts, "group"),
        *about_the_numbers(term.quota, seats, verdicts),
    ]
    return Preview(batch, [_row(batch, verdict) for verdict in verdicts])


@transaction.atomic
def keep_preview(preview: Preview, *, by: User | None) -> RosterImport:
    """Store the preview, its rows sealed, so that the choices can be made at leisure."""
    require(by is None or may_keep_roster(by))
    preview.batch.save(force_insert=True)
    RosterRow.objects.bulk_create(preview.rows, batch_size=500)
    record(by, "roster.read", preview.batch, rows=len(preview.rows), **preview.counts)
    return preview.batch


@transaction.atomic
def choose_rows(batch: RosterImport, choices: dict[int, str], *, by: User | None) -> None:
    """Keep what was chosen for each row (``line`` → choice); what is not offered is refused."""
    require(by is None or may_keep_roster(by))
    if batch.state != ImportState.PREVIEW:
        raise ValidationError("这份名册已经开始导入，不能再改选择。", code="wrong_state")
    rows = batch.rows.filter(line__in=choices)
    changed = [row for row in rows if _choose(row, choices[row.line])]
    save_rows(changed, ["choice"])


@transaction.atomic
def drop_preview(batch: RosterImport, *, by: User | None) -> None:
    """不导了: the rows go at once; only that a file was read stays in the record."""
    require(by is None or may_keep_roster(by))
    dropped = RosterImport.objects.filter(pk=batch.pk, state=ImportState.PREVIEW)
    if not dropped.update(state=ImportState.DROPPED):
        raise ValidationError("这份名册已经开始导入，请导完以后再撤销。", code="wrong_state")
    batch.rows.all().delete()
    record(by, "roster.dropped", batch)


def _choose(row: RosterRow, choice: str) -> bool:
    if choice not in choices_of(row):
        raise ValidationError(f"第 {row.line} 行不能这样选。", code="not_offered")
    is_new = row.choice != choice
    row.choice = choice
    return is_new


def _refuse_what_is_no_roster(table: Table, lines: list[Line], *, is_demo: bool) -> None:
    if not lines:
        raise ValidationError("表头下面没有人名，请看看是不是空表。", code="nobody")
    if len(lines) > MAX_ROWS:
        raise ValidationError(f"名册超过 {MAX_ROWS:,} 行，请拆开再导入。", code="too_long")
    if len(lines) > QUOTA_LIMIT_RAISED and "district" not in table.columns:
        found = "、".join(LABELS[key] for key in sorted(table.columns, key=table.columns.get))
        raise ValidationError(
            f"这张表有 {len(lines):,} 人，却没有“选区”一列（认出的列是：{found}），不像代表名册："
            f"一个乡镇的代表最多 {QUOTA_LIMIT_RAISED} 名。请换代表名册，或者加上“选区”一列再导入。",
            code="not_a_roster",
        )
    if is_demo:
        _refuse_real_people(lines)


def _refuse_real_people(lines: list[Line]) -> None:
    real = [
        line
        for line in lines
        if line.cells["id_number_read"]
        and not line.cells["id_number_read"].startswith(INVENTED_REGION)
    ]
    if real:
        raise ValidationError(
            f"演示里不能放真实的人：第 {real[0].number} 行等 {len(real)} 行的证件号不是 "
            f"{INVENTED_REGION} 开头的编造号码。要正式使用，请用 ./run --empty 另开一个办公室。",
            code="real_people",
        )


def _row(batch: RosterImport, verdict: Verdict) -> RosterRow:
    row = RosterRow(
        batch=batch,
        line=verdict.line.number,
        kind=verdict.kind,
        reasons=verdict.reasons,
        deputy_id=verdict.seat.pk if verdict.seat else None,
        is_blocked=verdict.is_blocked,
    )
    row.choice = choices_of(row)[0]
    row.cells = json.dumps(verdict.line.cells, ensure_ascii=False)
    return row


def _hash(file: BinaryIO) -> str:
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    return digest


def _file_name(name: str) -> str:
    """The user's name for the file is only text (security C.12)."""
    return "".join(char for char in name if char.isprintable())[:200] or "名册"
