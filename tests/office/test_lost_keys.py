"""Keys that are gone, or are another office's: said by their names, and nothing starts."""

import shutil

import pytest
from django.conf import settings
from django.core.management import CommandError
from django.db import IntegrityError, connection, transaction

from tests import prepared
from tests.office.drill import Machine
from tests.office.test_serve import free_port
from township_npc.office import keys
from township_npc.office.models import OfficeKey, Person
from township_npc.office.services import keysheet
from township_npc.office.services.sealing import drop_old_keys, rotate_field_key
from township_npc.office.serving import preparation

ON_SQLITE = connection.vendor == "sqlite"


# --- the folder -----------------------------------------------------------------------------------


@pytest.fixture
def var(tmp_path, monkeypatch):
    """A data folder whose keys have been made."""
    monkeypatch.delenv("NPC_KEYS", raising=False)
    keys.make_missing(tmp_path)
    return tmp_path


@pytest.fixture(params=["sqlite", "postgres"])
def database(request, var):
    """What ``env.database_file`` says of an office that has a database."""
    if request.param == "postgres":
        return None
    (var / "office.sqlite3").write_bytes(b"")
    return var / "office.sqlite3"


@pytest.mark.parametrize("name", keys.NAMES)
def test_each_key_that_is_gone_is_named(var, database, name):
    assert keys.lost(var, database) == []
    keys.path_of(var, name).unlink()
    assert keys.lost(var, database) == [f"{name}.key"]


def test_several_are_all_named(var, database):
    for name in ("audit", "field"):
        keys.path_of(var, name).unlink()
    said = keys.loss(var, keys.lost(var, database))
    assert "里少了 field.key、audit.key，" in said
    assert all(words in said for words in ("钥匙页", "restore --keys"))


def test_a_folder_lost_whole_is_noticed_beside_a_sqlite_file(var):
    (var / "office.sqlite3").write_bytes(b"")
    shutil.rmtree(keys.folder(var))
    assert keys.lost(var, var / "office.sqlite3") == [f"{name}.key" for name in keys.NAMES]


def test_an_office_of_before_the_list_misses_its_keys_too(var):
    (keys.folder(var) / "made").unlink()
    (var / "office.sqlite3").write_bytes(b"")
    keys.path_of(var, "field").unlink()
    assert keys.lost(var, var / "office.sqlite3") == ["field.key"]


def test_without_a_database_nothing_was_sealed_and_keys_are_made(var):
    keys.path_of(var, "field").unlink()
    assert keys.lost(var, var / "office.sqlite3") == []
    keys.make_missing(var)
    assert keys.path_of(var, "field").exists()


def test_a_key_of_a_later_version_is_made_once_and_missed_afterwards(var, database, monkeypatch):
    before = keysheet.current_bundle(var)
    monkeypatch.setattr(keys, "NAMES", (*keys.NAMES, "stamp"))
    assert keys.lost(var, database) == []
    keys.make_missing(var)
    assert {name: keys.text(var, name) for name in before} == before
    keys.path_of(var, "stamp").unlink()
    assert keys.lost(var, database) == ["stamp.key"]


def test_the_list_of_keys_holds_names_alone_and_is_for_us_alone(var):
    note = keys.folder(var) / "made"
    assert note.read_text() == "secret field index ballot audit"
    assert note.stat().st_mode & 0o777 == 0o600


# --- the database ---------------------------------------------------------------------------------


@pytest.fixture
def noted(db, own_keys):
    """An office that has been opened once with its keys."""
    preparation.note_keys()


def other_key(name: str) -> None:
    keys.put(settings.VAR_DIR, name, keys.new_key_line())


def both() -> None:
    """What ``serve`` asks before a migration and after it."""
    preparation.check_keys_fit()
    preparation.note_keys()


def in_folder() -> set[tuple[str, str]]:
    return keysheet.numbers(settings.VAR_DIR)


def test_the_database_knows_the_numbers_of_its_keys_and_no_key(noted):
    rows = set(OfficeKey.objects.values_list("name", "key_id"))
    assert rows == in_folder()
    assert {name for name, _ in rows} == set(keys.NAMES)
    assert {len(key_id) for _, key_id in rows} == {8}
    both()
    assert set(OfficeKey.objects.values_list("name", "key_id")) == rows


@pytest.mark.parametrize("name", keys.NAMES)
def test_another_key_in_place_of_one_is_refused_by_its_number(noted, name):
    (mine,) = keys.read(settings.VAR_DIR, name)
    other_key(name)
    for ask in (preparation.check_keys_fit, preparation.note_keys):
        with pytest.raises(CommandError, match=f"缺 {name}.key 编号 {mine}。.*restore --keys"):
            ask()
    assert (name, mine) in keysheet.noted_numbers()


