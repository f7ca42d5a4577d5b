"""The audit chain: what the office may rely on when somebody asks who did what."""

import pytest
from django.db import DatabaseError, connection, transaction

from tests.factories import make_user
from township_npc.office.models import AuditEntry, AuditHead, AuditNote
from township_npc.office.services.audit import chain_faults, record

pytestmark = pytest.mark.django_db


@pytest.fixture
def three_entries():
    user = make_user("director")
    return [record(user, f"test.act{n}", user, note="理由", count=n) for n in (1, 2, 3)]


def test_entries_are_numbered_without_a_gap_and_the_chain_is_whole(three_entries):
    assert [entry.seq for entry in three_entries] == [1, 2, 3]
    assert list(chain_faults()) == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE office_auditentry SET verb = 'other' WHERE seq = 2",
        "DELETE FROM office_auditentry WHERE seq = 3",
    ],
)
def test_the_database_refuses_to_change_an_entry(three_entries, statement):
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        connection.cursor().execute(statement)
    assert list(chain_faults()) == []


def test_an_act_that_fails_leaves_no_entry(three_entries):
    with pytest.raises(ValueError), transaction.atomic():
        record(None, "test.failed")
        raise ValueError
    assert AuditEntry.objects.count() == 3
    assert list(chain_faults()) == []


def test_an_entry_added_past_the_head_is_found(three_entries):
    last = three_entries[-1]
    AuditEntry.objects.create(
        seq=4, at=last.at, actor=last.actor, verb="test.forged", previous=last.hash, hash="f" * 64
    )
    assert list(chain_faults()) == ["操作记录第 4 条被改动过。"]


def test_a_head_that_was_set_back_is_found(three_entries):
    AuditHead.objects.update(seq=2, hash=three_entries[1].hash)
    assert list(chain_faults()) == ["操作记录的末尾不对：链上有 3 条，末端记着 2 条。"]


def test_a_removed_note_leaves_the_chain_whole(three_entries):
    AuditNote.objects.all().delete()
    assert list(chain_faults()) == []
