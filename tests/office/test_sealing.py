"""Sealed fields: nothing personal in clear, nothing moved, and the key can be changed."""

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import connection

from deputies.models import RosterImport
from tests.factories import make_term, moment
from township_npc.office import keys, sealing
from township_npc.office.models import Office, Person
from township_npc.office.sealing import SealBroken
from township_npc.office.services.sealing import drop_old_keys, rotate_field_key

pytestmark = pytest.mark.django_db

NUMBER, PHONE = "360199197503071234", "13800001234"


@pytest.fixture
def person():
    person = Person(name="万秋生", phone=PHONE, address="莲塘镇小蓝村 3 号")
    person.id_number = NUMBER
    person.save()
    return person


def test_a_number_is_found_by_its_fingerprint_however_it_was_written(person):
    full_width = "３６０１９９１９７５０３０７１２３４ "
    assert Person.objects.get(id_number_index=sealing.index(full_width)) == person


def test_a_dump_of_the_database_holds_no_number(person):
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM office_person")
        dump = repr(cursor.fetchall())
    assert "万秋生" in dump
    assert not [text for text in (NUMBER, PHONE, "小蓝村") if text in dump]


def test_values_that_changed_places_do_not_open(person):
    other = Person(name="李四", phone="13900005678")
    other.save()
    swapped = {person.pk: other.phone_sealed, other.pk: person.phone_sealed}
    for pk, token in swapped.items():
        Person.objects.filter(pk=pk).update(phone_sealed=token)
    for pk in swapped:
        with pytest.raises(SealBroken, match="被改动或挪动过"):
            _ = Person.objects.get(pk=pk).phone


def test_a_value_moved_to_another_column_does_not_open(person):
    Person.objects.update(address_sealed=person.phone_sealed)
    with pytest.raises(SealBroken):
        _ = Person.objects.get().address


def test_after_a_change_of_key_everything_opens_and_nothing_needs_the_old_one(person, own_keys):
    old = next(iter(keys.read(settings.VAR_DIR, "field")))
    assert rotate_field_key(pause=0) == 3
    kept = Person.objects.get()
    assert (kept.id_number, kept.phone, kept.address) == (NUMBER, PHONE, "莲塘镇小蓝村 3 号")
    assert drop_old_keys() == 1
    kept = Person.objects.get()
    assert (kept.id_number, kept.phone) == (NUMBER, PHONE)
    assert old not in kept.phone_sealed
    assert len(keys.read(settings.VAR_DIR, "field")) == 1


def test_more_than_one_batch_is_sealed_anew(own_keys):
    people = [Person(name=f"代表{n}", phone=f"1380000{n:04}") for n in range(51)]
    Person.objects.bulk_create(people)
    assert rotate_field_key(pause=0) == 51
    drop_old_keys()
    phones = {person.phone for person in Person.objects.all()}
    assert phones == {f"1380000{n:04}" for n in range(51)}


def test_rows_of_other_rooms_are_sealed_anew_too(own_keys):
    batch = RosterImport.objects.create(term=make_term(), made_at=moment(2026, 6, 1))
    row = batch.rows.model(batch=batch, line=1, kind="new", choice="take")
    row.cells = "王强"
    row.save()
    rotate_field_key(pause=0)
    drop_old_keys()
    assert batch.rows.get().cells == "王强"


def test_an_interrupted_change_goes_on_without_another_key(person, own_keys):
    keys.put(settings.VAR_DIR, "field", keys.new_key_line() + keys.text(settings.VAR_DIR, "field"))
    with pytest.raises(ValidationError, match="旧密钥"):
        drop_old_keys()
    assert rotate_field_key(pause=0) == 3
    assert len(keys.read(settings.VAR_DIR, "field")) == 2


def test_a_missing_old_key_is_said_by_its_number(person, own_keys):
    old = next(iter(keys.read(settings.VAR_DIR, "field")))
    keys.put(settings.VAR_DIR, "field", keys.new_key_line())
    with pytest.raises(SealBroken, match=f"缺少编号为 {old} 的密钥"):
        _ = Person.objects.get().phone


def test_the_printed_sheet_has_to_be_printed_again(person, own_keys, office):
    Office.objects.update(keys_put_away_at=moment(2026, 6, 1))
    call_command("rotate_field_key")
    assert Office.objects.get().keys_put_away_at is None


def test_the_command_says_in_words_why_it_refuses(person, own_keys):
    keys.put(settings.VAR_DIR, "field", keys.new_key_line() + keys.text(settings.VAR_DIR, "field"))
    with pytest.raises(CommandError, match="请先运行 rotate_field_key"):
        call_command("rotate_field_key", "--drop-old")
