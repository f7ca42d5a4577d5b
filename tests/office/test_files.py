"""Files of a record: how they are kept and who gets them back (security C.13, D.2)."""

import os
import time

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection, transaction

from tests.factories import make_deputy, make_draft, make_unit, make_user, moment
from tests.office.samples import PDF, XLSX, docx, picture, upload
from township_npc.office import clock
from township_npc.office.choices import Role
from township_npc.office.models import AuditEntry, StoredFile
from township_npc.office.registries import Subject, subjects
from township_npc.office.services import files

AT = moment(2026, 6, 10)

# --- keeping ------------------------------------------------------------------------------------


@pytest.fixture
def draft(deputy):
    return make_draft(deputy)


@pytest.fixture
def photo(draft):
    return files.store_photo(
        upload("a.jpg", picture()), subject=draft, by=draft.lead.person.user, at=AT
    )


def test_bytes_row_and_audit_entry_agree(photo, draft):
    with default_storage.open(photo.key) as file:
        body = file.read()
    assert len(body) == photo.size
    assert files.Prepared("", "", body).sha256 == photo.sha256
    entry = AuditEntry.objects.get(verb="file.stored", subject_id=str(draft.pk))
    assert entry.facts == {"file": str(photo.pk), "sha256": photo.sha256, "size": photo.size}


def test_the_same_photo_twice_is_one_row(photo, draft):
    again = files.store_photo(upload("b.jpg", picture()), subject=draft, by=None, at=AT)
    assert (again, StoredFile.objects.count()) == (photo, 1)


def test_the_same_photo_for_another_record_is_another_file(photo, unit):
    other = files.store_photo(upload("b.jpg", picture()), subject=unit, by=None, at=AT)
    assert (other.sha256, other.key == photo.key) == (photo.sha256, False)


def test_a_collision_at_the_same_moment_leaves_one_row_and_no_second_file(
    photo, draft, monkeypatch
):
    prepared = files.prepare_photo(upload("a.jpg", picture()))
    before = set(files.stored_keys())
    seen = iter([StoredFile.objects.none()])
    really = files.files_of
    monkeypatch.setattr(
        files, "files_of", lambda *a: next(seen, None) or really(*a) if a else really(*a)
    )
    assert files.keep(prepared, subject=draft, by=None, at=AT) == photo
    assert set(files.stored_keys()) == before


def test_a_full_disk_is_said_and_leaves_neither_row_nor_bytes(draft, monkeypatch):
    def full(descriptor):
        raise OSError(28, "No space left on device")

    before = set(files.stored_keys())
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ValidationError, match="硬盘满了"):
        files.store_photo(upload("a.jpg", picture()), subject=draft, by=None, at=AT)
    monkeypatch.undo()
    assert (StoredFile.objects.count(), set(files.stored_keys())) == (0, before)


def test_a_crash_between_bytes_and_row_leaves_bytes_that_the_sweep_takes(draft, monkeypatch):
    def crash(*arguments, **facts):
        raise RuntimeError

    before = set(files.stored_keys())
    monkeypatch.setattr(files, "record", crash)
    with pytest.raises(RuntimeError):
        files.store_photo(upload("a.jpg", picture()), subject=draft, by=None, at=AT)
    assert not StoredFile.objects.exists()
    (orphan,) = set(files.stored_keys()) - before
    os.utime(default_storage.path(orphan), (time.time() - 25 * 3600,) * 2)
    files.sweep_orphans(clock.now())
    assert not default_storage.exists(orphan)


def test_the_database_refuses_an_empty_file(photo):
    with pytest.raises(DatabaseError), transaction.atomic():
        connection.cursor().execute("UPDATE office_storedfile SET size = 0")


def test_a_removed_file_loses_its_row_and_the_sweep_takes_the_bytes_after_a_day(photo, draft):
    files.remove_file(photo, by=None)
    assert not StoredFile.objects.exists()
    os.utime(default_storage.path(photo.key), (time.time() - 23 * 3600,) * 2)
    files.sweep_orphans(clock.now())
    assert default_storage.exists(photo.key)
    os.utime(default_storage.path(photo.key), (time.time() - 25 * 3600,) * 2)
    files.sweep_orphans(clock.now())
    assert not default_storage.exists(photo.key)


