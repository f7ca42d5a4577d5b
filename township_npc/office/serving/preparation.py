"""What must be true before the doors open: the right data folder, schema, static files."""

import hashlib
import os
import secrets

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from township_npc import env
from township_npc.office import clock, keys
from township_npc.office.backup import shelf
from township_npc.office.backup.finished import BEFORE_MIGRATION
from township_npc.office.disk import write_whole
from township_npc.office.models import Office, OfficeKey
from township_npc.office.selectors import the_office
from township_npc.office.services import keysheet
from township_npc.office.services.backup import make_backup
from township_npc.office.services.first_run import setup_code_file
from township_npc.office.services.sealing import numbers_in_use
from township_npc.office.services.todos import rebuild

#: PRAGMA name → what must have taken effect (security D.18, D.19).
SQLITE_MUST_HOLD = {"journal_mode": "wal", "synchronous": 2, "secure_delete": 1}

#: Parts and builds of Bootstrap that no page of ours asks for; compressing them takes long.
UNUSED_STATIC = [
    *("*.rtl.*", "*.esm.*", "bootstrap-*", "bootstrap.css*"),
    *("bootstrap.js*", "bootstrap.min.js*", "bootstrap.bundle.js*"),
]


def check_keys() -> None:
    """Never start with new keys beside data that the lost ones sealed."""
    if settings.LOST_KEYS:
        raise CommandError(keys.loss(settings.VAR_DIR, settings.LOST_KEYS))


def check_keys_fit() -> None:
    """Never let other keys near a database than those it is sealed with."""
    if OfficeKey._meta.db_table in connection.introspection.table_names():
        _refuse_other_keys(keysheet.noted_numbers())


def note_keys() -> None:
    """From now on the database knows its keys. An office of before this note tells what it needs by
    what it has sealed."""
    _refuse_other_keys(keysheet.noted_numbers() or numbers_in_use())
    keysheet.note_numbers(settings.VAR_DIR)


def _refuse_other_keys(wanted: set[tuple[str, str]]) -> None:
    if lacking := keysheet.lacking_keys(settings.VAR_DIR, wanted):
        raise CommandError(
            f"{keys.folder(settings.VAR_DIR)} 里的密钥不是这份资料的，"
            f"缺 {'、'.join(lacking)}。{keys.PUT_BACK}"
        )


def check_demo_mark() -> None:
    """No switch turns a demo into an office, or an office into a demo."""
    if Office._meta.db_table not in connection.introspection.table_names():
        return
    is_demo = Office.objects.filter(pk=1).values_list("is_demo", flat=True).first()
    if is_demo is None or is_demo == (settings.MODE == env.DEMO):
        return
    if is_demo:
        raise CommandError(f"{settings.VAR_DIR} 里是演示数据，演示不能改成正式的办公室。")
    raise CommandError(f"{settings.VAR_DIR} 里是正式的数据，不能当演示打开：请用 ./run --empty。")


def check_sqlite() -> None:
    """Nothing acknowledged may be lost at a power cut, so the settings must have taken effect."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        found = {name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in SQLITE_MUST_HOLD}
    if found != SQLITE_MUST_HOLD:
        raise CommandError(
            f"这个文件夹所在的磁盘不能安全地存放数据（{found}），请换到本机硬盘上的文件夹。"
        )


def migrate() -> None:
    """Bring the schema up to date; what is there already is backed up first."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not plan:
        return
    if executor.loader.applied_migrations:
        back_up_before_migrating()
    call_command("migrate", interactive=False, verbosity=0)
    rebuild(clock.now())


def back_up_before_migrating() -> None:
    try:
        make_backup(shelf.folder(), BEFORE_MIGRATION)
    except ValidationError as error:
        raise CommandError(f"升级前的备份没有做成，程序没有改动数据：{error.message}") from None


def collect_static() -> None:
    """Compress and hash the static files into the data folder when one of them changed."""
    if getattr(settings, "WHITENOISE_USE_FINDERS", False):
        return
    mark = settings.VAR_DIR / "static.collected"
    now = static_fingerprint()
    if mark.exists() and mark.read_text() == now:
        return
    call_command(
        "collectstatic",
        interactive=False,
        clear=True,
        ignore_patterns=UNUSED_STATIC,
        verbosity=0,
    )
    mark.write_text(now)


def static_fingerprint() -> str:
    """Of every source file's name, size and time; reading them all would take longer."""
    lines = []
    for finder in get_finders():
        for name, storage in finder.list(UNUSED_STATIC):
            stat = os.stat(storage.path(name))
            lines.append(f"{name}:{stat.st_size}:{stat.st_mtime_ns}")
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()


def setup_code() -> str | None:
    """The code that the first-run page asks for; None once the office is set up."""
    file = setup_code_file()
    if settings.MODE == env.DEMO or the_office():
        file.unlink(missing_ok=True)
        return None
    if not file.exists():
        write_whole(file, [f"{secrets.randbelow(10**8):08d}".encode()])
    return file.read_text()
