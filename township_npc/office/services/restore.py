"""A backup back into an empty data folder. Everything is checked before anything is written."""

import re
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from township_npc import env
from township_npc.office import clock, keys
from township_npc.office.backup import database, package, work
from township_npc.office.backup.opened import Opened
from township_npc.office.disk import write_new
from township_npc.office.keysheet import Bundle
from township_npc.office.services import files, keysheet
from township_npc.office.services.audit import record
from township_npc.office.services.jobs import forget_all_jobs

_KEY = re.compile(r"files/([0-9a-f]{2}/[0-9a-f]{32})")


def check(path: Path, bundle: Bundle | None) -> dict:
    """Return the manifest of a backup that may be restored here, or raise ValidationError.

    ``bundle`` holds the keys from the 钥匙页; None when they already lie in the folder. Every
    member is opened once. The manifest comes back with the tables' fingerprints.
    """
    manifest = package.check(path)
    _refuse_unless_empty()
    _refuse_other_kind(manifest)
    _refuse_newer(manifest)
    keys_here = bundle or keysheet.current_bundle(settings.VAR_DIR)
    _refuse_other_keys(manifest["key_ids"], keysheet.key_ids(keys_here))
    with Opened(path, manifest, keys.parse(keys_here["field"])) as backup:
        backup.check()
        return {**manifest, "tables": backup.tables()}


def restore(path: Path, bundle: Bundle | None) -> dict:
    """Keys, files, then the database, which makes it a restored office; return the manifest."""
    manifest = check(path, bundle)
    if bundle:
        keysheet.install(bundle, settings.VAR_DIR)
    with Opened(path, manifest, keys.read(settings.VAR_DIR, "field")) as backup:
        written, tables = _put_back(backup, manifest["members"])
    _refuse_other_tables(manifest["tables"], tables)
    call_command("migrate", verbosity=0, interactive=False)
    keysheet.note_numbers(settings.VAR_DIR)
    forget_all_jobs()
    record(None, "backup.restored", made_at=manifest["made_at"], files=written)
    return manifest


def needs_keys(path: Path) -> bool:
    """The keys in the folder are not those of the backup."""
    wanted = package.check(path)["key_ids"]
    return bool(_lacking(wanted, keysheet.key_ids(keysheet.current_bundle(settings.VAR_DIR))))


def _put_back(backup: Opened, members: dict) -> tuple[int, database.Tables]:
    """How many files, and the fingerprints of the tables; nothing when one of them fails."""
    written = []
    try:
        for name in members:
            if match := _KEY.fullmatch(name):
                written.append(_put_file(backup, name, match[1]))
        return len(written), _load_database(backup)
    except BaseException:
        for key in written:
            default_storage.delete(key)
        raise


def _put_file(backup: Opened, name: str, key: str) -> str:
    with tempfile.TemporaryFile(dir=settings.VAR_DIR) as file:
        file.writelines(backup.chunks(name))
        file.seek(0)
        return default_storage.save(key, File(file))


def _load_database(backup: Opened) -> database.Tables:
    with work.folder(settings.VAR_DIR, clock.now()) as folder:
        copy = folder / database.member_name()
        write_new(copy, backup.chunks(copy.name))
        return database.load(copy)


def _refuse_unless_empty() -> None:
    if not database.is_empty() or any(files.stored_keys()):
        raise ValidationError(
            "这里已经有数据了。恢复只能放进空的数据文件夹（用 NPC_VAR 或 --var 指定一个新的）。",
            code="not_empty",
        )


def _refuse_other_kind(manifest: dict) -> None:
    if manifest["vendor"] != connection.vendor:
        raise ValidationError(
            f"这份备份来自 {manifest['vendor']}，这里用的是 {connection.vendor}。", code="vendor"
        )
    if (manifest["mode"] == env.DEMO) != (settings.MODE == env.DEMO):
        raise ValidationError("演示的备份和办公室的备份不能混用。", code="mode")


def _refuse_newer(manifest: dict) -> None:
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    if newer := sorted(set(manifest["migrations"]) - known):
        raise ValidationError(
            f"这份备份来自更新的版本（{newer[0]}），请先升级程序再恢复。", code="newer"
        )


def _refuse_other_keys(wanted: dict, here: dict) -> None:
    if lacking := _lacking(wanted, here):
        raise ValidationError(
            f"缺少这份备份的密钥（{lacking[0]}），请用 --keys 给出打印的钥匙页或钥匙文件。",
            code="keys",
        )


def _lacking(wanted: dict, here: dict) -> list[str]:
    return [
        f"{name}.key 编号 {key_id}"
        for name, key_ids in wanted.items()
        for key_id in key_ids
        if key_id not in here.get(name, [])
    ]


def _refuse_other_tables(wanted: database.Tables, there: database.Tables) -> None:
    if wanted != there:
        table = next(name for name in wanted if wanted[name] != there.get(name))
        raise ValidationError(f"恢复以后表 {table} 和备份对不上。", code="tables")
