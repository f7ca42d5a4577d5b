"""Backups: whole, named for people, checked, and the old automatic ones make room."""

import os
import sqlite3
import zipfile
from collections import namedtuple
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection

from tests.factories import make_unit, moment
from tests.office.sample_jobs import ask_and_run
from township_npc.office import clock
from township_npc.office.backup import package, shelf
from township_npc.office.models import AuditEntry, Office, Person
from township_npc.office.services import backup, files

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_shelf(monkeypatch, tmp_path):
    """The data folder's backups are this test's alone."""
    monkeypatch.setattr(shelf, "folder", lambda: tmp_path / "backups")
    return tmp_path / "backups"


@pytest.fixture
def stored(committed_db, office):
    upload = SimpleUploadedFile("说明.txt", "说明".encode())
    return files.store_document(upload, subject=make_unit(), by=None, at=moment(2026, 6, 1))


def at(monkeypatch, *when):
    monkeypatch.setattr(clock, "now", lambda: moment(*when))


def test_a_backup_is_named_after_the_town_and_the_minute(stored, tmp_path, monkeypatch):
    at(monkeypatch, 2026, 11, 23, 9, 30)
    first, second = (backup.make_backup(tmp_path, shelf.BY_HAND) for _ in range(2))
    assert first.name == "莲塘镇人大-备份-2026-11-23-0930.zip"
    assert second.name == "莲塘镇人大-备份-2026-11-23-0930-2.zip"
    assert {path.name for path in tmp_path.iterdir() if path.is_dir()} == {"backups"}


def test_a_backup_holds_the_database_the_files_and_what_they_must_be(stored, tmp_path):
    manifest = package.check(backup.make_backup(tmp_path, shelf.BY_HAND))
    database = "database.sqlite3" if connection.vendor == "sqlite" else "database.dump"
    assert set(manifest["members"]) == {database, f"files/{stored.key}"}
    assert manifest["members"][f"files/{stored.key}"]["sha256"] == stored.sha256
    assert manifest["missing"] == []
    assert "office.0001_initial" in manifest["migrations"]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads the copy as SQLite")
def test_the_copy_is_the_database_row_for_row(stored, tmp_path):
    path = backup.make_backup(tmp_path, shelf.BY_HAND)
    package.extract(path, "database.sqlite3", tmp_path / "copy")
    copy = sqlite3.connect(tmp_path / "copy")
    assert copy.execute("SELECT sha256 FROM office_storedfile").fetchall() == [(stored.sha256,)]
    assert copy.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    copy.close()
    manifest = package.read_manifest(path)
    assert manifest["tables"]["office_storedfile"]["rows"] == 1


def test_a_backup_holds_no_key(stored, tmp_path):
    body = backup.make_backup(tmp_path, shelf.BY_HAND).read_bytes()
    for path in (settings.VAR_DIR / "keys").glob("*.key"):
        key_id, _, key = path.read_text().strip().partition(":")
        assert key_id.encode() in body
        assert key.encode() not in body


def test_what_a_job_made_is_no_part_of_a_backup(stored, director, tmp_path):
    run = ask_and_run(director)
    manifest = package.check(backup.make_backup(tmp_path, shelf.BY_HAND))
    assert files.files_of(run).count() == 1
    assert [name for name in manifest["members"] if "files/" in name] == [f"files/{stored.key}"]
    assert manifest["missing"] == []


def test_a_file_that_is_gone_does_not_stop_the_backup_and_is_said(stored, tmp_path):
    default_storage.delete(stored.key)
    backup.make_backup(tmp_path, shelf.BY_HAND)
    (listed,) = shelf.backups(tmp_path)
    assert listed.missing == 1