def test_the_sweep_leaves_a_file_that_has_a_row(photo):
    os.utime(default_storage.path(photo.key), (time.time() - 25 * 3600,) * 2)
    files.sweep_orphans(clock.now())
    assert default_storage.exists(photo.key)


# --- serving ------------------------------------------------------------------------------------


@pytest.fixture
def own_units_only(monkeypatch, office):
    """A record whose policy is plain: a unit is seen by the users who hold a post in it."""
    unit = make_unit("小蓝供电所")
    subject = Subject(
        kind="deputies.Unit",
        label="单位",
        visible_to=lambda user: type(unit).objects.filter(members__user=user),
        url=lambda unit: "/",
        title=str,
    )
    monkeypatch.setitem(subjects, "deputies.Unit", subject)
    return unit


@pytest.fixture
def head(own_units_only):
    user = make_user(Role.STATION_HEAD)
    own_units_only.members.create(user=user, post="head")
    return user


def store(unit, name: str, body: bytes) -> StoredFile:
    return files.store_document(upload(name, body), subject=unit, by=None, at=AT)


def test_a_file_is_given_to_those_who_may_see_its_record_and_to_nobody_else(
    client, head, own_units_only
):
    file = store(own_units_only, "答复.pdf", PDF)
    address = f"/files/{file.pk}/"
    assert client.get(address).status_code == 302
    client.force_login(head)
    assert client.get(address).getvalue() == PDF
    client.force_login(make_user(Role.STATION_HEAD))
    assert client.get(address).status_code == 404
    own_units_only.members.all().delete()
    client.force_login(head)
    assert client.get(address).status_code == 404


def test_a_file_of_an_unregistered_record_is_given_to_nobody(client, head, monkeypatch):
    file = store(make_deputy(), "答复.pdf", PDF)
    monkeypatch.delitem(subjects, "deputies.Deputy", raising=False)
    client.force_login(head)
    assert client.get(f"/files/{file.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("name", "body", "way"),
    [
        ("照片.jpg", picture(), "inline"),
        ("答复.pdf", PDF, "inline"),
        ("页.txt", b"<html><script>alert(1)</script>", "attachment"),
        ("名单.xlsx", XLSX, "attachment"),
    ],
)
def test_only_pictures_and_pdf_open_in_the_browser_and_in_a_sandbox(
    client, head, own_units_only, name, body, way
):
    client.force_login(head)
    response = client.get(f"/files/{store(own_units_only, name, body).pk}/")
    assert response.status_code == 200
    assert response["Content-Disposition"].startswith(way)
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    response.getvalue()


def test_a_chinese_name_comes_back_whole(client, head, own_units_only):
    client.force_login(head)
    file = store(own_units_only, "关于 1 号建议的答复.docx", docx())
    response = client.get(f"/files/{file.pk}/")
    assert response["Content-Disposition"] == (
        "attachment; filename*=utf-8''"
        "%E5%85%B3%E4%BA%8E%201%20%E5%8F%B7%E5%BB%BA%E8%AE%AE%E7%9A%84%E7%AD%94%E5%A4%8D.docx"
    )
    response.getvalue()


def test_an_unchanged_file_is_not_sent_again(client, head, own_units_only):
    client.force_login(head)
    address = f"/files/{store(own_units_only, '照片.jpg', picture()).pk}/"
    response = client.get(address)
    response.getvalue()
    assert client.get(address, headers={"If-None-Match": response["ETag"]}).status_code == 304


def test_a_row_without_its_bytes_answers_404(client, head, own_units_only):
    client.force_login(head)
    file = store(own_units_only, "答复.pdf", PDF)
    default_storage.delete(file.key)
    assert client.get(f"/files/{file.pk}/").status_code == 404
