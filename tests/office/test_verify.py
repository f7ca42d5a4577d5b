"""``verify`` names what is off and mends nothing (security D.14, D.15)."""

import os
import time

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection

from tests.factories import make_unit, moment
from township_npc.office import clock
from township_npc.office.models import AuditHead, Person, StoredFile
from township_npc.office.services import files
from township_npc.office.services.audit import record
from township_npc.office.services.verify import faults

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def empty_storage(settings, tmp_path):
    """Files that other tests of this process left are not this test's."""
    from django.core.files.storage import storages

    backend = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path / "files"}}
    settings.STORAGES = {**settings.STORAGES, "default": backend}
    yield
    storages._storages.clear()


def store(name: str) -> StoredFile:
    upload = SimpleUploadedFile(name, name.encode())
    return files.store_document(upload, subject=make_unit(), by=None, at=moment(2026, 6, 1))


def found() -> list[str]:
    return list(faults(clock.now()))


def overwrite(key: str, body: bytes) -> None:
    default_storage.delete(key)
    default_storage.save(key, ContentFile(body))


def test_an_untouched_office_passes(office, capsys):
    store("说明.txt")
    Person(name="万秋生", phone="13800001234").save()
    assert found() == []
    call_command("verify")
    assert "都完好" in capsys.readouterr().out


def test_a_changed_file_is_named():
    file = store("说明.txt")
    overwrite(file.key, b"other")
    assert found() == [f"文件“说明.txt”（{file.pk}）被改动过。"]


def test_a_missing_file_is_named():
    file = store("说明.txt")
    default_storage.delete(file.key)
    assert found() == [f"文件“说明.txt”（{file.pk}）不见了。"]


def test_two_files_that_changed_places_are_both_named():
    one, two = store("一.txt"), store("二.txt")
    overwrite(one.key, "二.txt".encode())
    overwrite(two.key, "一.txt".encode())
    assert len(found()) == 2


def test_a_file_changed_together_with_its_row_is_caught_by_the_chain():
    file = store("说明.txt")
    overwrite(file.key, b"other")
    StoredFile.objects.update(sha256=files.Prepared("", "", b"other").sha256, size=5)
    assert found() == [f"文件“说明.txt”（{file.pk}）的登记和操作记录对不上。"]


def test_an_extra_file_is_named_once_it_is_no_upload_in_progress():
    key = "ab/" + "ab" * 16
    default_storage.save(key, ContentFile(b"x"))
    assert found() == []
    os.utime(default_storage.path(key), (time.time() - 25 * 3600,) * 2)
    assert found() == [f"多出一个没有登记的文件 {key}。"]


def test_a_moved_sealed_value_is_named():
    one, two = Person(name="甲", phone="13800001234"), Person(name="乙")
    one.save()
    two.save()
    Person.objects.filter(pk=two.pk).update(phone_sealed=one.phone_sealed)
    assert found() == [f"人 {two.pk} 的加密内容打不开：加密的个人信息被改动或挪动过，打不开。"]


def test_the_command_names_the_first_fault_and_ends_with_1(office):
    record(None, "test.act")
    AuditHead.objects.update(seq=7)
    with pytest.raises(CommandError, match="末尾不对") as refusal:
        call_command("verify")
    assert refusal.value.returncode == 1


def test_a_row_of_the_chain_changed_behind_the_triggers_is_named():
    record(None, "test.act")
    with connection.cursor() as cursor:
        drop = (
            "DROP TRIGGER audit_no_update"
            if connection.vendor == "sqlite"
            else "DROP TRIGGER audit_no_change ON office_auditentry"
        )
        cursor.execute(drop)
        cursor.execute("UPDATE office_auditentry SET verb = 'other'")
    assert found() == ["操作记录第 1 条被改动过。"]
