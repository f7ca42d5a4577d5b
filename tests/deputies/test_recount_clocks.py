"""Every clock that runs follows the calendar: put off, of a later round, of an opinion, and those
that are counted each time; with a line in the record, the to-do, and its reminders."""

from datetime import date, timedelta

import pytest
from django.core import mail as outbox

from deputies.choices import ProposalState as S
from deputies.models import Assisting, Extension, Proposal, Rework
from deputies.selectors.assignments import assignment_in_force
from deputies.selectors.proposal_standing import proposal_lines
from deputies.services.assisting import choose_assisting, give_opinion
from deputies.services.extensions import correct_extension, grant_extension
from tests.deputies.rating_steps import BAD, rate, rework
from tests.deputies.unit_steps import DUE, GRANTED, LIMIT
from tests.factories import make_handler, make_unit, moment
from tests.office.calendar_steps import off, put_in, take_out
from tests.office.rule_steps import set_own
from township_npc.office.holidays.plan import Plan, calendar_after
from township_npc.office.models import AuditEntry, Notice, Todo
from township_npc.office.rules import read_deadline
from township_npc.office.selectors import work_calendar
from township_npc.office.selectors.recount import foresee
from township_npc.office.services.recount import recount_open
from township_npc.office.services.reminders import run_reminders

pytestmark = pytest.mark.django_db
AGREED, SATURDAY = date(2026, 10, 30), date(2026, 10, 31)  # Friday
DAY_AFTER_LIMIT = date(2026, 12, 17)
TWO_MONTHS = {"value": "2", "unit": "个月"}
UNITS_TURN = ("proposal.sign", "proposal.reply")
REDO_DUE, OPINION_DUE = date(2026, 10, 8), date(2026, 7, 20)


def days(proposal: Proposal) -> tuple[date, date, date]:
    """Of the proposal, of its assignment, of the unit's to-do: one day."""
    proposal.refresh_from_db()
    (todo,) = Todo.objects.open().filter(subject_id=proposal.pk, kind__in=UNITS_TURN)
    return proposal.reply_due_on, assignment_in_force(proposal).due_on, todo.due_on


def put_off(bring, director, **until) -> Proposal:
    proposal = bring(S.SIGNED)
    grant_extension(proposal, by=director, at=GRANTED, reason="口头同意。", **until)
    return proposal


def labels(proposal: Proposal, user) -> list[str]:
    return [line["label"] for line in proposal_lines(proposal, user)]


def test_the_assignment_goes_with_the_reply(bring, director):
    proposal = bring(S.ASSIGNED)
    put_in(DUE, off(), director)
    assert days(proposal) == (date(2026, 9, 17),) * 3
    take_out(DUE, director)
    assert days(proposal) == (DUE,) * 3


def test_put_off_as_far_as_the_rules_allow_it_goes_with_that_limit(bring, director):
    proposal = put_off(bring, director)
    assert put_in(LIMIT, off(), director) == 1
    assert days(proposal) == (DAY_AFTER_LIMIT,) * 3
    assert (proposal.due_sum["limit"], proposal.due_sum["extended_from"]) == (
        "2026-12-17",
        "2026-09-16",
    )
    line = proposal_lines(proposal, director)[0]
    assert line["label"] == "期限因节假日安排重新计算：2026-12-16 → 2026-12-17"
    assert line["note"].startswith("2026-06-16 + 6 个月 → 2026-12-17（2026-12-16 是临时放假")
    assert take_out(LIMIT, director) == 1
    assert days(proposal) == (LIMIT,) * 3


def test_a_day_agreed_on_moves_off_a_day_off_and_back_again(bring, director):
    proposal = put_off(bring, director, until=AGREED)
    assert put_in(AGREED, off(), director) == 1
    assert days(proposal) == (date(2026, 11, 2),) * 3
    assert proposal_lines(proposal, director)[0]["note"] == (
        "2026-09-11 同意延长到 2026-10-30 → 2026-11-02（这天是临时放假，顺延）"
    )
    assert proposal.due_sum["until"] == "2026-10-30"
    take_out(AGREED, director)
    assert days(proposal) == (AGREED,) * 3


