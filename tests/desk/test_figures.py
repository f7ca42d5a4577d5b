"""Each figure against rows counted by hand, on both sides of each boundary."""

from datetime import date

import pytest

from deputies.choices import ProposalState as S
from deputies.selectors.promises_due import promises_due
from deputies.selectors.proposal_figures import (
    Numbers,
    answers_by_class,
    answers_by_unit,
    proposal_numbers,
)
from desk.figures import promises, satisfaction, satisfaction_figure
from desk.ratings import Rated
from tests.deputies.proposal_pages import LIST, signed_in
from tests.desk.conftest import TODAY, reply
from tests.factories import make_draft, make_handler, make_unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample_day")]


def listed(user, url: str) -> int:
    return signed_in(user).get(url).context["page_obj"].paginator.count


def test_received_is_counted_from_the_first_to_the_last_minute_of_the_year(put, deputy, chair):
    put(S.SUBMITTED, sent=(2025, 12, 31, 23, 59))
    put(S.SUBMITTED, sent=(2026, 1, 1, 0, 0))
    put(S.CLOSED, sent=(2026, 12, 31, 23, 59), on=date(2026, 9, 1))
    put(S.CLOSED, sent=(2025, 12, 31, 23, 59), on=date(2026, 9, 1))
    make_draft(deputy)
    numbers = proposal_numbers(chair, TODAY)
    assert (numbers.received, numbers.answered) == (2, 1)
    assert listed(chair, f"{LIST}?year=2026") == 2
    assert listed(chair, f"{LIST}?year=2026&view=answered") == 1


def test_due_today_is_not_overdue_and_the_thirtieth_day_is_within(put, chair):
    for due in (
        date(2026, 11, 22), date(2026, 11, 23), date(2026, 12, 23), date(2026, 12, 24),
    ):  # fmt: skip
        put(S.SIGNED, due=due)
    put(S.REPLIED, due=date(2026, 11, 1), on=date(2026, 10, 1))
    assert proposal_numbers(chair, TODAY) == Numbers(received=5, answered=1, late=1, in30=2)


def test_answered_on_the_due_day_is_in_time_and_the_day_after_is_not(put, chair):
    put(S.CLOSED, due=date(2026, 9, 16), on=date(2026, 9, 16))
    put(S.REPLIED, due=date(2026, 9, 16), on=date(2026, 9, 17))
    put(S.SIGNED, due=date(2026, 11, 22))
    put(S.SIGNED, due=date(2026, 11, 23))  # neither: not answered, not due yet
    [unit] = answers_by_unit(chair, TODAY)
    assert (unit.in_time, unit.missed, unit.late, unit.base) == (1, 2, 1, 3)
    assert listed(chair, f"{LIST}?time=in_time") == 1
    assert listed(chair, f"{LIST}?time=missed") == 2
    assert listed(chair, f"{LIST}?time=decided&unit={unit.pk}") == 3


def test_an_answer_counts_in_its_year_and_what_is_overdue_until_it_is_answered(put, chair):
    put(S.CLOSED, due=date(2026, 1, 5), on=date(2025, 12, 31))
    put(S.CLOSED, due=date(2026, 1, 5), on=date(2026, 1, 1))
    put(S.SIGNED, due=date(2025, 6, 1))
    [unit] = answers_by_unit(chair, TODAY)
    assert (unit.in_time, unit.missed) == (1, 1)


def test_the_unit_that_missed_most_stands_first(put, chair):
    put(S.CLOSED, unit="水务站", on=date(2026, 9, 1))
    for _ in range(3):
        put(S.CLOSED, unit="公共服务办", on=date(2026, 9, 1))
    put(S.SIGNED, unit="公共服务办")
    put(S.SIGNED, unit="村镇建设办")
    names = [unit.name for unit in answers_by_unit(chair, TODAY)]
    assert names == ["村镇建设办", "公共服务办", "水务站"]


def test_a_reply_taken_back_counts_nowhere(put, chair):
    put(S.SIGNED, due=date(2026, 12, 1), on=date(2026, 9, 1), is_withdrawn=True)
    assert answers_by_unit(chair, TODAY) == []
    assert answers_by_class(chair, (2026,)) == {2026: [0, 0, 0, 0]}


def test_of_two_rounds_the_last_reply_says_the_class(put, chair):
    row = put(S.REPLIED, on=date(2026, 8, 1), result="C")
    reply(row, make_handler(make_unit(), "万春林"), on=date(2026, 9, 1), result="A", round=2)
    assert answers_by_class(chair, (2026,)) == {2026: [1, 0, 0, 0]}
    assert listed(chair, f"{LIST}?result=A&replied=2026") == 1
    assert listed(chair, f"{LIST}?result=C") == 0


def test_classes_are_counted_by_the_year_of_the_reply(put, chair):
    put(S.CLOSED, on=date(2025, 12, 31), result="A")
    put(S.CLOSED, on=date(2026, 1, 1), result="B")
    put(S.CLOSED, on=date(2026, 9, 1), result="D")
    put(S.CLOSED, on=date(2024, 9, 1), result="A")
    counts = answers_by_class(chair, (2026, 2025))
    assert counts == {2026: [0, 1, 0, 1], 2025: [1, 0, 0, 0]}
    assert listed(chair, f"{LIST}?replied=2026") == 2
    assert listed(chair, f"{LIST}?replied=2025") == 1


def test_promises_of_the_quarter_stand_with_its_first_and_its_last_day(put, chair):
    for day in (
        date(2026, 9, 30), date(2026, 10, 1), date(2026, 11, 23), date(2026, 12, 31),
        date(2027, 1, 1),
    ):  # fmt: skip
        put(S.CLOSED, on=date(2026, 9, 1), result="B", promised_by=day)
    lines = promises_due(chair, date(2026, 10, 1), date(2026, 12, 31), TODAY, most=9).lines
    assert {line.title for line in lines} == {"莲南小学门口增设人行横道"}
    assert [line.standing.text for line in lines] == ["超期 53 天", "今天到期", "还剩 38 天"]
    figure = promises(chair, TODAY)
    assert figure.sentence == "本季度有 3 项承诺到期：1 项超期还没办完。"
    assert figure.lines[0].url == f"{LIST}{lines[0].url.split('/')[-2]}/"


def test_of_many_promises_the_first_are_shown_and_the_rest_counted(put, chair):
    for _ in range(7):
        put(S.CLOSED, on=date(2026, 9, 1), result="B")
    figure = promises(chair, TODAY)
    assert (len(figure.lines), figure.more) == (5, 2)


def test_a_figure_without_data_says_so_in_one_sentence(chair):
    assert satisfaction().sentence == "代表还没有评价过答复。"
    assert promises(chair, TODAY).sentence == "本季度没有到期的承诺。"


def test_satisfaction_is_drawn_with_counts_and_bases():
    figure = satisfaction_figure(Rated((58, 66), (62, 66), (41, 66), (52, 64)))
    assert figure.chart.table.rows == [
        ["过程 首评", 58, 8, 66],
        ["过程 终评", 62, 4, 66],
        ["结果 首评", 41, 25, 66],
        ["结果 终评", 52, 12, 64],
    ]
    assert "共 64 份" in [word.text for word in figure.chart.words]
