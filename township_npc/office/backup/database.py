"""A consistent copy of the database and a fingerprint of each table; and the way back.

SQLite is copied by its backup interface (copying the bare file is not safe while it is in use),
Postgres by ``pg_dump`` on an exported snapshot, so that the fingerprints are of the same state.
"""

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import connection

from township_npc.office.disk import flush_folder

Tables = dict[str, dict]

_BROKEN_COPY = "数据库的副本没有通过检查，这次没有做成备份。请留好以前的备份，马上告诉系统管理员。"


def member_name() -> str:
    return "database.sqlite3" if connection.vendor == "sqlite" else "database.dump"


def is_empty() -> bool:
    """Looks without making the file that it looks for."""
    if connection.vendor == "sqlite" and not Path(connection.settings_dict["NAME"]).exists():
        return True
    return not connection.introspection.table_names()


def dump(to: Path) -> Tables:
    """Copy the database to a new file; return ``{table: {"rows": n, "sha256": …}}`` of the copy."""
    return _dump_sqlite(to) if connection.vendor == "sqlite" else _dump_postgres(to)


def load(source: Path) -> Tables:
    """Fill the empty database from a dump, whole or not at all; return the tables' fingerprints."""
    return _load_sqlite(source) if connection.vendor == "sqlite" else _load_postgres(source)


def _dump_sqlite(to: Path) -> Tables:
    source = sqlite3.connect(connection.settings_dict["NAME"], timeout=20)
    with closing(source), closing(sqlite3.connect(to)) as copy:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
        if not _is_whole(copy):
            raise ValidationError(_BROKEN_COPY, code="broken")
        return _fingerprints_sqlite(copy)


def _load_sqlite(source: Path) -> Tables:
    target = Path(connection.settings_dict["NAME"])
    connection.close()
    with closing(sqlite3.connect(source)) as copy:
        if not _is_whole(copy):
            raise ValidationError("备份里的数据库已经损坏。", code="broken")
        tables = _fingerprints_sqlite(copy)
    for leftover in ("-wal", "-shm"):
        Path(f"{target}{leftover}").unlink(missing_ok=True)
    os.chmod(source, 0o600)
    os.replace(source, target)
    flush_folder(target.parent)
    return tables


def _is_whole(copy: sqlite3.Connection) -> bool:
    try:
        return copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    except sqlite3.DatabaseError:
        return False


def _fingerprints_sqlite(copy: sqlite3.Connection) -> Tables:
    cursor = copy.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    )
    return fingerprints(copy.cursor(), [name for (name,) in cursor.fetchall()])


def _dump_postgres(to: Path) -> Tables:
    with closing(connection.get_new_connection(connection.get_connection_params())) as own:
        own.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        (snapshot,) = own.execute("SELECT pg_export_snapshot()").fetchone()
        _run("pg_dump", "-Fc", "--no-owner", "--no-acl", f"--snapshot={snapshot}", f"--file={to}")
        if _call("pg_restore", "--list", str(to)).returncode:
            raise ValidationError(_BROKEN_COPY, code="broken")
        return _fingerprints_postgres(own)


def _load_postgres(source: Path) -> Tables:
    _run(
        "pg_restore", "--no-owner", "--no-acl", "--exit-on-error", "--single-transaction",
        f"--dbname={connection.settings_dict['NAME']}", str(source),
    )  # fmt: skip
    with closing(connection.get_new_connection(connection.get_connection_params())) as own:
        return _fingerprints_postgres(own)


def _fingerprints_postgres(own) -> Tables:
    names = own.execute(
        "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
    ).fetchall()
    return fingerprints(own.cursor(), [name for (name,) in names])


def _run(program: str, *arguments: str) -> None:
    done = _call(program, *arguments)
    if done.returncode:
        reason = done.stderr.strip().splitlines()[-1] if done.stderr.strip() else done.returncode
        raise ValidationError(f"{program} 没有做成：{reason}", code="client_failed")


def _call(program: str, *arguments: str) -> subprocess.CompletedProcess:
    if shutil.which(program) is None:
        raise ValidationError(
            f"这台机器没有 {program}，请安装 postgresql-client 再试。", code="no_client"
        )
    place = connection.settings_dict
    environment = {
        **os.environ,
        "PGHOST": place["HOST"],
        "PGPORT": str(place["PORT"]),
        "PGUSER": place["USER"],
        "PGPASSWORD": place["PASSWORD"],
        "PGDATABASE": place["NAME"],
    }
    known = {name: value for name, value in environment.items() if value}
    return subprocess.run([program, *arguments], env=known, capture_output=True, text=True)


def fingerprints(cursor, tables: list[str]) -> Tables:
    """Row count and SHA-256 of the sorted rows of each table."""
    return {table: _fingerprint(cursor, table) for table in sorted(tables)}


def _fingerprint(cursor, table: str) -> dict:
    cursor.execute(f'SELECT * FROM "{table}"')
    digests = []
    while rows := cursor.fetchmany(1000):
        digests += [hashlib.sha256(_canonical(row)).digest() for row in rows]
    return {"rows": len(digests), "sha256": hashlib.sha256(b"".join(sorted(digests))).hexdigest()}


def _canonical(row: tuple) -> bytes:
    return json.dumps(list(row), ensure_ascii=False, default=str, sort_keys=True).encode()
