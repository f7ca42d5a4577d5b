"""What is in a backup, and that nobody reads it without the key."""

import base64
import hashlib
import os
import re
import sqlite3
import zipfile

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from tests import prepared
from tests.factories import make_unit, moment
from tests.office.drill import Machine
from township_npc.office import keys
from township_npc.office.backup import package
from township_npc.office.backup.finished import BY_HAND
from township_npc.office.backup.opened import Opened
from township_npc.office.models import Person
from township_npc.office.services import backup, files

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_shelf")]

CODES = ("utf-8", "gb18030", "utf-16-le", "unicode-escape")


def opened(path) -> Opened:
    return Opened(path, package.check(path), keys.read(settings.VAR_DIR, "field"))


def test_a_backup_holds_the_database_the_files_and_what_they_must_be(stored, tmp_path):
    manifest = package.check(backup.make_backup(tmp_path, BY_HAND))
    database = "database.sqlite3" if connection.vendor == "sqlite" else "database.dump"
    assert set(manifest["members"]) == {database, "tables.json", f"files/{stored.key}"}
    assert manifest["sealed_with"] == next(iter(keys.read(settings.VAR_DIR, "field")))
    assert manifest["missing"] == []
    assert "office.0001_initial" in manifest["migrations"]


def test_a_file_comes_out_as_it_was_stored(stored, tmp_path):
    with opened(backup.make_backup(tmp_path, BY_HAND)) as made:
        body = b"".join(made.chunks(f"files/{stored.key}"))
    assert hashlib.sha256(body).hexdigest() == stored.sha256


def test_a_backup_names_nobody_and_tells_nothing(committed_db, office, tmp_path):
    """Not packed and not in clear: what is stored in the zip is what lies on the stick."""
    planted = ["万秋生", "小蓝村东头的路灯三个月不亮", "路灯名单"]
    Person(name=planted[0]).save()
    unit = make_unit(planted[1])
    upload = SimpleUploadedFile(f"{planted[2]}.txt", "".join(planted).encode())
    files.store_document(upload, subject=unit, by=None, at=moment(2026, 6, 1))
    path = backup.make_backup(tmp_path, BY_HAND)
    with zipfile.ZipFile(path) as archive:
        assert {one.compress_type for one in archive.infolist()} == {zipfile.ZIP_STORED}
        names, manifest = archive.namelist(), archive.read("manifest.json").decode()
    body = path.read_bytes()
    found = [(text, code) for text in planted for code in CODES if text.encode(code) in body]
    assert found == []
    with opened(path) as made:
        inside = [b"".join(made.chunks(name)) for name in names if name.startswith("files/")]
    assert inside == ["".join(planted).encode()]
    assert re.findall("[\u4e00-\u9fff]+", manifest) == [BY_HAND]
    assert all(re.fullmatch(r"[a-z]+\.\w+|files/[0-9a-f]{2}/[0-9a-f]{32}", one) for one in names)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads the copy as SQLite")
def test_the_copy_is_the_database_row_for_row(stored, tmp_path):
    path = backup.make_backup(tmp_path, BY_HAND)
    with opened(path) as made, (tmp_path / "copy").open("xb") as target:
        target.writelines(made.chunks("database.sqlite3"))
        assert made.tables()["office_storedfile"]["rows"] == 1
    copy = sqlite3.connect(tmp_path / "copy")
    assert copy.execute("SELECT sha256 FROM office_storedfile").fetchall() == [(stored.sha256,)]
    assert copy.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    copy.close()


def test_a_backup_holds_no_key(stored, tmp_path):
    body = backup.make_backup(tmp_path, BY_HAND).read_bytes()
    for path in (settings.VAR_DIR / "keys").glob("*.key"):
        key_id, _, key = path.read_text().strip().partition(":")
        assert key_id.encode() in body
        assert key.encode() not in body
        assert base64.b64decode(key) not in body


def test_the_copy_in_clear_is_never_on_the_stick(office, tmp_path, monkeypatch):
    seen, dump = [], backup.database.dump
    monkeypatch.setattr(backup.database, "dump", lambda to: seen.append(to) or dump(to))
    backup.make_backup(tmp_path / "usb", BY_HAND)
    assert [one.parents[1] for one in seen] == [settings.VAR_DIR]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="spoils a SQLite file")
def test_a_copy_that_fails_the_check_is_no_backup(tmp_path):
    machine = Machine(tmp_path / "office", prepared.migrated_for)
    office = sqlite3.connect(machine.var / "office.sqlite3")
    office.executescript(
        "CREATE TABLE bad (a); INSERT INTO bad VALUES (NULL); PRAGMA writable_schema = ON;"
        "UPDATE sqlite_master SET sql = 'CREATE TABLE bad (a NOT NULL)' WHERE name = 'bad';"
    )
    office.close()
    done = machine.manage("backup", str(tmp_path / "usb"))
    assert (done.returncode, "副本没有通过检查，这次没有做成备份" in done.stderr) == (1, True)
    assert list((tmp_path / "usb").iterdir()) == []


@pytest.mark.skipif(connection.vendor != "postgresql", reason="asks pg_restore")
def test_a_dump_that_pg_restore_cannot_list_is_no_backup(office, tmp_path, monkeypatch):
    program = tmp_path / "bin" / "pg_dump"
    program.parent.mkdir()
    program.write_text('#!/bin/sh\nfor last; do :; done\necho half > "${last#--file=}"\n')
    program.chmod(0o700)
    monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")
    with pytest.raises(ValidationError, match="副本没有通过检查，这次没有做成备份"):
        backup.make_backup(tmp_path / "usb", BY_HAND)
    assert list((tmp_path / "usb").iterdir()) == []


def test_sealed_values_stay_sealed_inside_the_backup(committed_db, office, tmp_path):
    Person(name="万秋生", phone="13800001234").save()
    path = backup.make_backup(tmp_path, BY_HAND)
    with opened(path) as made:
        copy = b"".join(made.chunks(backup.database.member_name()))
    assert b"13800001234" not in copy
    assert os.stat(path).st_mode & 0o077 == 0
