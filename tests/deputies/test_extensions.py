"""延期: asked for, decided, granted at once, put right; both days stay in sight."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from deputies.choices import ProposalState as S
from deputies.models import Extension, Proposal, Reply
from deputies.selectors.assignments import assignment_in_force
from deputies.services.answering import reply_proposal
from deputies.services.extensions import (
    agree_extension,
    correct_extension,
    grant_extension,
    refuse_extension,
    take_back_extension,
)
from tests.deputies.proposal_steps import ANSWER, talk
from tests.deputies.unit_steps import ASKED, DECIDED, DUE, GRANTED, LIMIT, ask, reassign
from tests.factories import make_handler, make_unit, moment
from township_npc.office.models import AuditEntry, AuditNote

pytestmark = pytest.mark.django_db


def last_entry() -> AuditEntry:
    return AuditEntry.objects.latest("seq")


@pytest.mark.parametrize(("day", "is_late"), [(16, False), (17, True)])
def test_on_the_last_day_it_is_asked_in_time_and_later_it_is_recorded_as_late(
    bring, handler, day, is_late
):
    proposal = bring(S.SIGNED)
    found = ask(proposal, handler, at=moment(2026, 9, day))
    assert (found.asked_by, found.old_due_on, found.is_waiting) == (handler, DUE, True)
    entry = last_entry()
    assert (entry.verb, entry.facts["is_late"]) == ("proposal.extension_asked", is_late)
    proposal.refresh_from_db()
    assert proposal.reply_due_on == DUE


@pytest.mark.parametrize(("wanted", "refused"), [(16, True), (17, False)])
def test_what_is_wanted_lies_after_the_deadline(bring, handler, wanted, refused):
    proposal, until = bring(S.SIGNED), date(2026, 9, wanted)
    if refused:
        with pytest.raises(ValidationError, match="要晚于现在的期限"):
            ask(proposal, handler, wanted_until=until)
        return
    assert ask(proposal, handler, wanted_until=until).wanted_until == until


@pytest.mark.parametrize(("wanted", "refused"), [(16, False), (17, True)])
def test_the_unit_asks_for_no_later_day_than_the_rules_allow(bring, handler, wanted, refused):
    proposal, until = bring(S.SIGNED), date(2026, 12, wanted)
    if not refused:
        assert ask(proposal, handler, wanted_until=until).wanted_until == LIMIT
        return
    with pytest.raises(ValidationError, match=r"最晚到 2026-12-16.*第五十一条") as refusal:
        ask(proposal, handler, wanted_until=until)
    assert list(refusal.value.message_dict) == ["wanted_until"]
    assert not Extension.objects.exists()


def test_one_request_waits_at_a_time_and_none_after_the_reply(bring, handler):
    proposal = bring(S.SIGNED)
    ask(proposal, handler)
    with pytest.raises(ValidationError, match="等主任决定"):
        ask(proposal, handler)
    with pytest.raises(ValidationError, match="不能再这样办"):
        ask(bring(S.REPLIED), handler)


def test_agreed_it_reaches_as_far_as_the_rules_allow(bring, handler, director):
    proposal = bring(S.SIGNED)
    agree_extension(ask(proposal, handler), by=director, at=GRANTED, note="每月报一次进度。")
    proposal.refresh_from_db()
    assert proposal.reply_due_on == LIMIT
    assert (proposal.due_sum["extended_from"], proposal.due_sum["amount"]) == ("2026-09-16", 6)
    found = Extension.objects.get()
    assert (found.is_agreed, found.decided_by) == (True, director)
    assert (found.old_due_on, found.new_due_on) == (DUE, LIMIT)
    assert assignment_in_force(proposal).due_on == LIMIT
    entry = last_entry()
    assert (entry.verb, entry.facts["due"], entry.facts["was_due"]) == (
        "proposal.extended",
        "2026-12-16",
        "2026-09-16",
    )
    assert AuditNote.objects.get(entry=entry).text == "每月报一次进度。"


@pytest.mark.parametrize(
    ("until", "beyond_reason", "wrong"),
    [
        (date(2026, 9, 16), "", "until"),
        (date(2026, 9, 17), "", None),
        (LIMIT, "", None),
        (date(2026, 12, 17), "", "beyond_reason"),
        (date(2026, 12, 17), "汛期停工两个月。", None),
    ],
)
def test_it_reaches_beyond_the_longest_only_with_a_reason(
    bring, handler, director, until, beyond_reason, wrong
):
    proposal = bring(S.SIGNED)
    values = {"by": director, "at": GRANTED, "until": until, "beyond_reason": beyond_reason}
    if wrong:
        with pytest.raises(ValidationError) as refused:
            agree_extension(ask(proposal, handler), **values)
        assert list(refused.value.error_dict) == [wrong]
        assert Extension.objects.get().is_waiting
        return
    agree_extension(ask(proposal, handler), **values)
    proposal.refresh_from_db()
    assert proposal.reply_due_on == until
    assert (beyond_reason in last_entry().note.text) is True


def test_the_director_grants_it_at_once_and_whoever_agreed_is_named(bring, director):
    proposal = bring(S.SIGNED)
    grant_extension(proposal, by=director, at=GRANTED, reason="口头同意，分管副镇长。")
    assert proposal.reply_due_on == LIMIT
    found = Extension.objects.get()
    assert (found.asked_by, found.decided_by, found.is_agreed) == (None, director, True)
    assert last_entry().note.text == "口头同意，分管副镇长。"


def test_granted_at_once_a_request_that_waits_is_answered(bring, handler, director):
    proposal = bring(S.SIGNED)
    ask(proposal, handler)
    grant_extension(proposal, by=director, at=GRANTED, reason="口头同意。")
    found = Extension.objects.get()
    assert (found.asked_by, found.is_agreed, found.new_due_on) == (handler, True, LIMIT)


def test_refused_the_deadline_stays(bring, handler, director):
    proposal = bring(S.SIGNED)
    refuse_extension(ask(proposal, handler), by=director, at=GRANTED, note="请抓紧。")
    proposal.refresh_from_db()
    assert (proposal.reply_due_on, Extension.objects.get().is_agreed) == (DUE, False)
    ask(proposal, handler, at=moment(2026, 9, 12))
    assert Extension.objects.count() == 2


def test_the_second_of_two_who_decide_is_told(bring, handler, director):
    found = ask(bring(S.SIGNED), handler)
    mine, theirs = Extension.objects.get(pk=found.pk), Extension.objects.get(pk=found.pk)
    refuse_extension(mine, by=director, at=GRANTED, note="请抓紧。")
    with pytest.raises(ValidationError, match="刚有人决定过了"):
        agree_extension(theirs, by=director, at=GRANTED)
    assert Proposal.objects.get().reply_due_on == DUE


def test_the_unit_takes_its_request_back(bring, handler):
    proposal = bring(S.SIGNED)
    take_back_extension(ask(proposal, handler), by=handler, at=GRANTED)
    assert not Extension.objects.exists()
    assert last_entry().note.text == "要等县里批设计。"


def test_put_right_the_old_deadline_counts_and_the_request_waits_again(bring, handler, director):
    proposal = bring(S.SIGNED)
    found = ask(proposal, handler)
    before = proposal.due_sum
    agree_extension(found, by=director, at=GRANTED)
    correct_extension(found, by=director, reason="日期写错了。", at=GRANTED)
    proposal.refresh_from_db()
    assert (proposal.reply_due_on, proposal.due_sum) == (DUE, before)
    assert assignment_in_force(proposal).due_on == DUE
    found.refresh_from_db()
    assert (found.is_waiting, found.new_due_on, found.due_sum) == (True, None, None)


def test_put_right_what_was_granted_at_once_is_gone_and_its_words_are_kept(bring, director):
    proposal = bring(S.SIGNED)
    found = grant_extension(proposal, by=director, at=GRANTED, reason="口头同意。")
    correct_extension(found, by=director, reason="不用延了。", at=GRANTED)
    assert (Proposal.objects.get().reply_due_on, Extension.objects.count()) == (DUE, 0)
    assert AuditNote.objects.filter(text="口头同意。").exists()


def test_of_two_extensions_the_later_is_put_right_first(bring, director):
    proposal, middle = bring(S.SIGNED), date(2026, 10, 30)
    first = grant_extension(proposal, by=director, at=GRANTED, reason="口头同意。", until=middle)
    second = grant_extension(proposal, by=director, at=moment(2026, 10, 20), reason="再延一次。")
    with pytest.raises(ValidationError, match="先更正后面的"):
        correct_extension(first, by=director, reason="x", at=moment(2026, 10, 21))
    correct_extension(second, by=director, reason="x", at=moment(2026, 10, 21))
    assert Proposal.objects.get().reply_due_on == middle


def test_not_put_right_after_the_reply_and_the_reply_keeps_the_extended_day(
    bring, handler, director
):
    proposal = bring(S.SIGNED)
    talk(proposal, handler)
    found = grant_extension(proposal, by=director, at=GRANTED, reason="口头同意。")
    reply_proposal(proposal, by=handler, at=moment(2026, 10, 8), **ANSWER)
    assert Reply.objects.get().due_on == LIMIT
    with pytest.raises(ValidationError, match="不能再这样办"):
        correct_extension(Extension.objects.get(), by=director, reason="x", at=ASKED)
    assert found.new_due_on == LIMIT


def test_a_new_unit_begins_without_the_old_ones_extension(bring, handler, director):
    proposal, other = bring(S.SIGNED), make_unit("农业农村办")
    ask(proposal, handler, at=DECIDED)
    reassign(proposal, other, director)
    assert not Extension.objects.waiting().exists()
    ask(proposal, make_handler(other), at=ASKED)
    assert Extension.objects.waiting().count() == 1


ACTS = {
    "ask": lambda found, by: ask(found.assignment.proposal, by),
    "take_back": lambda found, by: take_back_extension(found, by=by, at=GRANTED),
    "agree": lambda found, by: agree_extension(found, by=by, at=GRANTED),
    "refuse": lambda found, by: refuse_extension(found, by=by, at=GRANTED, note="x"),
    "grant": lambda found, by: grant_extension(
        found.assignment.proposal, by=by, at=GRANTED, reason="x"
    ),
    "correct": lambda found, by: correct_extension(found, by=by, at=GRANTED, reason="x"),
}
MAY = {
    "ask": "handler", "take_back": "handler", "agree": "director", "refuse": "director",
    "grant": "director", "correct": "director",
}  # fmt: skip


@pytest.mark.parametrize("role", ["director", "staff", "chair", "handler", "stranger", "sysadmin"])
@pytest.mark.parametrize("act", ACTS)
def test_who_may_do_what(request, bring, handler, director, act, role):
    found = ask(bring(S.SIGNED), handler)
    if act in ("ask", "correct"):
        refuse_extension(found, by=director, at=GRANTED, note="请抓紧。")
    by = make_handler(make_unit("财政所")) if role == "stranger" else request.getfixturevalue(role)
    before = AuditEntry.objects.count()
    if role == MAY[act]:
        ACTS[act](found, by)
        assert AuditEntry.objects.count() == before + 1
        return
    with pytest.raises(PermissionDenied):
        ACTS[act](found, by)
    assert AuditEntry.objects.count() == before
