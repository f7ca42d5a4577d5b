"""评价: one form for each signer and each round, put right until the office has acted on it."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from deputies.choices import DeputyState, UnitPost
from deputies.choices import ProposalState as S
from deputies.models import Rating, UnitMember
from deputies.permissions.ratings import raters_of
from deputies.rules.clocks import feedback_period
from deputies.selectors.ratings import feedback_due, own_rating, rated_on, rating_card
from deputies.services.answering import reply_proposal
from deputies.services.corrections import correct_last_act
from deputies.services.handling import close_proposal, return_reply
from deputies.services.ratings import (
    rate_reply,
)
from deputies.services.seconding import confirm_second, second_proposal
from tests.deputies.proposal_steps import ANSWER, CLOSED, REPLIED
from tests.deputies.rating_steps import (
    BAD,
    GOOD,
    LATER,
    RATED,
    WORDS,
    correct,
    rate,
    reply_again,
    rework,
)
from tests.factories import make_deputy, make_user, moment
from township_npc.office.choices import Role
from township_npc.office.models import AuditEntry, AuditNote, RoleGrant, User
from township_npc.office.rules import deadline
from township_npc.office.selectors import timeline, work_calendar

pytestmark = pytest.mark.django_db


def test_a_rating_says_two_things_and_leaves_one_line(bring, deputy):
    rating = rate(bring(S.REPLIED), BAD)
    assert (rating.process, rating.result, rating.reason) == ("mostly", "unsatisfied", WORDS)
    assert (rating.deputy, rating.by, rating.rated_at) == (deputy, deputy.person.user, RATED)
    entry = AuditEntry.objects.latest("seq")
    assert (entry.verb, entry.facts) == (
        "proposal.rated",
        {
            "round": 1,
            "process_verdict": "mostly",
            "result_verdict": "unsatisfied",
            "on": "2026-09-02",
        },
    )
    assert AuditNote.objects.get(entry=entry).text == (f"办理过程基本满意，办理结果不满意。{WORDS}")


@pytest.mark.parametrize("state", S.values)
def test_a_reply_is_rated_once_it_is_there_also_after_the_end(bring, state):
    proposal = bring(state)
    if state in (S.REPLIED, S.CLOSED):
        rate(proposal)
        assert Rating.objects.count() == 1
        return
    with pytest.raises(ValidationError, match="又有了变化"):
        rate(proposal)


def test_today_the_lead_alone_has_a_form(bring, deputy):
    assert list(raters_of(bring(S.REPLIED))) == [deputy]


@pytest.mark.parametrize("role", ["director", "staff", "chair", "handler", "sysadmin"])
def test_nobody_else_rates(request, bring, role):
    proposal = bring(S.REPLIED)
    with pytest.raises(PermissionDenied):
        rate(proposal, by=request.getfixturevalue(role))
    assert not Rating.objects.exists()


def test_11_another_deputy_does_not_rate_for_the_signer(bring):
    proposal = bring(S.REPLIED)
    with pytest.raises(PermissionDenied):
        rate(proposal, by=make_deputy("陈桂兰").person.user)
    assert not Rating.objects.exists()


def test_11_a_second_rating_is_refused_and_the_first_stands(bring):
    proposal = bring(S.REPLIED)
    rate(proposal, BAD)
    with pytest.raises(ValidationError, match="已经评价过了"):
        rate(proposal, GOOD)
    assert Rating.objects.get().result == "unsatisfied"


def test_10_a_handler_who_is_a_deputy_does_not_rate_the_own_units_reply(bring, deputy, unit):
    proposal, user = bring(S.REPLIED), deputy.person.user
    RoleGrant.objects.create(user=user, role=Role.HANDLER)
    UnitMember.objects.create(unit=unit, user=user, post=UnitPost.HANDLER)
    with pytest.raises(PermissionDenied):
        rate(proposal, by=User.objects.get(pk=user.pk))  # as the next request reads the roles


def test_a_suspended_deputy_does_not_rate(bring, deputy):
    proposal = bring(S.REPLIED)
    deputy.state, deputy.suspended_on = DeputyState.SUSPENDED, date(2026, 9, 1)
    deputy.save()
    with pytest.raises(PermissionDenied):
        rate(proposal)


@pytest.mark.parametrize("aspect", ["process", "result"])
def test_who_is_unsatisfied_says_why(bring, aspect):
    proposal = bring(S.REPLIED)
    with pytest.raises(ValidationError, match="请选一条原因"):
        rate(proposal, {**GOOD, aspect: "unsatisfied"})
    rate(proposal, {**GOOD, aspect: "unsatisfied", "reason": "没有来看。"})


def test_who_is_mostly_satisfied_need_not_say_why(bring):
    assert rate(bring(S.REPLIED), {"process": "mostly", "result": "mostly"}).reason == ""


def test_a_form_of_the_first_round_does_not_rate_the_second(bring, director, handler):
    proposal = bring(S.REPLIED)
    rate(proposal, BAD)
    rework(proposal, director)
    reply_again(proposal, handler)
    with pytest.raises(ValidationError, match="又有了变化"):
        rate_reply(proposal, by=proposal.lead.person.user, round=1, at=LATER, **GOOD)
    assert rate(proposal, at=LATER).reply.round == 2


def test_a_wrong_tap_is_put_right_and_both_answers_stay(bring, deputy):
    first = rate(bring(S.REPLIED))
    second = correct(first, deputy.person.user, BAD)
    first.refresh_from_db()
    assert (first.is_withdrawn, first.withdrawn_reason) == (True, "点错了。")
    assert (second.is_withdrawn, second.result) == (False, "unsatisfied")
    entry = AuditEntry.objects.latest("seq")
    assert (entry.verb, entry.note.text) == (
        "proposal.rating_corrected",
        f"办理过程基本满意，办理结果不满意。点错了。{WORDS}",
    )


def test_a_rating_is_put_right_until_the_round_is_closed(bring, deputy, director):
    proposal = bring(S.REPLIED)
    rating = rate(proposal)
    close_proposal(proposal, by=director, on=CLOSED.date(), at=CLOSED)
    with pytest.raises(ValidationError, match="不能再更正"):
        correct(rating, deputy.person.user, at=LATER)
    correct_last_act(proposal, by=director, reason="点错了。")
    assert correct(rating, deputy.person.user, at=LATER).is_withdrawn is False


def test_a_rating_is_put_right_until_the_notice_is_out(bring, deputy, director):
    proposal = bring(S.REPLIED)
    rating = rate(proposal, BAD)
    rework(proposal, director)
    with pytest.raises(ValidationError):
        correct(rating, deputy.person.user, at=LATER)
    assert Rating.objects.get().result == "unsatisfied"


def test_a_rating_made_after_the_end_is_put_right_until_the_office_acts(bring, deputy, director):
    proposal = bring(S.CLOSED)
    rating = correct(rate(proposal, at=LATER), deputy.person.user, BAD, at=LATER)
    rework(proposal, director, at=moment(2026, 10, 12))
    with pytest.raises(ValidationError):
        correct(rating, deputy.person.user, at=moment(2026, 10, 13))


@pytest.mark.parametrize("role", ["director", "staff", "chair", "handler", "other"])
def test_nobody_else_puts_a_deputys_tap_right(request, bring, role):
    rating = rate(bring(S.REPLIED))
    user = make_deputy("陈桂兰").person.user if role == "other" else request.getfixturevalue(role)
    with pytest.raises(PermissionDenied):
        correct(rating, user)


def test_a_returned_reply_takes_its_rating_along_and_the_next_one_is_rated(bring, staff, handler):
    proposal = bring(S.REPLIED)
    rate(proposal)
    return_reply(proposal, by=staff, reason="请补全。", at=moment(2026, 9, 3))
    assert not Rating.objects.in_force().exists()
    reply_proposal(proposal, by=handler, at=moment(2026, 9, 8), **ANSWER)
    rate(proposal, BAD, at=LATER)
    assert Rating.objects.now(proposal).get().result == "unsatisfied"
    assert Rating.objects.count() == 2


def test_a_return_that_was_a_mistake_brings_the_rating_back(bring, director):
    proposal = bring(S.REPLIED)
    rating = rate(proposal)
    return_reply(proposal, by=director, reason="请补全。", at=moment(2026, 9, 3))
    correct_last_act(proposal, by=director, reason="点错了。")
    assert Rating.objects.now(proposal).get() == rating


def test_a_reply_somebody_is_unsatisfied_with_is_not_returned(bring, staff):
    proposal = bring(S.REPLIED)
    rate(proposal, BAD)
    with pytest.raises(ValidationError, match="请主任发重新办理通知"):
        return_reply(proposal, by=staff, reason="请补全。", at=moment(2026, 9, 3))
    assert proposal.state == S.REPLIED


def test_a_unit_does_not_put_a_rated_reply_right_and_does_not_learn_who_rated(bring, handler):
    proposal = bring(S.REPLIED)
    rate(proposal)
    with pytest.raises(ValidationError) as refused:
        correct_last_act(proposal, by=handler, reason="内容写错了。")
    assert refused.value.messages == ["别人已经接着办了，不能再更正。"]


def test_the_feedback_clock_stops_for_a_signer_with_the_own_rating_for_the_office_with_the_last(
    bring, deputy, director, chair, handler
):
    proposal, second = bring(S.REPLIED), make_deputy("陈桂兰")
    asked = second_proposal(proposal, seat=second, by=second.person.user, at=RATED)
    confirm_second(asked, by=deputy.person.user)
    people = (deputy.person.user, second.person.user, director, chair, handler)
    assert [rated_on(proposal, user) for user in people] == [None] * 5
    rate(proposal)
    assert [rated_on(proposal, user) for user in people] == [RATED.date(), *[None] * 4]
    rate(proposal, at=LATER, by=second.person.user)
    last = LATER.date()
    assert [rated_on(proposal, user) for user in people] == [RATED.date(), last, last, last, None]


def test_the_feedback_clock_starts_with_the_reply(bring):
    reply = bring(S.REPLIED).replies.get()
    expected = deadline(REPLIED.date(), feedback_period(), work_calendar())
    assert feedback_due(reply) == expected


def test_the_deputy_reads_what_waits_and_afterwards_the_own_answer(bring, deputy, director):
    proposal, user = bring(S.REPLIED), deputy.person.user
    before = own_rating(proposal, user)
    assert (before.waits, before.ratings) == (True, [])
    rating = rate(proposal)
    after = own_rating(proposal, user)
    assert (after.waits, after.ratings, after.may_correct) == (False, [rating], True)
    close_proposal(proposal, by=director, on=CLOSED.date(), at=CLOSED)
    assert own_rating(proposal, user).may_correct is False
    for other in (director, make_deputy("陈桂兰").person.user):
        assert own_rating(proposal, other) is None


def test_the_office_and_the_chairman_read_each_round_beside_the_other(
    bring, director, staff, chair, handler, deputy
):
    proposal = bring(S.REPLIED)
    first = rate(proposal, BAD)
    rework(proposal, director)
    reply_again(proposal, handler)
    second = rate(proposal, at=LATER)
    for user in (director, staff, chair):
        card = rating_card(proposal, user)
        assert card.rounds == [1, 2]
        ((signer, cells),) = card.rows
        assert (signer, [cell.rating for cell in cells]) == (deputy, [first, second])
    for user in (handler, deputy.person.user):
        assert rating_card(proposal, user) is None


def test_only_the_office_reads_ratings_in_the_timeline(bring, deputy, handler, director, chair):
    proposal = bring(S.REPLIED)
    rate(proposal, BAD)
    for user in (director, chair):
        assert timeline(proposal, user)[0]["label"] == "代表评价"
    for user in (handler, deputy.person.user):
        assert "代表评价" not in {line["label"] for line in timeline(proposal, user)}
        assert WORDS not in {line["note"] for line in timeline(proposal, user)}


def test_a_user_without_a_seat_has_no_form(bring):
    with pytest.raises(PermissionDenied):
        rate(bring(S.REPLIED), by=make_user(Role.DEPUTY))