def test_a_day_agreed_on_stays_where_only_the_limit_moves(bring, director):
    proposal = put_off(bring, director, until=AGREED)
    assert put_in(LIMIT, off(), director) == 0
    assert days(proposal) == (AGREED,) * 3
    assert proposal.due_sum["limit"] == "2026-12-17"


def test_agreed_to_a_day_off_it_is_due_on_the_next_working_day(bring, director):
    proposal = put_off(bring, director, until=SATURDAY)
    assert days(proposal) == (date(2026, 11, 2),) * 3
    assert Extension.objects.get().new_due_on == date(2026, 11, 2)
    assert recount_open(by=None, at=GRANTED) == 0


def test_no_rule_shortens_what_was_granted(bring, director):
    proposal = put_off(bring, director)
    assert set_own("reply_months_max", director, value="4", recount=True) == 0
    assert days(proposal) == (LIMIT,) * 3


def test_what_an_earlier_version_stored_of_an_extension_moves_like_the_rest(bring, director):
    proposal = put_off(bring, director, until=AGREED)
    earlier = {**proposal.due_sum, "nominal": proposal.due_sum["limit"]}
    del earlier["until"]
    Proposal.objects.update(due_sum=earlier)
    assert recount_open(by=None, at=GRANTED) == 0
    assert not AuditEntry.objects.filter(verb="deadline.recounted").exists()
    put_in(AGREED, off(), director)
    assert days(proposal) == (date(2026, 11, 2),) * 3


def test_put_right_after_the_calendar_changed_the_old_deadline_follows_it_too(bring, director):
    proposal = put_off(bring, director)
    put_in(DUE, off(), director)
    correct_extension(Extension.objects.get(), by=director, reason="不用延了。", at=GRANTED)
    recount_open(by=None, at=GRANTED)
    assert days(proposal) == (date(2026, 9, 17),) * 3


def test_a_later_round_moves_with_its_notice(bring, director):
    proposal = bring(S.REPLIED)
    rate(proposal, BAD)
    notice = rework(proposal, director)
    assert put_in(REDO_DUE, off(), director) == 1
    assert days(proposal) == (date(2026, 10, 9),) * 3
    notice.refresh_from_db()
    assert (notice.due_on, notice.due_sum["due"]) == (date(2026, 10, 9), "2026-10-09")


def test_the_notice_of_a_round_that_was_put_off_keeps_the_day_it_was_issued_with(bring, director):
    proposal = bring(S.REPLIED)
    rate(proposal, BAD)
    rework(proposal, director)
    grant_extension(proposal, by=director, at=moment(2026, 9, 28), reason="同意。", until=AGREED)
    put_in(AGREED, off(), director)
    assert days(proposal) == (date(2026, 11, 2),) * 3
    assert Rework.objects.get().due_on == REDO_DUE


def test_a_later_round_counts_by_its_own_rule(bring, director):
    proposal = bring(S.REPLIED)
    rate(proposal, BAD)
    rework(proposal, director)
    assert set_own("reply_months", director, recount=True) == 0
    assert set_own("redo_months", director, recount=True, **TWO_MONTHS) == 1
    assert days(proposal) == (date(2026, 11, 9),) * 3


@pytest.fixture
def assisted(bring, director):
    """Signed for, and 财政所 has been asked on 18 June, for 20 July (the 18th is a Saturday)."""
    proposal = bring(S.SIGNED)
    units = [make_unit("财政所")]
    choose_assisting(proposal, by=director, units=units, at=moment(2026, 6, 18))
    return proposal


def test_a_missing_opinion_has_a_clock_that_moves_and_says_whose_it_is(assisted, director, handler):
    assert put_in(OPINION_DUE, off(), director) == 1
    row = Assisting.objects.get()
    assert (row.due_on, row.due_sum["due"]) == (date(2026, 7, 21), "2026-07-21")
    todo = Todo.objects.open().get(kind="proposal.opinion")
    assert todo.due_on == row.due_on
    said = "财政所协办意见的期限因节假日安排重新计算：2026-07-20 → 2026-07-21"
    assert [labels(assisted, user)[0] for user in (director, handler)] == [said] * 2
    assert said not in labels(assisted, assisted.lead.person.user)


