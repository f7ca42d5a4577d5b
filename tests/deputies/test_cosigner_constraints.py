"""What can never be false of a co-signer: the database itself refuses, whoever writes."""

import pytest
from django.db import IntegrityError, transaction

from deputies.choices import ProposalState as S
from deputies.models import Cosigner
from tests.deputies.cosigner_steps import cosigned, invite
from tests.deputies.test_proposal_constraints import connection_id, write
from tests.factories import make_deputy

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ("state = 'lost', signed_on = NULL, text_hash = ''", "cosigner_state_known"),
        ("signed_on = NULL", "cosigner_signature_is_whole"),
        ("answered_at = NULL", "cosigner_signature_is_whole"),
        ("text_hash = ''", "cosigner_signature_is_whole"),
        ("state = 'declined'", "cosigner_signature_is_whole"),
        ("state = 'asked'", "cosigner_asks_as_a_second"),
        ("is_on_paper = TRUE", "cosigner_paper_was_entered"),
    ],
)
def test_a_signature_stays_whole(bring, change, name):
    (row,) = cosigned(bring(S.SUBMITTED), "陈桂兰")
    with pytest.raises(IntegrityError, match=name):
        write("deputies_cosigner", row.pk, change)
    row.refresh_from_db()
    assert row.state == "signed"


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ("state = 'signed'", "cosigner_signature_is_whole"),
        ("signed_on = '2026-06-11'", "cosigner_signature_is_whole"),
        ("invited_at = NULL", "cosigner_invitation_has_its_moment"),
        ("answered_at = invited_at", "cosigner_invitation_has_its_moment"),
    ],
)
def test_an_invitation_stays_whole(bring, change, name):
    row = invite(bring(S.SUBMITTED), make_deputy("陈桂兰"))
    with pytest.raises(IntegrityError, match=name):
        write("deputies_cosigner", row.pk, change)


def test_who_entered_a_paper_is_known_only_of_a_paper(bring, staff):
    (row,) = cosigned(bring(S.SUBMITTED), "陈桂兰")
    change = f"entered_by_id = '{connection_id(staff.pk)}'"
    with pytest.raises(IntegrityError, match="cosigner_paper_was_entered"):
        write("deputies_cosigner", row.pk, change)


def test_a_deputy_stands_once_beside_a_proposal(bring):
    (row,) = cosigned(bring(S.SUBMITTED), "陈桂兰")
    with pytest.raises(IntegrityError), transaction.atomic():
        Cosigner.objects.create(proposal=row.proposal, deputy=row.deputy, state="removed")
    assert Cosigner.objects.count() == 1
