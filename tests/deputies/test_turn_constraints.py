"""What can never be false of a merged, split, confidential, withdrawn, pressed-for, handed-over or
county proposal: the database itself refuses, whoever writes."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from deputies.choices import ProposalState as S
from deputies.models import (
    HandoverLine,
    KeyProposal,
    KeyVisit,
    Proposal,
    WithdrawalRequest,
)
from deputies.services.handover import Choice, hand_over
from deputies.services.key_proposals import set_key
from deputies.services.key_visits import log_visit
from deputies.services.splitting import split_proposal
from deputies.services.withdrawals import ask_withdrawal
from tests.deputies.proposal_steps import ASSIGNED, MERGED
from tests.deputies.test_proposal_constraints import connection_id, write
from tests.factories import make_county, make_county_seat

pytestmark = pytest.mark.django_db
ON = date(2026, 6, 16)


@pytest.mark.parametrize(
    ("state", "change", "name"),
    [
        (S.ACCEPTED, "state = 'merged'", "proposal_merged_has_its_main"),
        (S.MERGED, "merged_into_id = NULL", "proposal_merged_has_its_main"),
        (S.MERGED, "state = 'accepted'", "proposal_merged_has_its_main"),
        (S.MERGED, "merged_into_id = id", "proposal_not_merged_into_itself"),
        (S.MERGED, "number = NULL", "proposal_numbered_when_accepted"),
        (S.WITHDRAWN, "number = NULL", "proposal_numbered_when_accepted"),
        (S.ACCEPTED, "is_confidential = TRUE, is_published = TRUE", "proposal_confidential"),
    ],
)
def test_a_proposal_stays_whole(bring, state, change, name):
    proposal = bring(state)
    with pytest.raises(IntegrityError, match=name):
        write("deputies_proposal", proposal.pk, change)
    proposal.refresh_from_db()
    assert proposal.state == state


def test_a_part_says_which_part_it_is(bring, director):
    paper = bring(S.ACCEPTED)
    fields = {"title": paper.title, "part": "只办减速带。", "category": "traffic"}
    new = split_proposal(paper, by=director, at=MERGED, **fields)
    with pytest.raises(IntegrityError, match="proposal_split_says_which_part"):
        write("deputies_proposal", new.pk, "part_note = ''")


@pytest.fixture
def key(bring, director):
    post = {"leader": None, "leader_name": "熊建平", "leader_post": "主席"}
    proposal = bring(S.SIGNED)
    return set_key(proposal, by=director, on=ON, reason="多人提出。", at=ASSIGNED, **post)


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ("leader_name = ''", "key_has_one_leader"),
        ("reason = ''", "key_says_why"),
        ("leader_post = ''", "key_says_why"),
        ("ended_on = '2026-06-15'", "key_ends_not_before_start"),
    ],
)
def test_a_key_proposal_has_one_leader_a_reason_and_an_order(key, change, name):
    with pytest.raises(IntegrityError, match=name):
        write("deputies_keyproposal", key.pk, change)
    write("deputies_keyproposal", key.pk, "ended_on = '2026-06-16'")


def test_a_key_proposal_has_no_second_leader(key, director):
    person = connection_id(director.person_id)
    person = person.hex if hasattr(person, "hex") else person
    with pytest.raises(IntegrityError, match="key_has_one_leader"):
        write("deputies_keyproposal", key.pk, f"leader_id = '{person}'")


def test_a_proposal_is_pressed_for_once(key):
    with pytest.raises(IntegrityError), transaction.atomic():
        KeyProposal.objects.create(
            proposal=key.proposal, leader_name="程保国", leader_post="x", set_on=ON, reason="x"
        )


@pytest.mark.parametrize("gap", ["came", "found"])
def test_a_visit_says_who_came_and_what_was_found(key, staff, gap):
    fields = {"on": ON, "came": "熊建平", "found": "没动工。"}
    visit = log_visit(key, by=staff, at=ASSIGNED, **fields)
    with pytest.raises(IntegrityError, match="key_visit_is_whole"):
        write("deputies_keyvisit", visit.pk, f"{gap} = ''")
    assert KeyVisit.objects.get().found == "没动工。"


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ("state = 'lost'", "withdrawal_state_known|withdrawal_settled"),
        ("reason = ''", "withdrawal_has_a_reason"),
        ("state = 'confirmed'", "withdrawal_settled_by_someone"),
        ("settled_at = asked_at", "withdrawal_settled_by_someone"),
    ],
)
def test_a_withdrawal_is_open_or_settled_by_someone(bring, change, name):
    proposal = bring(S.SIGNED)
    author = proposal.lead.person.user
    request = ask_withdrawal(proposal, by=author, reason="修好了。", at=ASSIGNED)
    with pytest.raises(IntegrityError, match=name):
        write("deputies_withdrawalrequest", request.pk, change)


def test_one_withdrawal_is_open_at_a_time(bring):
    proposal = bring(S.SIGNED)
    author = proposal.lead.person.user
    ask_withdrawal(proposal, by=author, reason="修好了。", at=ASSIGNED)
    fields = {"reason": "x", "asked_on": ON, "asked_at": ASSIGNED, "asked_by": author}
    with pytest.raises(IntegrityError), transaction.atomic():
        WithdrawalRequest.objects.create(proposal=proposal, **fields)


def test_a_line_of_a_batch_was_handed_over_or_says_why_not(bring, director, unit, congress_session):
    choices = [Choice(bring(S.ACCEPTED).pk, unit)]
    batch = hand_over(congress_session, choices, by=director, on=ON, at=ASSIGNED)
    for change in ({"reply_due_on": None}, {"skipped": "x"}):
        with pytest.raises(IntegrityError, match="handed_or_skipped"), transaction.atomic():
            HandoverLine.objects.update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        HandoverLine.objects.create(
            batch=batch, proposal=Proposal.objects.get(), unit=unit, reply_due_on=ON
        )


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ("state = 'lost'", "county_state_known|county_handed_over"),
        ("category = 'lost'", "county_category_known"),
        ("title = ''", "county_proposal_is_whole"),
        ("text = ''", "county_proposal_is_whole"),
        ("state = 'handed_over'", "county_handed_over_is_whole"),
        ("receiver = 'x'", "county_handed_over_is_whole"),
        (
            "state = 'handed_over', receiver = 'x', handed_over_on = '2026-06-09'",
            "county_handed_over_is_whole",
        ),
        ("answer = 'x'", "county_answer_has_its_day"),
        ("answer = 'x', answered_on = '2026-06-20'", "county_answer_has_its_day"),
    ],
)
def test_a_county_proposal_stays_whole(deputy, staff, change, name):
    proposal = make_county(make_county_seat(deputy.person.user), by=staff)
    with pytest.raises(IntegrityError, match=name):
        write("deputies_countyproposal", proposal.pk, change)
    whole = "state = 'handed_over', receiver = 'x', handed_over_on = '2026-06-10'"
    write("deputies_countyproposal", proposal.pk, whole)
