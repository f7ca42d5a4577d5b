"""The restore drill (security D.13): from a backup and the printed 钥匙页 to a working office."""

import json
import shutil
from pathlib import Path

import pytest
from django.db import connection

from tests import prepared
from tests.office import packages
from tests.office.drill import Machine
from tests.office.drill_scripts import FILL, SHEET, STATE, WRAPPED
from township_npc.office import keys
from township_npc.office.backup import package
from township_npc.office.keysheet import paper

JOBS = """
from township_npc.office.models import JobRun, StoredFile
print(JobRun.objects.count(), StoredFile.objects.filter(subject_kind="office.JobRun").count())
"""


@pytest.fixture(scope="module")
def office_machine(tmp_path_factory):
    """An office with a deputy, a proposal and two photos; it stays as it is through all tests."""
    machine = Machine(tmp_path_factory.mktemp("office"), prepared.migrated_for)
    machine.run(FILL)
    yield machine
    machine.scrap()


@pytest.fixture(scope="module")
def made(office_machine, tmp_path_factory):
    """The backup on a stick and the printed sheet, typed in small letters."""
    stick = tmp_path_factory.mktemp("stick")
    done = office_machine.manage("backup", str(stick))
    assert done.returncode == 0, done.stderr
    (stick / "sheet.txt").write_text(office_machine.run(SHEET).lower())
    return stick


@pytest.fixture(scope="module")
def state(office_machine, made):
    return json.loads(office_machine.run(STATE))


@pytest.fixture
def backup(made, tmp_path):
    (path,) = made.glob("*.zip")
    return Path(shutil.copy(path, tmp_path))


@pytest.fixture
def sheet(made, tmp_path):
    return Path(shutil.copy(made / "sheet.txt", tmp_path))


@pytest.fixture
def bundle(sheet):
    return paper.read_sheet(sheet.read_text())


@pytest.fixture
def new(tmp_path):
    """An empty machine."""
    machine = Machine(tmp_path / "new")
    yield machine
    machine.scrap()


def test_an_empty_machine_becomes_the_office_again(new, state, backup, sheet):
    done = new.manage("restore", str(backup), "--keys", str(sheet))
    assert done.returncode == 0, done.stderr
    assert "核对过了" in done.stdout
    after = json.loads(new.run(STATE))
    assert after == state
    assert (after["login"], after["chain"], len(after["files"])) == ("徐明华", [], 2)
    assert [number for _, _, number in after["people"] if number] == ["360199197503071234"]
    assert all(registered == there for _, registered, there in after["files"])


def test_jobs_and_what_they_made_stay_with_the_machine_that_is_gone(new, backup, sheet):
    assert new.manage("restore", str(backup), "--keys", str(sheet)).returncode == 0
    assert new.run(JOBS) == "0 0"
    assert new.manage("verify").returncode == 0


def test_the_wrapped_file_and_its_passphrase_do_as_well(
    new, office_machine, state, backup, tmp_path
):
    file = tmp_path / "keys.json"
    file.write_text(office_machine.run(WRAPPED))
    arguments = ("restore", str(backup), "--keys", str(file), "--passphrase-env", "KEY_WORDS")
    wrong = new.manage(*arguments, KEY_WORDS="莲塘镇的钥匙口令一二三五")
    assert (wrong.returncode, "口令不对" in wrong.stderr, new.files()) == (1, True, set())
    assert new.manage(*arguments, KEY_WORDS="莲塘镇的钥匙口令一二三四").returncode == 0
    assert json.loads(new.run(STATE)) == state


def test_keys_that_lie_in_the_folder_already_are_enough(new, office_machine, backup):
    shutil.copytree(office_machine.var / "keys", new.var / "keys")
    assert new.manage("restore", str(backup)).returncode == 0


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda body: b"", "是空的"),
        (lambda body: body[:-1], "不完整或者被改动过"),
        (lambda body: body[: len(body) // 2], "不完整或者被改动过"),
        (lambda body: body[:900] + bytes([body[900] ^ 1]) + body[901:], "不完整或者被改动过"),
    ],
)
def test_a_damaged_backup_is_refused_and_nothing_is_written(new, backup, sheet, spoil, sentence):
    backup.write_bytes(spoil(backup.read_bytes()))
    done = new.manage("restore", str(backup), "--keys", str(sheet))
    assert (done.returncode, new.files()) == (1, set())
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def test_without_its_keys_a_backup_is_refused_and_nothing_is_written(new, backup):
    done = new.manage("restore", str(backup))
    assert (done.returncode, new.files()) == (1, set())
    assert "缺少这份备份的密钥" in done.stderr


