"""办理情况的报告: which proposals it counts, what it says of them, who may take it away."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from deputies.choices import ProposalState as S
from deputies.documents.handling_report import report_parts, report_title
from deputies.models import DeputyGroup, Proposal
from deputies.rules.handling_report import (
    Handled,
    Period,
    by_category,
    by_group,
    by_unit,
    count_up,
    rate,
    session_period,
)
from deputies.selectors.handling_report import handling_report
from deputies.services.corrections import correct_last_act
from tests.deputies.proposal_pages import LIST, signed_in
from tests.factories import make_session, make_term, moment

DAY = date(2026, 11, 23)
ROW = Handled(
    pk=uuid4(), number=1, title="人行横道", lead="万秋生", group="第一代表小组",
    category="traffic", occasion="in_session", submitted_on=date(2026, 6, 11), state=S.SIGNED,
    unit="村镇建设办", assigned_on=date(2026, 6, 16), due_on=date(2026, 9, 16),
)  # fmt: skip
ANSWERED = replace(
    ROW, state=S.REPLIED, replied_on=date(2026, 9, 16), answer_due_on=date(2026, 9, 16), result="A"
)
WAITING = replace(ROW, state=S.ACCEPTED, unit="", assigned_on=None, due_on=None, number=None)


def test_each_number_is_counted_once():
    late = replace(ANSWERED, replied_on=date(2026, 9, 17), result="B", state=S.CLOSED)
    told = count_up([ROW, ANSWERED, late, replace(WAITING, occasion="in_recess")], DAY)
    assert (told.received, told.in_session, told.in_recess) == (4, 3, 1)
    assert (told.assigned, told.unassigned, told.closed) == (3, 1, 1)
    assert (told.answered, told.in_time, told.late) == (2, 1, 1)
    assert told.results == {"A": 1, "B": 1, "C": 0, "D": 0}
    assert (told.open, told.overdue) == (1, 1)
    assert (told.in_time_rate, told.done_rate) == ("50.0%", "50.0%")


@pytest.mark.parametrize(("today", "overdue"), [(date(2026, 9, 16), 0), (date(2026, 9, 17), 1)])
def test_what_is_due_today_is_not_overdue(today, overdue):
    assert count_up([ROW], today).overdue == overdue


def test_nothing_has_no_rate():
    told = count_up([], DAY)
    assert (told.received, told.done_rate, told.in_time_rate) == (0, "—", "—")


@pytest.mark.parametrize(
    ("part", "whole", "said"), [(6, 7, "85.7%"), (1, 3, "33.3%"), (1, 16, "6.3%"), (7, 7, "100.0%")]
)
def test_a_rate_has_one_place_and_is_rounded_half_up(part, whole, said):
    assert rate(part, whole) == said


def test_groups_stand_as_people_count_and_kinds_in_their_order():
    rows = [replace(ROW, group=name) for name in ("第十代表小组", "", "第二代表小组", "")]
    assert list(by_group(rows).items()) == [
        ("第二代表小组", 1),
        ("第十代表小组", 1),
        ("没有编组", 2),
    ]
    rows = [replace(ROW, category=kind) for kind in ("other", "building", "other")]
    assert list(by_category(rows).items()) == [("城乡建设", 1), ("其他", 2)]


def test_units_stand_with_the_most_first_and_without_what_is_not_assigned():
    other = replace(ANSWERED, unit="农业农村办")
    counted = by_unit([ROW, other, other, WAITING], DAY)
    assert [(unit, told.assigned) for unit, told in counted.items()] == [
        ("农业农村办", 2), ("村镇建设办", 1),
    ]  # fmt: skip


def test_a_meeting_has_the_recess_from_the_day_after_the_meeting_before():
    days = date(2026, 6, 11), date(2026, 6, 12)
    assert session_period(*days, date(2025, 12, 20)) == Period(date(2025, 12, 21), days[1])
    assert session_period(*days, None) == Period(*days)


def sent_at(proposal, *at) -> None:
    Proposal.objects.filter(pk=proposal.pk).update(submitted_at=moment(*at))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("at", "is_counted"),
    [
        ((2025, 12, 20, 23, 59), False),
        ((2025, 12, 21, 0, 0), True),
        ((2026, 6, 12, 23, 59), True),
        ((2026, 6, 13, 0, 0), False),
    ],
)
def test_the_report_of_a_meeting_ends_and_begins_with_its_days(bring, at, is_counted):
    proposal, meeting = bring(S.SIGNED), make_session()
    make_session(5, starts_on=date(2025, 12, 19), ends_on=date(2025, 12, 20))
    sent_at(proposal, *at)
    report = handling_report(session=str(meeting.pk), year=None, today=DAY)
    assert len(report.rows) == is_counted


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("at", "is_counted"),
    [
        ((2025, 12, 31, 23, 59), False),
        ((2026, 1, 1, 0, 0), True),
        ((2026, 12, 31, 23, 59), True),
        ((2027, 1, 1, 0, 0), False),
    ],
)
def test_a_year_is_the_offices_own(bring, at, is_counted):
    proposal = bring(S.SIGNED)
    sent_at(proposal, *at)
    assert len(handling_report(session="", year=2026, today=DAY).rows) == is_counted


@pytest.mark.django_db
def test_the_first_meeting_of_a_term_has_no_recess_before_it(bring):
    past = make_term(18, starts_on=date(2016, 11, 20), ends_on=date(2021, 11, 20))
    make_session(9, term=past, starts_on=date(2021, 6, 1), ends_on=date(2021, 6, 2))
    first = make_session(1, starts_on=date(2021, 11, 20), ends_on=date(2021, 11, 22))
    report = handling_report(session=str(first.pk), year=None, today=DAY)
    assert report.period == Period(date(2021, 11, 20), date(2021, 11, 22))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("state", "is_counted"),
    [(S.DRAFT, False), (S.RETURNED, False), (S.SUBMITTED, True), (S.CLOSED, True)],
)
def test_what_the_office_has_not_got_is_not_counted(bring, state, is_counted):
    bring(state)
    assert len(handling_report(session="", year=2026, today=DAY).rows) == is_counted


@pytest.mark.django_db
def test_a_reply_that_was_taken_back_does_not_count(bring, handler):
    proposal = bring(S.REPLIED)
    assert handling_report(session="", year=2026, today=DAY).figures.answered == 1
    correct_last_act(proposal, by=handler, reason="写错了。")
    figures = handling_report(session="", year=2026, today=DAY).figures
    assert (figures.answered, figures.open, figures.results["A"]) == (0, 1, 0)


@pytest.mark.django_db
def test_without_a_question_it_is_about_the_meeting_held_last(bring):
    meeting = make_session()
    make_session(7, starts_on=date(2026, 12, 20), ends_on=date(2026, 12, 21))
    asked = {"session": "", "year": None}
    assert handling_report(**asked, today=DAY).meeting == meeting
    assert handling_report(session=str(uuid4()), year=None, today=DAY).meeting == meeting


@pytest.mark.django_db
def test_before_any_meeting_it_is_about_the_year():
    report = handling_report(session="", year=None, today=DAY)
    assert (report.year, report_title(report)) == (
        2026, "2026 年代表建议、批评和意见办理情况统计",
    )  # fmt: skip
    assert report_parts(report)[0].sentences == [
        "2026 年 1 月 1 日至 2026 年 12 月 31 日，没有收到代表建议。"
    ]


@pytest.mark.django_db
def test_the_report_says_what_was_counted(bring, deputy):
    group = DeputyGroup.objects.create(term=deputy.term, name="第一代表小组")
    type(deputy).objects.update(group=group)
    for state in (S.CLOSED, S.REPLIED, S.SIGNED, S.ACCEPTED):
        bring(state)
    report = handling_report(session="", year=None, today=DAY)
    assert report_title(report) == (
        "关于第十九届人民代表大会第六次会议代表建议、批评和意见办理情况的报告"
    )
    parts = report_parts(report)
    assert [part.ordinal for part in parts] == list("一二三四五六七")
    assert [sentence for part in parts for sentence in part.sentences] == [
        (
            "2026 年 6 月 11 日至 2026 年 6 月 12 日，共收到代表建议、批评和意见 4 件，"
            "其中大会期间 4 件，闭会期间 0 件。"
        ),
        "已交办 3 件，还没有交办的 1 件。",
        (
            "承办单位已书面答复 2 件，其中按期答复 2 件，超期答复 0 件，按期答复率 100.0%；"
            "已办结 1 件。"
        ),
        (
            "已答复的 2 件中，A 类 2 件，B 类 0 件，C 类 0 件，D 类 0 件。"
            "办成率 100.0%（A 类 2 件 ÷ 已答复 2 件）。"
        ),
        "交办给 1 个单位，各单位办理情况见下表。",
        "到 2026 年 11 月 23 日，已交办还没有答复的 1 件，其中超过答复期限的 1 件。",
        "代表还没有评价过答复。",
        "没有列入计划、承诺日期的事项。",
    ]
    tables = {table.title: table.rows for part in parts for table in part.tables}
    assert tables["按代表小组"] == [("第一代表小组", 4)]
    assert tables["按承办单位"] == [("村镇建设办", 3, 2, 2, 2, 0, 0, 0, 1, 1, "100.0%")]


@pytest.mark.django_db
def test_the_office_and_the_chairman_open_it_and_nobody_else(
    bring, director, staff, chair, handler, deputy, sysadmin
):
    bring(S.CLOSED)
    for user in (director, staff, chair):
        for page in ("report/", "report/print/"):
            html = signed_in(user).get(f"{LIST}{page}").content.decode()
            assert "第十九届人民代表大会第六次会议" in html and "办成率 100.0%" in html
    for user in (handler, deputy.person.user, sysadmin):
        for page in ("report/", "report/print/"):
            assert signed_in(user).get(f"{LIST}{page}").status_code == 404
        assert signed_in(user).post(f"{LIST}report/export/").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["?year=x", "?session=x", "?page=9", "?year=99999"])
def test_an_address_that_means_nothing_opens_the_last_meeting(bring, director, query):
    bring(S.CLOSED)
    answer = signed_in(director).get(f"{LIST}report/{query}")
    assert (answer.status_code, answer.context["report"].meeting) == (200, make_session())


@pytest.mark.django_db
@pytest.mark.parametrize("rows", [1, 50])
@pytest.mark.parametrize(("page", "queries"), [("report/", 15), ("report/print/", 12)])
def test_the_report_costs_the_same_queries_for_any_number_of_rows(
    bring, director, rows, page, queries, django_assert_num_queries
):
    for _ in range(rows):
        bring(S.CLOSED)
    client = signed_in(director)
    client.get(LIST)  # the first page of a sign-in also writes the sign-in down
    with django_assert_num_queries(queries):
        assert client.get(f"{LIST}{page}").status_code == 200