def test_an_opinion_that_was_given_keeps_its_day(assisted, director):
    row = Assisting.objects.get()
    theirs = make_handler(row.unit, "邱玉明")
    give_opinion(row, by=theirs, text="可以列入明年。", at=moment(2026, 7, 6))
    assert put_in(OPINION_DUE, off(), director) == 0
    assert Assisting.objects.get().due_on == OPINION_DUE


def test_an_opinion_counts_by_its_own_rule(assisted, director):
    assert set_own("assist_period", director, recount=True, **TWO_MONTHS) == 1
    assert Assisting.objects.get().due_on == date(2026, 8, 18)
    assert days(assisted) == (DUE,) * 3


def test_reply_and_opinion_of_one_record_are_one_record_that_changes(assisted, director):
    Assisting.objects.update(due_on=DUE, due_sum=Proposal.objects.get().due_sum)
    put_in(DUE, off(), director)
    assert days(assisted) == (date(2026, 9, 17),) * 3
    assert Todo.objects.open().get(kind="proposal.opinion").due_on == date(2026, 9, 17)
    foreseen = foresee(calendar_after(Plan({DUE: None}), work_calendar()))
    assert (len(foreseen.moved), foreseen.told) == (2, "会改动 1 件建议的期限")
    whole = "第 1 号 莲南小学门口增设人行横道和减速带"
    assert [one.called for one in foreseen.moved] == [whole, f"{whole}：财政所协办意见"]
    assert take_out(DUE, director) == 1


def test_the_hand_over_that_is_counted_each_time_says_in_the_record_that_it_moved(
    bring, director, deputy
):
    proposal = bring(S.ACCEPTED)
    assert put_in(date(2026, 6, 22), off(), director) == 0
    entry = AuditEntry.objects.filter(verb="deadline.followed").get()
    assert (entry.actor, entry.subject_id) == (director, str(proposal.pk))
    assert entry.facts == {"moved": [["交办", "2026-06-22", "2026-06-23"]]}
    assert labels(proposal, director)[0] == "期限重新计算：交办 2026-06-22 → 2026-06-23"
    assert "期限重新计算" not in "".join(labels(proposal, deputy.person.user))
    recount_open(by=None, at=GRANTED)
    assert AuditEntry.objects.filter(verb="deadline.followed").count() == 1


def test_the_rating_moves_too_and_the_unit_does_not_read_that_it_waits(bring, director, handler):
    set_own("feedback_days", director)  # 15 days, by a text
    proposal = bring(S.REPLIED)
    todo = Todo.objects.open().get(kind="proposal.rate")
    assert todo.due_on == DUE
    put_in(DUE, off(), director)
    todo.refresh_from_db()
    assert todo.due_on == date(2026, 9, 17)
    assert labels(proposal, director)[0] == "期限重新计算：评价 2026-09-16 → 2026-09-17"
    assert "2026-09-17" not in "".join(labels(proposal, handler))


def test_a_step_of_the_day_before_is_not_mailed_and_the_new_day_has_its_own_ladder(
    bring, director, handler, settings
):
    proposal = bring(S.SIGNED)
    handler.person.email = "wan@example.cn"
    handler.person.save(update_fields=["email_sealed"])
    week_before = DUE - timedelta(days=7)
    run_reminders(moment(week_before.year, week_before.month, week_before.day))
    put_in(DUE, off(), director)
    settings.MAIL_FROM = "office@example.cn"
    run_reminders(moment(2026, 9, 9, 10))
    (letter,) = [one for one in outbox.outbox if one.to == ["wan@example.cn"]]
    assert "2026-09-17 前，还剩 8 天" in letter.body
    assert "2026-09-16 前" not in letter.body
    told = Notice.objects.filter(todo__subject_id=proposal.pk, recipient=handler).order_by("pk")
    steps = [(notice.due_on, notice.step, notice.digest is not None) for notice in told]
    assert steps == [(DUE, 7, False), (date(2026, 9, 17), 15, True)]


@pytest.mark.parametrize("until", [None, AGREED, SATURDAY, date(2027, 2, 6)])
def test_a_stored_extension_comes_back_whole(bring, director, until):
    proposal = put_off(bring, director, until=until, beyond_reason="汛期停工。")
    proposal.refresh_from_db()
    found = read_deadline(proposal.due_sum)
    assert found.as_json() == proposal.due_sum
    assert (found.due_on, found.until) == (proposal.reply_due_on, until)