def test_a_key_that_only_bears_the_number_of_the_right_one_is_refused(new, backup, sheet, bundle):
    number = bundle["field"].partition(":")[0]
    bundle["field"] = f"{number}:{keys.new_key_line().partition(':')[2]}"
    sheet.write_text("\n".join(paper.sheet_lines(bundle)))
    done = new.manage("restore", str(backup), "--keys", str(sheet))
    assert (done.returncode, new.files()) == (1, set())
    assert "打不开：钥匙不是它的那一把" in done.stderr
    assert "Traceback" not in done.stderr


def test_files_that_changed_places_are_refused_and_nothing_is_written(new, backup, sheet):
    """Somebody without the key made a manifest that fits; only the seal tells."""

    def swap(bodies):
        one, two = (name for name in bodies if name.startswith("files/"))
        bodies[one], bodies[two] = bodies[two], bodies[one]

    packages.rewrite(backup, swap)
    package.check(backup)
    done = new.manage("restore", str(backup), "--keys", str(sheet))
    assert (done.returncode, new.files()) == (1, set())
    assert "内容被人调换过" in done.stderr


def test_after_a_change_of_key_the_old_line_still_opens_an_old_backup(
    new, state, backup, sheet, bundle
):
    renewed = {**bundle, "field": keys.new_key_line() + bundle["field"]}
    sheet.write_text("\n".join(paper.sheet_lines(renewed)))
    assert new.manage("restore", str(backup), "--keys", str(sheet)).returncode == 0
    assert json.loads(new.run(STATE)) == state


def test_without_the_old_line_an_old_backup_is_refused_by_its_number(new, backup, sheet, bundle):
    number = bundle["field"].partition(":")[0]
    sheet.write_text("\n".join(paper.sheet_lines({**bundle, "field": keys.new_key_line()})))
    done = new.manage("restore", str(backup), "--keys", str(sheet))
    assert (done.returncode, new.files()) == (1, set())
    assert f"缺少这份备份的密钥（field.key 编号 {number}）" in done.stderr


def test_a_backup_from_before_the_seal_is_restored_as_well(new, state, backup, sheet, bundle):
    packages.as_first_format(backup, keys.parse(bundle["field"]))
    done = new.manage("restore", str(backup), "--keys", str(sheet))
    assert done.returncode == 0, done.stderr
    assert json.loads(new.run(STATE)) == state


def test_a_sheet_with_a_wrong_character_is_refused_by_its_line(new, backup, sheet):
    lines = sheet.read_text().splitlines()
    lines[7] = lines[7][:-1] + ("2" if lines[7][-1] != "2" else "3")
    sheet.write_text("\n".join(lines))
    done = new.manage("restore", str(backup), "--keys", str(sheet))
    assert (done.returncode, new.files()) == (1, set())
    assert "第 8 行（I1-2）抄错了" in done.stderr


def test_a_folder_with_data_is_never_restored_into(office_machine, state, backup, sheet):
    done = office_machine.manage("restore", str(backup), "--keys", str(sheet))
    assert (done.returncode, "已经有数据了" in done.stderr) == (1, True)
    assert json.loads(office_machine.run(STATE)) == state


def test_the_demo_takes_no_backup_of_an_office(new, backup, sheet):
    done = new.manage("restore", str(backup), "--keys", str(sheet), NPC_MODE="demo")
    assert (done.returncode, "不能混用" in done.stderr) == (1, True)


@pytest.mark.skipif(
    connection.vendor != "sqlite", reason="only a SQLite file tells that there was an office"
)
def test_an_office_that_lost_its_keys_does_not_open_with_new_ones(office_machine, tmp_path):
    keys = office_machine.var / "keys"
    put_away = keys.rename(tmp_path / "keys")
    done = office_machine.manage("serve")
    assert (done.returncode, "restore --keys" in done.stderr) == (1, True)
    assert not keys.exists()
    put_away.rename(keys)


def test_lost_keys_are_put_back_from_the_sheet(office_machine, state, sheet):
    shutil.rmtree(office_machine.var / "keys")
    assert office_machine.manage("verify").returncode == 1
    assert office_machine.manage("restore", "--keys", str(sheet)).returncode == 0
    assert office_machine.manage("verify").returncode == 0
    assert json.loads(office_machine.run(STATE)) == state
