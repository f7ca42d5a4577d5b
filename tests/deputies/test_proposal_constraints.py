"""What can never be false of a proposal: the database itself refuses, whoever writes."""

import pytest
from django.db import IntegrityError, connection, transaction

from deputies.choices import ProposalState as S
from deputies.models import Proposal, Reply

pytestmark = pytest.mark.django_db


def write(table: str, pk, change: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {change} WHERE id = %s", [connection_id(pk)])


def connection_id(pk):
    return pk if connection.features.has_native_uuid_field else pk.hex


@pytest.mark.parametrize(
    ("state", "change", "name"),
    [
        (S.SUBMITTED, "state = 'lost'", "proposal_state_known"),
        (S.SUBMITTED, "state = 'accepted'", "proposal_numbered_when_accepted"),
        (S.ACCEPTED, "number = NULL", "proposal_numbered_when_accepted"),
        (S.SUBMITTED, "title = ''", "proposal_whole_when_submitted"),
        (S.SUBMITTED, "text = ''", "proposal_whole_when_submitted"),
        (S.SUBMITTED, "category = ''", "proposal_whole_when_submitted"),
        (S.SUBMITTED, "submitted_at = NULL", "proposal_whole_when_submitted"),
        (S.ACCEPTED, "state = 'assigned'", "proposal_unit_when_assigned"),
        (S.ASSIGNED, "lead_unit_id = NULL", "proposal_unit_when_assigned"),
        (S.ASSIGNED, "reply_due_on = assigned_on", "proposal_due_after_assignment"),
        (S.ASSIGNED, "reply_due_on = NULL", "proposal_due_after_assignment"),
        (S.RETURNED, "return_reason = ''", "proposal_return_has_reason"),
        (S.REPLIED, "state = 'closed'", "proposal_closed_has_date"),
        (S.REPLIED, "closed_on = '2026-09-03'", "proposal_closed_has_date"),
    ],
)
def test_a_proposal_stays_whole(bring, state, change, name):
    proposal = bring(state)
    with pytest.raises(IntegrityError, match=name):
        write("deputies_proposal", proposal.pk, change)
    proposal.refresh_from_db()
    assert proposal.state == state


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ("result = 'E'", "reply_result_known"),
        ("result = 'C'", "reply_says_what_its_class_needs"),
        ("result = 'B', essence = 'x'", "reply_promise_has_a_date"),
    ],
)
def test_a_reply_says_what_its_class_needs(bring, change, name):
    bring(S.REPLIED)
    reply = Reply.objects.get()
    with pytest.raises(IntegrityError, match=name):
        write("deputies_reply", reply.pk, change)


def test_a_number_is_given_once_in_a_meeting(bring):
    bring(S.ACCEPTED)
    second = bring(S.ACCEPTED)
    with pytest.raises(IntegrityError):
        write("deputies_proposal", second.pk, "number = 1")
    assert sorted(Proposal.objects.values_list("number", flat=True)) == [1, 2]


def test_one_reply_counts_in_a_round(bring):
    proposal = bring(S.REPLIED)
    reply = Reply.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Reply.objects.create(
            proposal=proposal,
            unit=reply.unit,
            result="A",
            text="又一份",
            replied_on=reply.replied_on,
            due_on=reply.due_on,
            written_at=reply.written_at,
            by=reply.by,
        )
    assert Reply.objects.count() == 1
