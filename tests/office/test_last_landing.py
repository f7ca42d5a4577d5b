"""The office of the last landing opens in this version with every value that it held.

On SQLite alone: what is stored is a data folder, whose database is an SQLite file."""

import pytest
from django.db import connection

from tests.office.older import Older

pytestmark = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="what is stored is an SQLite file"
)
#: What the program lays anew each time; to-dos follow from the records.
NOT_COMPARED = {
    "django_migrations",
    "django_content_type",
    "auth_permission",
    "sqlite_sequence",
    "office_todo",
}


@pytest.fixture(scope="module")
def landed(tmp_path_factory):
    machine = Older(tmp_path_factory.mktemp("landed"), "demo-2026-11-26.zip")
    machine.before = everything(machine)
    machine.open()
    return machine


def everything(machine) -> dict[str, list[dict]]:
    tables = machine.read("SELECT name FROM sqlite_master WHERE type = 'table'")
    return {name: rows(machine, name) for (name,) in tables if name not in NOT_COMPARED}


def rows(machine, table: str) -> list[dict]:
    columns = [column for _, column, *_ in machine.read(f'PRAGMA table_info("{table}")')]
    names = ", ".join(f'"{column}"' for column in columns)
    stored = machine.read(f'SELECT {names} FROM "{table}"')
    return [dict(zip(columns, row, strict=True)) for row in stored]


def test_no_row_is_lost_and_no_value_is_changed(landed):
    after = everything(landed)
    lost = {}
    for table, before in landed.before.items():
        kept = set(before[0]) & set(after[table][0]) if before and after.get(table) else set()
        now = {part(row, kept) for row in after.get(table, [])}
        lost[table] = [row for row in before if part(row, kept) not in now]
    assert sum(len(before) for before in landed.before.values()) > 1000
    assert {table: missing for table, missing in lost.items() if missing} == {}


def part(row: dict, columns: set[str]) -> tuple:
    return tuple((name, row[name]) for name in sorted(columns))


def test_what_waits_is_what_each_record_asks_for(landed):
    waiting = landed.waiting()
    assert len(waiting["opened"]) > 20
    assert waiting["opened"] == waiting["wanted"]


def test_a_second_opening_changes_nothing(landed):
    state = landed.state()
    assert [reason for _, reason in state["backups"]] == ["升级前"]
    landed.open()
    assert landed.state() == state
