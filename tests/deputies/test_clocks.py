"""How long each stage may take, by whose rule, and what the page says of it."""

from datetime import date

import pytest
from django.template import Context, Template

from deputies.choices import ProposalState as S
from deputies.models import Reply
from deputies.rules.clocks import (
    assist_period,
    contest_period,
    feedback_period,
    redo_period,
    sign_period,
)
from deputies.rules.extensions import extended, extension_limit, is_asked_late
from deputies.selectors.proposal_clocks import clocks_of
from tests.deputies.proposal_steps import brought_to
from tests.factories import moment
from township_npc.office.choices import PeriodUnit
from township_npc.office.rulebook import effective
from township_npc.office.rules import Period, WorkCalendar, deadline
from township_npc.office.selectors import work_calendar

DAY, WORKDAY, MONTH = PeriodUnit.DAY, PeriodUnit.WORKDAY, PeriodUnit.MONTH
PLAIN = WorkCalendar({}, frozenset(range(2000, 2100)))
ASSIGNED_ON, WAS_DUE, LIMIT = date(2026, 6, 16), date(2026, 9, 16), date(2026, 12, 16)


@pytest.mark.parametrize("period", [sign_period, contest_period, assist_period, feedback_period])
def test_where_no_law_gives_a_length_it_is_called_a_suggestion(period):
    assert period().source == "建议值（无法定依据）"


@pytest.mark.parametrize(
    ("province", "period", "amount", "unit", "article"),
    [
        ("zhejiang", contest_period, 10, DAY, "第十四条"),
        ("shandong", contest_period, 5, DAY, "第十二条"),
        ("henan", contest_period, 10, WORKDAY, "第十四条"),
        ("chongqing", contest_period, 10, WORKDAY, "第十六条"),
        ("zhejiang", assist_period, 2, MONTH, "第十八条第一款"),
        ("henan", assist_period, 2, MONTH, "第十八条第一款"),
        ("shandong", assist_period, 1, MONTH, "第二十一条"),
        ("chongqing", assist_period, 30, WORKDAY, "第二十条第一款"),
        ("chongqing", feedback_period, 20, WORKDAY, "第二十七条第一款"),
        ("henan", feedback_period, 10, WORKDAY, "第二十二条第一款"),
        ("beijing", feedback_period, 15, WORKDAY, "第二十三条第一款"),
        ("zhejiang", redo_period, 1, MONTH, "第二十四条"),
        ("shandong", redo_period, 1, MONTH, "第二十四条"),
        ("henan", redo_period, 1, MONTH, "第二十二条第二款"),
        ("chongqing", redo_period, 2, MONTH, "第二十七条第二款"),
        ("beijing", redo_period, 2, MONTH, "第二十七条第四款"),
    ],
)
def test_each_province_counts_as_its_text_says(province, period, amount, unit, article):
    found = period(effective(province))
    assert (found.amount, found.unit) == (amount, unit)
    assert found.source.endswith(f"》{article}")


def test_an_office_of_its_own_rules_redoes_by_them():
    assert redo_period(effective("demo")) == Period(
        1, MONTH, "本会《建议办理办法（示例）》第十二条"
    )


def test_three_working_days_to_sign_for_it_jump_the_dragon_boat_festival(db):
    assert deadline(ASSIGNED_ON, sign_period(), work_calendar()).due_on == date(2026, 6, 22)


def test_the_longest_extension_counts_from_the_assignment():
    limit = extension_limit(ASSIGNED_ON, PLAIN)
    assert (limit.due_on, limit.period.source) == (LIMIT, "《代表法》第五十一条第二款")
    assert extension_limit(ASSIGNED_ON, PLAIN, effective("chongqing")).due_on == date(2026, 10, 16)


@pytest.mark.parametrize(
    ("until", "due", "is_beyond"),
    [
        (None, LIMIT, False),
        (date(2026, 10, 30), date(2026, 10, 30), False),
        (LIMIT, LIMIT, False),
        (date(2026, 12, 17), date(2026, 12, 17), True),
    ],
)
def test_an_extension_reaches_the_day_agreed_on_and_says_when_that_is_too_far(
    until, due, is_beyond
):
    limit = extension_limit(ASSIGNED_ON, PLAIN)
    found = extended(WAS_DUE, limit, PLAIN, until=until, agreed_on=date(2026, 9, 11))
    assert (found.due_on, found.is_beyond) == (due, is_beyond)
    stored = found.as_json()
    assert (stored["due"], stored["extended_from"]) == (due.isoformat(), "2026-09-16")
    assert (stored["limit"], stored["agreed_on"]) == ("2026-12-16", "2026-09-11")


def test_the_last_day_is_in_time_to_ask_and_the_day_after_is_late():
    assert not is_asked_late(WAS_DUE, WAS_DUE)
    assert is_asked_late(WAS_DUE, date(2026, 9, 17))


def chip(due, today) -> str:
    source = "{% load house %}{% due due today=today %}"
    return Template(source).render(Context({"due": due, "today": today}))


def test_the_chip_of_an_extended_deadline_shows_both_days():
    limit = extension_limit(ASSIGNED_ON, PLAIN)
    agreed = {"until": date(2026, 10, 30), "agreed_on": date(2026, 9, 11)}
    found = extended(WAS_DUE, limit, PLAIN, **agreed)
    page = chip(found.as_json(), date(2026, 10, 20))
    for part in (
        "还剩 10 天，延长过",
        "原期限",
        "2026-09-16",
        "延长到",
        "2026-10-30",
        "2026-12-16",
    ):
        assert part in page


@pytest.mark.parametrize("today", [date(2026, 6, 24), date(2026, 6, 26), date(2026, 7, 30)])
def test_a_length_that_no_law_gives_stays_grey(today):
    page = chip(deadline(ASSIGNED_ON, contest_period(), PLAIN), today)
    assert 'class="due is-none' in page
    for tone in ("is-late", "is-soon", "is-ok"):
        assert tone not in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("state", "titles"),
    [
        (S.SUBMITTED, ["交办"]),
        (S.ACCEPTED, ["交办"]),
        (S.ASSIGNED, ["答复", "签收"]),
        (S.SIGNED, ["答复"]),
        (S.REPLIED, ["代表评价", "答复"]),
        (S.CLOSED, ["答复"]),
        (S.RETURNED, []),
    ],
)
def test_the_page_shows_the_clock_of_its_stage(bring, state, titles):
    proposal = bring(state)
    assert [clock.title for clock in clocks_of(proposal, proposal.replies.first())] == titles


def test_a_second_round_runs_on_a_clock_of_its_own(bring):
    proposal = bring(S.SIGNED)
    proposal.round = 2
    assert [clock.title for clock in clocks_of(proposal, None)] == ["第 2 次答复"]


def test_a_reply_keeps_the_deadline_of_its_own_day(deputy, director, unit, handler):
    crew = {"director": director, "unit": unit, "handler": handler}
    proposal = brought_to(S.REPLIED, lead=deputy, **crew)
    reply = Reply.objects.get(proposal=proposal)
    assert (reply.due_on, reply.replied_on) == (WAS_DUE, moment(2026, 9, 1).date())
