"""A promise goes with its reply. One still open when the unit replies again is replaced by another
promise, or settled: it never hangs in the air, and counts once."""

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from deputies.choices import PromiseState as P
from deputies.choices import ProposalState as S
from deputies.documents.handling_report import report_parts
from deputies.models import Promise
from deputies.selectors.handling_report import handling_report
from deputies.selectors.promises import (
    PromiseFilter,
    promise_counts,
    promise_rows,
    promises_on,
    settlement_to_begin_with,
)
from deputies.selectors.promises_due import promises_due
from deputies.services.answering import sign_for
from deputies.services.contests import agree_contest
from deputies.services.corrections import correct_last_act
from deputies.services.handling import return_reply
from deputies.services.promises import put_back_promise
from tests.deputies.proposal_pages import page, signed_in, text
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
from tests.deputies.unit_steps import contest
from tests.factories import make_unit, moment
from township_npc.office.models import Todo

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


ANOTHER_DAY = PROMISE | {"essence": "明年三月底前装好。", "promised_by": date(2027, 3, 31)}
SOLVED = {"result": "A", "text": "减速带装好了。"}
TODAY = date(2026, 11, 20)


def waiting(proposal) -> set[tuple]:
    todos = Todo.objects.open().filter(subject_id=proposal.pk, kind__startswith="proposal.promise")
    return {(todo.kind.partition(".")[2], todo.addressee.partition(":")[0]) for todo in todos}


def test_another_promise_replaces_the_open_one_and_says_so_with_its_day(
    promise, director, handler, deputy, staff
):
    proposal = promise.reply.proposal
    rate(proposal, BAD)
    rework(proposal, director)
    assert in_force() == [1]  # until the unit has replied
    reply_again(proposal, handler, answer=ANOTHER_DAY)
    assert in_force() == [2]
    promise.refresh_from_db()
    new = Promise.objects.in_force().get()
    assert (promise.state, promise.replaced_by) == (P.REPLACED, new)
    for reader in (deputy.person.user, handler, staff):
        told = {row.promise: row.replaced for row in promises_on(proposal, reader, TODAY)}
        assert told[promise] == "由第二次答复取代"
    shown = text(page(staff, proposal))
    assert '由第二次答复取代</strong>（<span class="num">2026 年 9 月 28 日</span>），改在' in shown
    assert "2027 年 3 月 31 日</span>前办完" in shown


def test_who_replies_again_reads_what_was_promised_before(promise, director, handler):
    proposal = promise.reply.proposal
    rate(proposal, BAD)
    rework(proposal, director)
    sign_for(proposal, by=handler, at=LATER)
    shown = text(page(handler, proposal, "reply/"))
    assert "第 1 次答复承诺过：" in shown
    assert "2026 年 11 月 15 日</span>前办完，年底前装好减速带。" in shown


def test_a_replaced_promise_counts_once_in_every_list(promise, director, handler, chair, staff):
    second_round(promise.reply.proposal, director, handler, ANOTHER_DAY)
    new = Promise.objects.in_force().get()
    assert list(promise_rows(staff, PromiseFilter(), TODAY)) == [new]
    assert list(promise_rows(staff, PromiseFilter(view="replaced"), TODAY)) == [promise]
    counts = promise_counts(staff, PromiseFilter(), TODAY)
    assert (counts["all"], counts["open"], counts["overdue"], counts["replaced"]) == (1, 1, 0, 1)
    due = promises_due(chair, date(2026, 1, 1), date(2027, 12, 31), TODAY, most=5)
    assert (due.count, [line.what for line in due.lines]) == (1, ["明年三月底前装好。"])
    report = handling_report(session="", year=2026, today=TODAY)
    assert (report.promises.count, report.promises.moved) == (1, 1)
    (sentence,) = next(p.sentences for p in report_parts(report) if p.heading == "承诺事项")
    assert "承诺了日期的 1 项" in sentence
    assert "1 项是再次答复时另定了日期的，只按后定的计一次。" in sentence


def test_nobody_reports_settles_or_puts_back_what_was_replaced(promise, director, handler, staff):
    proposal = promise.reply.proposal
    second_round(proposal, director, handler, ANOTHER_DAY)
    assert waiting(proposal) == {("promise", "deputies.Unit"), ("promise-late", "office")}
    old = Promise.objects.get(pk=promise.pk)
    for act in (lambda: report(old, handler, at=LATER), lambda: settle(old, staff, note="x")):
        with pytest.raises(ValidationError):
            act()
    with pytest.raises(PermissionDenied):
        put_back_promise(old, by=director, reason="点错了。")
    rows = {row.promise: row for row in promises_on(proposal, staff, TODAY)}
    assert not (rows[old].may_report or rows[old].may_settle or rows[old].may_put_back)
    url = f"/proposals/promises/{old.pk}/settle/"
    assert signed_in(staff).get(url).status_code == 404


