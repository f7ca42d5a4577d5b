"""What stood before the units' turns had rows of their own is there after the migration."""

from datetime import date

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from deputies.choices import ProposalState as S
from deputies.models import Assignment, Proposal, Reply
from tests.deputies.proposal_steps import ASSIGNED


def migrate_back() -> None:
    """To where the tables stand and hold nothing yet."""
    MigrationExecutor(connection).migrate([("deputies", "0003_units")])


def migrate() -> None:
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes("deputies"))


@pytest.fixture
def rewound(committed_db):
    """The database as it was, whatever the test finds."""
    yield migrate_back
    migrate()


def test_each_assignment_and_each_replys_deadline_are_filled_in(rewound, bring, unit, director):
    bring(S.ACCEPTED)
    signed, closed = bring(S.SIGNED), bring(S.CLOSED)
    rewound()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM deputies_assignment")
        cursor.execute("UPDATE deputies_reply SET due_on = NULL")
    migrate()
    found = {row.proposal_id: row for row in Assignment.objects.all()}
    assert set(found) == {signed.pk, closed.pk}
    row = found[signed.pk]
    assert (row.unit, row.on, row.due_on) == (unit, date(2026, 6, 16), date(2026, 9, 16))
    assert (row.by, row.at, row.round, row.ended_at) == (director, ASSIGNED, 1, None)
    assert Reply.objects.get().due_on == date(2026, 9, 16)


def test_it_goes_back_and_forth_without_loss(rewound, bring):
    bring(S.CLOSED)
    rewound()
    migrate()
    assert (Assignment.objects.count(), Proposal.objects.count()) == (1, 1)
