"""拆分: who signed the whole paper signed each part, is answered on each, and rates each."""

from importlib import import_module

import pytest
from django.apps import apps

from deputies.choices import CosignerState as C
from deputies.choices import ProposalState as S
from deputies.models import Cosigner, DutyRecord
from deputies.permissions.ratings import raters_of
from deputies.rules.cosigners import text_hash
from deputies.services.answering import reply_proposal, sign_for
from deputies.services.cosigners import cosign_proposal, decline_cosigning, invite_cosigner
from deputies.services.handling import accept_proposal, assign_proposal
from deputies.services.merging import merge_proposals
from deputies.services.paper_signatures import enter_signature
from deputies.services.seconding import confirm_second, second_proposal
from deputies.services.splitting import split_proposal
from tests.deputies.proposal_pages import page
from tests.deputies.proposal_steps import ACCEPTED, ANSWER, ASSIGNED, MERGED, REPLIED, SUBMITTED
from tests.deputies.rating_steps import GOOD, rate
from tests.factories import make_deputy
from township_npc.office.selectors.todos import todos_of

pytestmark = pytest.mark.django_db
TEXT = "村口的路灯坏了半年，请换。村中间的水沟堵了两年，请清淤。"
TITLE = "村中间的水沟堵了两年，请清淤"


@pytest.fixture
def people(congress_session):
    """By what becomes of their signature."""
    names = ("phone", "paper", "second", "asked", "invited", "declined")
    return {name: make_deputy(name) for name in names}


@pytest.fixture
def whole(bring, people, deputy, staff, director):
    """Accepted; signed on a phone and on paper, seconded with and without the lead's yes."""
    paper, author = bring(S.SUBMITTED, title="路灯和水沟", text=TEXT), deputy.person.user
    for name in ("phone", "invited", "declined"):
        invite_cosigner(paper, people[name], by=author, at=SUBMITTED)
    rows = {row.deputy.person.name: row for row in paper.cosigners.with_names()}
    shown = text_hash(paper.title, paper.text)
    by = people["phone"].person.user
    cosign_proposal(rows["phone"], by=by, shown=shown, at=SUBMITTED)
    decline_cosigning(rows["declined"], by=people["declined"].person.user, at=SUBMITTED)
    enter_signature(paper, people["paper"], by=staff, on=SUBMITTED.date(), at=SUBMITTED)
    accept_proposal(paper, by=director, at=ACCEPTED)
    for name in ("second", "asked"):
        seat = people[name]
        row = second_proposal(paper, seat=seat, by=seat.person.user, at=ACCEPTED)
        if name == "second":
            confirm_second(row, by=author)
    return paper


def split(paper, director):
    values = {"title": TITLE, "part": "只办水沟。", "category": "water", "at": MERGED}
    return split_proposal(paper, by=director, **values)


def signatures(proposal) -> dict:
    values = ("deputy__person__name", "state", "is_second", "is_on_paper", "signed_on", "text_hash")
    return {name: rest for name, *rest in proposal.cosigners.values_list(*values)}


def test_what_was_signed_stands_on_the_part_and_what_was_not_does_not(whole, director):
    part = split(whole, director)
    before = signatures(whole)
    assert signatures(part) == {name: before[name] for name in ("phone", "paper", "second")}
    assert {row[0] for row in signatures(part).values()} == {C.SIGNED}
    assert before["asked"][0] == C.ASKED


def test_it_counts_for_each_of_them_with_the_parts_own_number(whole, director, people):
    part = split(whole, director)
    told = {
        line.deputy.person.name: line.title
        for line in DutyRecord.objects.filter(source=f"cosigned:{part.pk}")
    }
    assert told == {
        "phone": "联名提出第六次会议第 2 号建议",
        "paper": "联名提出第六次会议第 2 号建议",
        "second": "附议第六次会议第 2 号建议",
    }


def test_each_reads_the_part_is_asked_to_rate_it_and_rates_it(
    whole, director, people, unit, handler, deputy
):
    part = split(whole, director)
    assign_proposal(part, to=unit, by=director, on=ASSIGNED.date(), at=ASSIGNED)
    sign_for(part, by=handler, at=ASSIGNED)
    reply_proposal(part, by=handler, at=REPLIED, no_contact_reason="x", **ANSWER)
    signers = [people[name] for name in ("phone", "paper", "second")]
    assert set(raters_of(part)) == {deputy, *signers}
    for signer in signers:
        user = signer.person.user
        assert page(user, part).status_code == 200
        assert todos_of(user).open().get().subject_id == part.pk
        assert rate(part, GOOD, by=user).deputy == signer
    assert not raters_of(part).filter(pk__in=[people["asked"].pk, people["invited"].pk]).exists()


def test_a_part_merged_back_is_answered_to_its_signers_too(whole, director, bring, people):
    part, other = split(whole, director), bring(S.SIGNED)
    merge_proposals(other, [part], by=director, at=MERGED)
    signers = {people[name].pk for name in ("phone", "paper", "second")}
    assert signers <= set(raters_of(other).values_list("pk", flat=True))


def test_parts_split_off_before_get_the_signatures_of_that_day(whole, director, people):
    part = split(whole, director)
    Cosigner.objects.filter(proposal=part).delete()
    DutyRecord.objects.filter(source=f"cosigned:{part.pk}").delete()
    confirm_second(whole.cosigners.get(deputy=people["asked"]), by=director)
    whole.cosigners.filter(deputy=people["asked"]).update(answered_at=REPLIED)  # after the split
    migration = import_module("deputies.migrations.0016_what_earlier_rows_lack")
    for _ in range(2):
        migration.carry_signatures(apps, None)
    assert set(signatures(part)) == {"phone", "paper", "second"}
    titles = DutyRecord.objects.filter(source=f"cosigned:{part.pk}").values_list("title", flat=True)
    assert sorted(titles) == [
        "联名提出第六次会议第 2 号建议",
        "联名提出第六次会议第 2 号建议",
        "附议第六次会议第 2 号建议",
    ]