def test_a_second_reply_that_is_taken_back_gives_the_first_promise_back(promise, director, handler):
    proposal = promise.reply.proposal
    second_round(proposal, director, handler, ANOTHER_DAY)
    return_reply(proposal, by=director, reason="请补全。", at=LATER)
    promise.refresh_from_db()
    assert (promise.state, promise.replaced_by, in_force()) == (P.OPEN, None, [1])
    correct_last_act(proposal, by=director, reason="点错了。")
    promise.refresh_from_db()
    assert (promise.state, in_force()) == (P.REPLACED, [2])


@pytest.mark.parametrize(
    ("answer", "outcome", "done_on"),
    [
        (SOLVED, P.KEPT, date(2026, 9, 28)),
        ({"result": "C", "text": "办不了。", "essence": "经费没有批。"}, P.BROKEN, None),
    ],
)
def test_after_a_reply_that_promises_nothing_the_office_is_asked_what_became_of_the_first(
    promise, director, handler, staff, answer, outcome, done_on
):
    proposal = promise.reply.proposal
    second_round(proposal, director, handler, answer)
    assert in_force() == [1]
    assert waiting(proposal) == {("promise-check", "office")}
    fresh = Promise.objects.select_related("reply__proposal").get()
    assert settlement_to_begin_with(fresh) == {"outcome": outcome, "kept_on": done_on}
    shown = text(signed_in(staff).get(f"/proposals/promises/{fresh.pk}/settle/"))
    assert answer["text"] in shown
    with pytest.raises(ValidationError, match="怎么核实的"):
        settle(fresh, staff, outcome, done_on)
    settle(fresh, staff, outcome, done_on, note="到现场看过。")
    assert (waiting(proposal), in_force()) == (set(), [1])


def test_the_unit_may_still_report_with_its_proof_before_the_office_settles(
    promise, director, handler, staff
):
    second_round(promise.reply.proposal, director, handler, SOLVED)
    fresh = Promise.objects.select_related("reply__proposal").get()
    report(fresh, handler, done_on=date(2026, 9, 20), at=LATER)
    assert settlement_to_begin_with(fresh) == {"outcome": P.KEPT, "kept_on": date(2026, 9, 20)}


def test_a_promise_of_a_unit_that_has_it_no_more_is_settled_by_the_office(
    promise, director, handler
):
    proposal = promise.reply.proposal
    rate(proposal, BAD)
    rework(proposal, director)
    agree_contest(contest(proposal, handler, at=LATER, late_reason="x"), by=director, at=LATER)
    assert waiting(proposal) == {("promise-check", "office")}


def test_one_that_was_settled_is_replaced_only_once_it_is_open_again(
    promise, director, handler, staff
):
    report(promise, handler)
    settle(promise, staff, P.BROKEN, None, note="没有装。")
    second_round(promise.reply.proposal, director, handler, ANOTHER_DAY)
    assert in_force() == [1, 2]
    promise.refresh_from_db()
    put_back_promise(promise, by=director, reason="点错了。")
    assert (promise.state, in_force()) == (P.REPLACED, [2])


def test_three_rounds_make_a_chain_of_which_the_last_counts(promise, director, handler):
    proposal = promise.reply.proposal
    second_round(proposal, director, handler, ANOTHER_DAY)
    rate(proposal, BAD, at=LATER)
    rework(proposal, director, at=LATER)
    reply_again(proposal, handler, at=moment(2026, 10, 20), answer=ANOTHER_DAY)
    rounds = dict(Promise.objects.values_list("reply__round", "replaced_by__reply__round"))
    assert (rounds, in_force()) == ({1: 2, 2: 3, 3: None}, [3])


@pytest.mark.parametrize(
    "wrong", [{"state": "replaced"}, {"state": "open", "replaced_by": "itself"}]
)
def test_the_database_itself_knows_what_replaces_it(promise, wrong):
    values = {name: promise.pk if value == "itself" else value for name, value in wrong.items()}
    values = {"replaced_by_id" if name == "replaced_by" else name: v for name, v in values.items()}
    with pytest.raises(IntegrityError), transaction.atomic():
        Promise.objects.update(**values)


def test_promises_left_open_by_an_earlier_version_are_replaced_and_can_go_back(
    promise, director, handler, bring
):
    second_round(promise.reply.proposal, director, handler, ANOTHER_DAY)
    Promise.objects.update(state=P.OPEN, replaced_by=None)
    migration = import_module("deputies.migrations.0016_what_earlier_rows_lack")
    for _ in range(2):
        migration.replace_promises(apps, None)
    promise.refresh_from_db()
    assert (promise.state, in_force()) == (P.REPLACED, [2])
    migration.open_promises(apps, None)
    promise.refresh_from_db()
    assert (promise.state, promise.replaced_by) == (P.OPEN, None)


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