@pytest.mark.django_db
def test_an_office_of_before_the_numbers_takes_them_at_its_next_start(own_keys):
    Person.objects.create(name="万秋生", phone_sealed="")
    Person(name="李四", phone="13800001234").save()
    both()
    assert keysheet.noted_numbers() == in_folder()


@pytest.mark.django_db
def test_an_office_of_before_the_numbers_tells_by_what_it_has_sealed(own_keys):
    Person(name="李四", phone="13800001234").save()
    (mine,) = keys.read(settings.VAR_DIR, "field")
    other_key("field")
    preparation.check_keys_fit()
    with pytest.raises(CommandError, match=f"缺 field.key 编号 {mine}"):
        preparation.note_keys()
    assert not OfficeKey.objects.exists()


@pytest.mark.django_db
def test_a_database_not_yet_migrated_is_asked_nothing(own_keys, monkeypatch):
    monkeypatch.setattr(connection.introspection, "table_names", list)
    preparation.check_keys_fit()


def test_a_changed_field_key_stays_known_at_each_step(noted, office):
    Person(name="李四", phone="13800001234").save()
    rotate_field_key(pause=0)
    assert keysheet.noted_numbers() == in_folder()
    drop_old_keys()
    assert keysheet.noted_numbers() == in_folder()
    both()


def test_a_change_of_key_that_was_killed_half_way_leaves_an_office_that_opens(noted):
    keys.put(settings.VAR_DIR, "field", keys.new_key_line() + keys.text(settings.VAR_DIR, "field"))
    both()
    assert keysheet.noted_numbers() == in_folder()


def test_an_old_key_dropped_in_the_database_alone_leaves_an_office_that_opens(
    noted, office, monkeypatch
):
    def killed(*args):
        raise KeyboardInterrupt

    rotate_field_key(pause=0)
    with monkeypatch.context() as half_way, pytest.raises(KeyboardInterrupt):
        half_way.setattr(keys, "put", killed)
        drop_old_keys()
    both()
    assert drop_old_keys() == 1


def test_a_sheet_of_before_the_change_is_refused(noted, office):
    old = keysheet.current_bundle(settings.VAR_DIR)
    Person(name="李四", phone="13800001234").save()
    rotate_field_key(pause=0)
    keysheet.install(old, settings.VAR_DIR)
    with pytest.raises(CommandError, match=r"缺 field\.key 编号"):
        preparation.check_keys_fit()


def test_the_database_notes_a_key_once(noted):
    row = OfficeKey.objects.first()
    with pytest.raises(IntegrityError), transaction.atomic():
        connection.cursor().execute(
            "INSERT INTO office_officekey (name, key_id) VALUES (%s, %s)", [row.name, row.key_id]
        )


# --- the commands ---------------------------------------------------------------------------------


PREPARE = """
from township_npc.office.management.commands.serve import Command
Command().prepare()
"""
SHEET = """
from django.conf import settings
from township_npc.office.keysheet import paper
from township_npc.office.services import keysheet
print("\\n".join(paper.sheet_lines(keysheet.current_bundle(settings.VAR_DIR))))
"""


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    """An office that was opened once, and its printed 钥匙页."""
    machine = Machine(tmp_path_factory.mktemp("office"), prepared.opened_for)
    sheet = tmp_path_factory.mktemp("safe") / "sheet.txt"
    sheet.write_text(machine.run(SHEET))
    yield machine, sheet
    machine.scrap()


def serve(machine: Machine):
    return machine.manage("serve", "--port", str(free_port()))


def put_back(machine: Machine, sheet) -> None:
    done = machine.manage("restore", "--keys", str(sheet))
    assert done.returncode == 0, done.stderr
    machine.run(PREPARE)
    assert machine.manage("verify").returncode == 0


def test_no_command_works_while_a_key_is_missing_and_none_makes_another(opened, tmp_path):
    machine, sheet = opened
    file = machine.var / "keys" / "field.key"
    file.unlink()
    answers = [serve(machine), machine.manage("verify"), machine.manage("backup", str(tmp_path))]
    assert [done.returncode for done in answers] == [1, 1, 1]
    assert all("里少了 field.key，" in done.stderr for done in answers)
    assert "Traceback" not in answers[0].stderr
    assert (file.exists(), list(tmp_path.iterdir())) == (False, [])
    put_back(machine, sheet)


def test_a_folder_lost_whole_opens_nothing_until_the_sheet_puts_it_back(opened):
    machine, sheet = opened
    shutil.rmtree(machine.var / "keys")
    done = serve(machine)
    sentence = "里少了 secret.key、" if ON_SQLITE else "里的密钥不是这份资料的，缺 audit.key 编号"
    assert (done.returncode, sentence in done.stderr) == (1, True)
    assert "restore --keys" in done.stderr
    assert "Traceback" not in done.stderr
    put_back(machine, sheet)
