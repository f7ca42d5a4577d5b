"""Backups: one sealed zip of the database and every file; the keys stay apart (D.13, 6.20)."""

import io
import json
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Sum
from django.utils import timezone

from township_npc.office import clock, keys, permissions
from township_npc.office.backup import database, package, shelf, work
from township_npc.office.backup.finished import BY_HAND, NIGHTLY
from township_npc.office.disk import flush_folder
from township_npc.office.files.names import clean_name
from township_npc.office.keysheet import Bundle
from township_npc.office.models import JobRun, Office, StoredFile
from township_npc.office.services import keysheet
from township_npc.office.services.audit import record

RESERVE = 200 * 1024 * 1024


def make_backup(to: Path, reason: str) -> Path:
    """Write, check and name one backup; return its path. Leaves nothing behind when it fails.

    Asks no table that a migration might still have to change, so it works before one.
    """
    at = clock.now()
    with work.folder(to, at) as draft:
        _refuse_when_disk_is_full(to)
        made = _write(draft / "backup.zip", at, reason)
        package.check(made)
        final = shelf.free_name(to, f"{_town()}人大-备份-{timezone.localtime(at):%Y-%m-%d-%H%M}")
        made.rename(final)
        flush_folder(to)
    shelf.remember(final, at)
    if reason != BY_HAND:
        shelf.drop_old(to)
    return final


def make_backup_by_hand(by) -> Path:
    permissions.require(permissions.may_tend_machine(by))
    path = make_backup(shelf.folder(), BY_HAND)
    record(by, "backup.made", reason=BY_HAND, size=path.stat().st_size)
    return path


def make_nightly_backup(now: datetime) -> Path | None:
    """Once a day where there is an office to lose; None for a demo or an empty folder."""
    office = Office.objects.filter(pk=1, is_demo=False).first()
    if office is None:
        return None
    path = make_backup(shelf.folder(), NIGHTLY)
    record(None, "backup.made", reason=NIGHTLY, size=path.stat().st_size)
    return path


def log_taken_away(by, path: Path) -> None:
    """Somebody downloads a backup: said before the first byte leaves."""
    permissions.require(permissions.may_tend_machine(by))
    record(by, "backup.downloaded", size=path.stat().st_size, note=path.name)


def _write(to: Path, at: datetime, reason: str) -> Path:
    """The copy in clear never leaves the data folder's disk: only what is sealed goes to a stick.

    The keys are read after the copy is made, so they open whatever stands in it.
    """
    with work.folder(settings.VAR_DIR, at) as folder:
        copy = folder / database.member_name()
        tables = database.dump(copy)
        bundle = keysheet.current_bundle(settings.VAR_DIR)
        writer = package.Writer(to, *next(iter(keys.parse(bundle["field"]).items())))
        try:
            missing = _add_all(writer, copy, tables)
            writer.close(**_facts(at, reason, bundle), missing=missing)
        finally:
            writer.abandon()
    return to


def _add_all(writer: package.Writer, copy: Path, tables: database.Tables) -> list[str]:
    """Return the keys of the files that were not there."""
    with copy.open("rb") as source:
        writer.add(copy.name, source, compressed=True)
    writer.add(package.TABLES, io.BytesIO(json.dumps(tables).encode()))
    return [key for key in _keys(tables) if not _add_file(writer, key)]


def _facts(at: datetime, reason: str, bundle: Bundle) -> dict:
    return {
        "made_at": at.isoformat(),
        "reason": reason,
        "mode": settings.MODE,
        "vendor": connection.vendor,
        "migrations": sorted(
            f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()
        ),
        "key_ids": keysheet.key_ids(bundle),
    }


def _keys(tables: database.Tables) -> Iterator[str]:
    """Not what a job made: an export may hold in clear what the database keeps sealed."""
    if StoredFile._meta.db_table in tables:
        kept = StoredFile.objects.exclude(subject_kind=JobRun._meta.label)
        yield from kept.order_by("key").values_list("key", flat=True).iterator()


def _add_file(writer: package.Writer, key: str) -> bool:
    """False when the bytes are gone: a backup without one file is better than no backup."""
    if not default_storage.exists(key):
        return False
    with default_storage.open(key) as source:
        writer.add(f"files/{key}", source)
    return True


def _town() -> str:
    if Office._meta.db_table not in connection.introspection.table_names():
        return ""
    return clean_name(Office.objects.values_list("town", flat=True).first() or "", fallback="")


def _refuse_when_disk_is_full(to: Path) -> None:
    """The copy and the package may stand side by side; the office needs its reserve."""
    copy = _database_size()
    _refuse_less_than(2 * copy + _files_size() + RESERVE, to)
    _refuse_less_than(copy + RESERVE, settings.VAR_DIR)


def _refuse_less_than(need: int, place: Path) -> None:
    if shutil.disk_usage(place).free < need:
        raise ValidationError(
            f"硬盘空间不够：备份需要大约 {need // 1024 // 1024} MB，请先腾出地方。",
            code="disk_full",
        )


def _database_size() -> int:
    if connection.vendor == "sqlite":
        path = Path(connection.settings_dict["NAME"])
        return path.stat().st_size if path.exists() else 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return cursor.fetchone()[0]


def _files_size() -> int:
    if StoredFile._meta.db_table not in connection.introspection.table_names():
        return 0
    return StoredFile.objects.aggregate(total=Sum("size"))["total"] or 0