@pytest.mark.parametrize("eighth", range(8))
def test_one_changed_byte_anywhere_is_noticed(stored, tmp_path, eighth):
    path = backup.make_backup(tmp_path, shelf.BY_HAND)
    body = bytearray(path.read_bytes())
    body[(len(body) - 1) * eighth // 7] ^= 1
    path.write_bytes(body)
    with pytest.raises(ValidationError, match="不完整或者被改动过"):
        package.check(path)


def test_something_else_is_not_taken_for_a_backup(tmp_path):
    path = tmp_path / "other.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "x")
    with pytest.raises(ValidationError, match="不完整或者被改动过"):
        package.check(path)
    with pytest.raises(ValidationError, match="不是本系统的备份"):
        package.read_manifest(path)
    with pytest.raises(ValidationError, match="找不到备份文件"):
        package.check(tmp_path / "none.zip")


def test_seven_automatic_backups_stay_and_every_one_made_by_hand(office, own_shelf, monkeypatch):
    by_hand = backup.make_backup(own_shelf, shelf.BY_HAND)
    for day in range(1, 10):
        at(monkeypatch, 2027, 1, day)
        backup.make_backup(own_shelf, shelf.NIGHTLY)
    kept = shelf.backups()
    assert [b.made_at.day for b in kept if b.reason == shelf.NIGHTLY] == [9, 8, 7, 6, 5, 4, 3]
    assert by_hand in [b.path for b in kept]


def test_the_last_backup_is_remembered_wherever_it_was_written_to(office, tmp_path, monkeypatch):
    assert shelf.last_backup() is None
    at(monkeypatch, 2026, 11, 23)
    path = backup.make_backup(tmp_path / "usb", shelf.BY_HAND)
    assert shelf.last_backup() == (path, moment(2026, 11, 23))


def test_the_demo_is_not_backed_up_by_night_and_an_office_is(office):
    Office.objects.update(is_demo=True)
    assert backup.make_nightly_backup(clock.now()) is None
    Office.objects.update(is_demo=False)
    assert backup.make_nightly_backup(clock.now()).exists()
    assert AuditEntry.objects.get(verb="backup.made").facts["reason"] == shelf.NIGHTLY


def test_a_full_disk_is_said_before_anything_is_written(office, tmp_path, monkeypatch):
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(
        backup.shutil, "disk_usage", lambda place: usage(10**9, 10**9, backup.RESERVE)
    )
    with pytest.raises(ValidationError, match="硬盘空间不够"):
        backup.make_backup(tmp_path / "usb", shelf.BY_HAND)
    assert list((tmp_path / "usb").iterdir()) == []


def test_a_failure_leaves_no_half_backup(office, tmp_path, monkeypatch):
    def fail(*arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup.database, "dump", fail)
    with pytest.raises(OSError, match="No space"):
        backup.make_backup(tmp_path / "usb", shelf.BY_HAND)
    assert list((tmp_path / "usb").iterdir()) == []


def test_what_a_kill_left_behind_goes_after_a_day(office, tmp_path):
    now = clock.now()
    old = shelf.unfinished_folder(tmp_path, now - timedelta(hours=25))
    young = shelf.unfinished_folder(tmp_path, now - timedelta(hours=23))
    backup.make_backup(tmp_path, shelf.BY_HAND)
    assert (old.exists(), young.exists()) == (False, True)


def test_an_office_without_a_first_run_is_backed_up_too(tmp_path):
    assert backup.make_backup(tmp_path, "升级前").name.startswith("人大-备份-")


def test_the_command_says_where_the_backup_is_and_what_is_not_in_it(office, tmp_path, capsys):
    call_command("backup", str(tmp_path / "usb"))
    said = capsys.readouterr().out
    assert "莲塘镇人大-备份-" in said
    assert "里面没有密钥" in said


def test_the_command_says_when_it_cannot_write(office, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(CommandError, match="写不进"):
        call_command("backup", str(tmp_path / "file" / "usb"))


def test_clerks_make_no_backup(staff, director, sysadmin):
    with pytest.raises(PermissionDenied):
        backup.make_backup_by_hand(staff)
    for tender in (director, sysadmin):
        assert backup.make_backup_by_hand(tender).exists()
    assert AuditEntry.objects.filter(verb="backup.made").count() == 2


def test_sealed_values_stay_sealed_in_the_backup(office, tmp_path):
    Person(name="万秋生", phone="13800001234").save()
    path = backup.make_backup(tmp_path, shelf.BY_HAND)
    with zipfile.ZipFile(path) as archive:
        bodies = [archive.read(name) for name in archive.namelist()]
    assert not any(b"13800001234" in body for body in bodies)
    assert os.stat(path).st_mode & 0o077 == 0
