"""A promise goes with its reply; an open one ends with the reply of the next round."""

from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError

from deputies.choices import ProposalState as S
from deputies.models import Promise
from deputies.services.corrections import correct_last_act
from deputies.services.handling import return_reply
from tests.deputies.rating_steps import (
    BAD,
    LATER,
    PROMISE,
    promised,
    rate,
    reply_again,
    report,
    rework,
    settle,
)
from tests.factories import make_unit, moment

pytestmark = pytest.mark.django_db


@pytest.fixture
def promise(bring, handler):
    return promised(bring, handler)


def in_force() -> list:
    return list(Promise.objects.in_force().values_list("reply__round", flat=True))


def test_a_promise_goes_and_comes_back_with_its_reply(promise, director):
    proposal = promise.reply.proposal
    return_reply(proposal, by=director, reason="请补全。", at=moment(2026, 9, 2))
    assert in_force() == []
    correct_last_act(proposal, by=director, reason="点错了。")
    assert in_force() == [1]


def test_a_returned_promise_is_neither_reported_nor_settled(promise, director, handler):
    return_reply(promise.reply.proposal, by=director, reason="请补全。", at=moment(2026, 9, 2))
    with pytest.raises(ValidationError, match="刚被他人办过"):
        report(promise, handler)


def test_a_reply_whose_promise_was_settled_is_not_put_right(promise, handler, staff):
    report(promise, handler)
    settle(promise, staff)
    with pytest.raises(ValidationError, match="别人已经接着办了"):
        correct_last_act(promise.reply.proposal, by=handler, reason="内容写错了。")


def second_round(proposal, director, handler, answer=PROMISE):
    rate(proposal, BAD)
    rework(proposal, director)
    reply_again(proposal, handler, answer=answer)


def test_the_second_rounds_reply_replaces_the_open_promise_of_the_first(promise, director, handler):
    proposal = promise.reply.proposal
    rate(proposal, BAD)
    rework(proposal, director)
    assert in_force() == [1]  # until the unit has replied
    reply_again(proposal, handler, answer=PROMISE)
    assert in_force() == [2]


def test_a_settled_promise_of_the_first_round_stays(promise, director, staff, handler):
    report(promise, handler)
    settle(promise, staff)
    second_round(promise.reply.proposal, director, handler, {"result": "A", "text": "办好了。"})
    assert in_force() == [1]


def test_a_promise_of_another_round_is_not_reported_after_reassignment(promise, handler):
    """The unit that no longer has the proposal reports nothing (test 7)."""
    proposal = promise.reply.proposal
    proposal.lead_unit = make_unit("农业农村办")
    proposal.save(update_fields=["lead_unit"])
    fresh = Promise.objects.select_related("reply__proposal").get()
    with pytest.raises(PermissionDenied):
        report(fresh, handler, at=LATER)


def test_replies_written_before_promises_were_kept_get_theirs(bring, handler, promise):
    migration = import_module("deputies.migrations.0012_promises_of_earlier_replies")
    bring(S.REPLIED)  # class A: promises nothing
    Promise.objects.all().delete()
    for _ in range(2):  # a second run changes nothing
        migration.give_promises(apps, None)
    assert Promise.objects.get().reply == promise.reply
