"""An office of an earlier version opens in this one: backed up, brought up to date, nothing lost.

On SQLite alone: what is stored is a data folder, whose database is an SQLite file."""

import pytest
from django.db import connection

from tests.office.older import Older

pytestmark = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="what is stored is an SQLite file"
)
PHONE, ID_NUMBER = "15400000001", "360199196506120015"


@pytest.fixture(scope="module")
def older(tmp_path_factory):
    """With what it held before, still in the old columns."""
    machine = Older(tmp_path_factory.mktemp("older"), "demo-2026-11-23.zip")
    machine.proposals = machine.read(
        "SELECT id, number, state, title FROM deputies_proposal ORDER BY id"
    )
    machine.replies = machine.read(
        "SELECT reply.id, result, reply_due_on FROM deputies_reply reply"
        " JOIN deputies_proposal proposal ON proposal.id = proposal_id ORDER BY reply.id"
    )
    machine.assigned = machine.read(
        "SELECT id, lead_unit_id, reply_due_on FROM deputies_proposal"
        " WHERE lead_unit_id IS NOT NULL ORDER BY id"
    )
    machine.entries = machine.read("SELECT seq, hash FROM office_auditentry ORDER BY seq")
    return machine


@pytest.fixture(scope="module")
def opened(older):
    """How it stands once this version has opened it."""
    older.open()
    return older.state()


def with_dashes(rows: list[list]) -> list[list]:
    """A key is 32 digits in the file and has dashes elsewhere."""
    return [[_key(value) for value in row] for row in rows]


def _key(value):
    is_key = isinstance(value, str) and len(value) == 32 and "-" not in value
    if not is_key:
        return value
    return "-".join([value[:8], value[8:12], value[12:16], value[16:20], value[20:]])


def test_every_proposal_keeps_its_number_and_its_state(older, opened):
    assert len(older.proposals) == 49
    assert opened["proposals"] == with_dashes(older.proposals)


def test_every_reply_has_the_deadline_of_its_proposal(older, opened):
    assert len(older.replies) == 32
    assert opened["replies"] == with_dashes(older.replies)


def test_what_a_unit_had_is_its_assignment(older, opened):
    assert len(older.assigned) == 43
    assert opened["assigned"] == with_dashes(older.assigned)


def test_every_class_b_reply_has_its_promise(opened):
    of_class_b = [[pk, "open"] for pk, result, _ in opened["replies"] if result == "B"]
    assert len(of_class_b) == 7
    assert opened["promised"] == of_class_b


def test_what_waits_is_what_each_record_asks_for(older, opened):
    waiting = older.waiting()
    assert len(waiting["opened"]) > 20
    assert waiting["opened"] == waiting["wanted"]


def test_what_is_sealed_still_opens_and_everything_is_what_was_stored(older, opened):
    assert opened["sealed"] == [PHONE, ID_NUMBER]
    done = older.manage("verify")
    assert (done.returncode, "都完好" in done.stdout) == (0, True), done.stderr
    assert opened["entries"][: len(older.entries)] == older.entries


def test_it_was_backed_up_before_and_a_second_opening_changes_nothing(older, opened):
    ((_, reason),) = opened["backups"]
    assert reason == "升级前"
    older.open()
    assert older.state() == opened
