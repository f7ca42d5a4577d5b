"""What can never be false of 评价, 重新办理 and 承诺: the database itself refuses."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from deputies.choices import ProposalState as S
from deputies.models import Promise, Rating, Rework
from tests.deputies.rating_steps import BAD, GOOD, RATED, promised, rate, rework
from tests.deputies.test_proposal_constraints import write

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ("process = 'good'", "rating_verdicts_known"),
        ("result = ''", "rating_verdicts_known"),
        ("process = 'unsatisfied'", "rating_unsatisfied_has_reason"),
        ("result = 'unsatisfied'", "rating_unsatisfied_has_reason"),
        ("is_withdrawn = true", "rating_withdrawn_has_reason"),
    ],
)
def test_a_rating_stays_whole(bring, change, name):
    rating = rate(bring(S.REPLIED))
    with pytest.raises(IntegrityError, match=name):
        write("deputies_rating", rating.pk, change)


def test_a_signer_has_one_rating_of_a_reply(bring, deputy):
    rating = rate(bring(S.REPLIED))
    again = {"reply": rating.reply, "deputy": deputy, "by": rating.by, "rated_at": RATED, **GOOD}
    with pytest.raises(IntegrityError), transaction.atomic():
        Rating.objects.create(**again)
    Rating.objects.update(is_withdrawn=True, withdrawn_reason="点错了。")
    Rating.objects.create(**again)
    assert Rating.objects.in_force().count() == 1


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ("round = 1", "rework_opens_a_later_round"),
        ("text = ''", "rework_says_what"),
        ("due_on = issued_on", "rework_due_after_issue"),
    ],
)
def test_a_notice_stays_whole(bring, director, change, name):
    proposal = bring(S.REPLIED)
    rate(proposal, BAD)
    notice = rework(proposal, director)
    with pytest.raises(IntegrityError, match=name):
        write("deputies_rework", notice.pk, change)


def test_a_round_is_opened_by_one_notice(bring, director):
    proposal = bring(S.REPLIED)
    rate(proposal, BAD)
    notice = rework(proposal, director)
    again = Rework(
        proposal=proposal,
        round=2,
        text="又一份",
        issued_on=notice.issued_on,
        due_on=notice.due_on,
        due_sum=notice.due_sum,
        by=director,
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        again.save(force_insert=True)
    Rework.objects.update(is_withdrawn=True)
    again.save(force_insert=True)


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ("state = 'lost'", "promise_state_known|promise_settled_by_somebody"),
        ("state = 'broken'", "promise_settled_by_somebody"),
        ("settled_on = '2026-11-20'", "promise_settled_by_somebody"),
        ("kept_on = '2026-11-20'", "promise_kept_has_its_day"),
        ("proof = 'x'", "promise_report_is_whole"),
        ("reported_at = '2026-11-20 09:00:00+08:00'", "promise_report_is_whole"),
    ],
)
def test_a_promise_stays_whole(bring, handler, change, name):
    promise = promised(bring, handler)
    with pytest.raises(IntegrityError, match=name):
        write("deputies_promise", promise.pk, change)


def test_a_kept_promise_has_its_day(bring, handler, director):
    promise = promised(bring, handler)
    with pytest.raises(IntegrityError, match="promise_kept_has_its_day"), transaction.atomic():
        Promise.objects.filter(pk=promise.pk).update(
            state="kept", settled_on=date(2026, 11, 20), checked_by=director
        )


def test_a_reply_promises_once(bring, handler):
    promise = promised(bring, handler)
    with pytest.raises(IntegrityError), transaction.atomic():
        Promise.objects.create(reply=promise.reply)
