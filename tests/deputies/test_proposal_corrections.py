"""更正: the last act is put right until the next person has acted."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from deputies.choices import ProposalState as S
from deputies.models import NumberSeries, ProposalMove, Reply
from deputies.services.answering import reply_proposal, sign_for
from deputies.services.corrections import correct_last_act
from deputies.services.handling import (
    accept_proposal,
    assign_proposal,
    close_proposal,
    return_proposal,
    return_reply,
)
from deputies.services.proposals import save_draft
from tests.deputies.proposal_steps import ACCEPTED, ANSWER, ASSIGNED, CLOSED, talk
from tests.factories import make_handler, make_unit, make_user, moment
from township_npc.office.models import AuditEntry, AuditNote

pytestmark = pytest.mark.django_db


def correct(proposal, by):
    correct_last_act(proposal, by=by, reason="点错了。")


@pytest.mark.parametrize(
    ("state", "back", "who"),
    [
        (S.RETURNED, S.SUBMITTED, "director"),
        (S.ACCEPTED, S.SUBMITTED, "director"),
        (S.ASSIGNED, S.ACCEPTED, "director"),
        (S.SIGNED, S.ASSIGNED, "handler"),
        (S.REPLIED, S.SIGNED, "handler"),
        (S.CLOSED, S.REPLIED, "director"),
    ],
)
def test_each_act_goes_back_to_where_it_came_from(bring, director, handler, state, back, who):
    proposal = bring(state)
    correct(proposal, {"director": director, "handler": handler}[who])
    assert proposal.state == back
    entry = AuditEntry.objects.latest("seq")
    assert (entry.verb, entry.facts) == (
        "proposal.corrected",
        {"from_state": state, "to_state": back},
    )
    assert AuditNote.objects.get(entry=entry).text == "点错了。"


def test_what_the_act_wrote_goes_with_it(bring, director):
    proposal = bring(S.ASSIGNED)
    correct(proposal, director)
    gone = (proposal.lead_unit, proposal.assigned_on, proposal.reply_due_on, proposal.due_sum)
    assert gone == (None, None, None, None)


def test_the_right_unit_is_assigned_after_the_wrong_one(bring, director):
    proposal = bring(S.ASSIGNED)
    correct(proposal, director)
    other = make_unit("农业农村办")
    assign_proposal(proposal, to=other, by=director, on=ASSIGNED.date(), at=ASSIGNED)
    assert (proposal.state, proposal.lead_unit) == (S.ASSIGNED, other)


def test_the_number_stays_when_the_acceptance_is_put_right(bring, director):
    proposal = bring(S.ACCEPTED)
    correct(proposal, director)
    accept_proposal(proposal, by=director, at=moment(2026, 6, 13))
    assert (proposal.number, NumberSeries.objects.get().last) == (1, 1)


def test_a_reply_put_right_is_kept_aside_and_another_counts(bring, handler):
    proposal = bring(S.REPLIED)
    correct(proposal, handler)
    reply_proposal(proposal, by=handler, at=moment(2026, 9, 2), **ANSWER)
    aside = Reply.objects.order_by("written_at").values_list("is_withdrawn", flat=True)
    assert list(aside) == [True, False]


def test_a_reply_that_was_returned_by_mistake_counts_again(bring, director):
    proposal = bring(S.REPLIED)
    return_reply(proposal, by=director, reason="请补全。", at=moment(2026, 9, 2))
    correct(proposal, director)
    assert (proposal.state, Reply.objects.get().is_withdrawn) == (S.REPLIED, False)


def test_a_returned_reply_counts_again_and_not_the_one_its_unit_took_back(bring, director, handler):
    proposal = bring(S.REPLIED)
    returned = proposal.replies.get()
    return_reply(proposal, by=director, reason="没有写措施。", at=moment(2026, 9, 4))
    answer = ANSWER | {"text": "写错了，这一份不算。"}
    reply_proposal(proposal, by=handler, at=moment(2026, 9, 7), **answer)
    correct(proposal, handler)
    correct(proposal, director)
    assert proposal.state == S.REPLIED
    assert proposal.replies.get(is_withdrawn=False) == returned


def test_a_correction_can_be_corrected_no_further_than_the_act_before(bring, director):
    proposal = bring(S.ASSIGNED)
    correct(proposal, director)
    correct(proposal, director)
    assert proposal.state == S.SUBMITTED
    with pytest.raises(PermissionDenied):
        correct(proposal, director)
    assert ProposalMove.objects.filter(is_undone=True).count() == 2


def test_the_unit_has_signed_so_the_assignment_stands(bring, director, handler):
    proposal = bring(S.ASSIGNED)
    sign_for(proposal, by=handler, at=moment(2026, 6, 17))
    with pytest.raises(PermissionDenied):
        correct(proposal, director)
    assert proposal.state == S.SIGNED


def test_the_unit_has_called_the_deputy_so_the_assignment_stands(bring, director, handler):
    proposal = bring(S.ASSIGNED)
    talk(proposal, handler, at=moment(2026, 6, 17))
    with pytest.raises(ValidationError, match="万春林已经接着办了"):
        correct(proposal, director)


def test_ones_own_contact_does_not_stand_in_the_way(bring, handler):
    proposal = bring(S.SIGNED)
    talk(proposal, handler)
    correct(proposal, handler)
    assert proposal.state == S.ASSIGNED


def test_the_deputy_has_mended_it_so_the_return_stands(bring, deputy, director):
    proposal = bring(S.RETURNED)
    fields = {"text": "在莲南路口。"}
    save_draft(deputy, by=deputy.person.user, id=proposal.pk, fields=fields, at=moment(2026, 6, 13))
    proposal.refresh_from_db()
    with pytest.raises(ValidationError, match="万秋生已经接着办了"):
        correct(proposal, director)


def test_the_staff_puts_right_what_it_returned_and_not_what_the_director_did(bring, staff):
    proposal = bring(S.SUBMITTED)
    return_proposal(proposal, by=staff, reason="x", at=ACCEPTED)
    correct(proposal, staff)
    assert proposal.state == S.SUBMITTED
    with pytest.raises(PermissionDenied):
        correct(bring(S.RETURNED), staff)


def test_a_colleague_of_the_unit_may_and_another_unit_may_not(bring, unit):
    proposal = bring(S.SIGNED)
    with pytest.raises(PermissionDenied):
        correct(proposal, make_handler(make_unit("农业农村办")))
    correct(proposal, make_handler(unit, name="熊小英"))
    assert proposal.state == S.ASSIGNED


def test_another_director_puts_right_what_a_director_did(bring, director):
    proposal = bring(S.REPLIED)
    close_proposal(proposal, by=director, on=CLOSED.date(), at=CLOSED)
    correct(proposal, make_user("director", name="赵主任"))
    assert (proposal.state, proposal.closed_on) == (S.REPLIED, None)


def test_a_deputy_takes_back_instead_of_correcting(bring, deputy, director):
    proposal = bring(S.SUBMITTED)
    for user in (deputy.person.user, director):
        with pytest.raises(PermissionDenied):
            correct(proposal, user)
