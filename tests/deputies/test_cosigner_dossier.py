"""Who has signed a numbered 建议 has a line of it in the dossier."""

from datetime import date

import pytest

from deputies.choices import ProposalState as S
from deputies.models import DutyRecord
from deputies.services.corrections import correct_last_act
from deputies.services.cosigners import decline_cosigning
from deputies.services.handling import accept_proposal
from tests.deputies.cosigner_steps import cosigned, invite
from tests.deputies.proposal_steps import ACCEPTED
from tests.factories import make_deputy, moment

pytestmark = pytest.mark.django_db
LATER = moment(2026, 6, 13)


def test_each_signer_gets_a_line_in_the_dossier_at_acceptance(bring, director):
    proposal = bring(S.SUBMITTED)
    first, second = cosigned(proposal, "陈桂兰", "罗水根")
    invite(proposal, make_deputy("闵长根"))
    accept_proposal(proposal, by=director, at=ACCEPTED)
    lines = DutyRecord.objects.filter(source=f"cosigned:{proposal.pk}")
    assert {(line.deputy, line.kind, line.title, line.done_on) for line in lines} == {
        (row.deputy, "proposal", "联名提出第六次会议第 1 号建议", date(2026, 6, 11))
        for row in (first, second)
    }


def test_accepted_anew_the_dossier_follows_who_has_signed_by_then(bring, director):
    proposal = bring(S.SUBMITTED)
    stays, goes = cosigned(proposal, "陈桂兰", "罗水根")
    accept_proposal(proposal, by=director, at=ACCEPTED)
    correct_last_act(proposal, by=director, reason="点错了。")
    decline_cosigning(goes, by=goes.deputy.person.user, at=LATER)
    (comes,) = cosigned(proposal, "闵长根")
    accept_proposal(proposal, by=director, at=LATER)
    lines = DutyRecord.objects.filter(source=f"cosigned:{proposal.pk}")
    assert {line.deputy for line in lines} == {stays.deputy, comes.deputy}


@pytest.mark.parametrize("count", [1, 30])
def test_thirty_signers_are_written_with_the_queries_of_one(
    bring, director, count, django_assert_num_queries
):
    bring(S.ACCEPTED)  # the first number of a meeting costs a query more
    proposal = bring(S.SUBMITTED)
    cosigned(proposal, *(f"代表{n}" for n in range(count)))
    with django_assert_num_queries(39):
        accept_proposal(proposal, by=director, at=ACCEPTED)
    assert DutyRecord.objects.filter(source=f"cosigned:{proposal.pk}").count() == count
