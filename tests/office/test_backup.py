"""Backups: whole, sealed, named for people, checked, and the old automatic ones make room."""

import zipfile
from collections import namedtuple
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from tests.factories import moment
from tests.office.sample_jobs import ask_and_run
from township_npc.office import clock
from township_npc.office.backup import package, shelf, work
from township_npc.office.backup.finished import BEFORE_MIGRATION, BY_HAND, NIGHTLY
from township_npc.office.models import AuditEntry, Office
from township_npc.office.services import backup, files

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_shelf")]


def at(monkeypatch, *when):
    monkeypatch.setattr(clock, "now", lambda: moment(*when))


def test_a_backup_is_named_after_the_town_and_the_minute(stored, tmp_path, monkeypatch):
    at(monkeypatch, 2026, 11, 23, 9, 30)
    first, second = (backup.make_backup(tmp_path, BY_HAND) for _ in range(2))
    assert first.name == "莲塘镇人大-备份-2026-11-23-0930.zip"
    assert second.name == "莲塘镇人大-备份-2026-11-23-0930-2.zip"
    assert {path.name for path in tmp_path.iterdir() if path.is_dir()} == {"backups"}


def test_what_a_job_made_is_no_part_of_a_backup(stored, director, tmp_path):
    run = ask_and_run(director)
    manifest = package.check(backup.make_backup(tmp_path, BY_HAND))
    assert files.files_of(run).count() == 1
    assert [name for name in manifest["members"] if "files/" in name] == [f"files/{stored.key}"]
    assert manifest["missing"] == []


def test_a_file_that_is_gone_does_not_stop_the_backup_and_is_said(stored, tmp_path):
    default_storage.delete(stored.key)
    backup.make_backup(tmp_path, BY_HAND)
    (listed,) = shelf.backups(tmp_path)
    assert listed.missing == 1


@pytest.mark.parametrize("eighth", range(8))
def test_one_changed_byte_anywhere_is_noticed(stored, tmp_path, eighth):
    path = backup.make_backup(tmp_path, BY_HAND)
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


def test_the_ninth_night_takes_the_first_two_away_and_nothing_made_by_hand(
    office, own_shelf, monkeypatch
):
    by_hand = backup.make_backup(own_shelf, BY_HAND)
    for day in range(4, 13):  # Monday to Tuesday of the next week
        at(monkeypatch, 2027, 1, day)
        backup.make_backup(own_shelf, NIGHTLY)
    kept = shelf.backups()
    assert [b.made_at.day for b in kept if b.reason == NIGHTLY] == [12, 11, 10, 9, 8, 7, 6]
    assert by_hand in [b.path for b in kept]


def test_a_backup_to_a_stick_takes_nothing_from_the_stick(office, tmp_path, monkeypatch):
    """Old nightly ones that somebody carried there are theirs."""
    for day in range(4, 13):
        at(monkeypatch, 2027, 1, day)
        carried = backup.make_backup(tmp_path / f"{day}", NIGHTLY)
        carried.rename(tmp_path / carried.name)
    backup.make_backup(tmp_path, BY_HAND)
    assert len(shelf.backups(tmp_path)) == 10


def test_the_last_backup_is_remembered_wherever_it_was_written_to(office, tmp_path, monkeypatch):
    assert shelf.last_backup() is None
    at(monkeypatch, 2026, 11, 23)
    path = backup.make_backup(tmp_path / "usb", BY_HAND)
    assert shelf.last_backup() == (path, moment(2026, 11, 23))


def test_the_demo_is_not_backed_up_by_night_and_an_office_is(office):
    Office.objects.update(is_demo=True)
    assert backup.make_nightly_backup(clock.now()) is None
    Office.objects.update(is_demo=False)
    assert backup.make_nightly_backup(clock.now()).exists()
    assert AuditEntry.objects.get(verb="backup.made").facts["reason"] == NIGHTLY


def test_a_full_disk_is_said_before_anything_is_written(office, tmp_path, monkeypatch):
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(
        backup.shutil, "disk_usage", lambda place: usage(10**9, 10**9, backup.RESERVE)
    )
    with pytest.raises(ValidationError, match="硬盘空间不够"):
        backup.make_backup(tmp_path / "usb", BY_HAND)
    assert list((tmp_path / "usb").iterdir()) == []


def test_a_failure_leaves_no_half_backup_and_no_copy(office, tmp_path, monkeypatch):
    def fail(to):
        to.write_bytes(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup.database, "dump", fail)
    with pytest.raises(OSError, match="No space"):
        backup.make_backup(tmp_path / "usb", BY_HAND)
    assert list((tmp_path / "usb").iterdir()) == list(settings.VAR_DIR.glob(".unf*")) == []


@pytest.mark.parametrize("where", ["stick", "data folder"])
def test_what_a_kill_left_behind_goes_after_a_day(office, tmp_path, settings, where):
    now, place = clock.now(), tmp_path if where == "stick" else settings.VAR_DIR
    old, young = (work.new(place, now - timedelta(hours=hours)) for hours in (25, 23))
    backup.make_backup(tmp_path, BY_HAND)
    assert (old.exists(), young.exists()) == (False, True)
    young.rmdir()


def test_an_office_without_a_first_run_is_backed_up_too(tmp_path):
    assert backup.make_backup(tmp_path, BEFORE_MIGRATION).name.startswith("人大-备份-")


def test_the_command_says_where_the_backup_is_and_what_is_not_in_it(office, tmp_path, capsys):
    call_command("backup", str(tmp_path / "usb"))
    said = capsys.readouterr().out
    assert "莲塘镇人大-备份-" in said
    assert "内容加了密，里面没有密钥" in said


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
