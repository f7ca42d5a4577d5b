"""发文字号: no gap and no double, however many take one at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction

from tests.factories import moment
from township_npc.office.choices import NumberState, SeriesKind
from township_npc.office.models import PaperNumber, PaperSeries
from township_npc.office.services.papers.drafting import draft_paper
from township_npc.office.services.papers.numbers import (
    number_for,
    reserve_number,
    use_reserved,
    void_number,
)
from township_npc.office.services.papers.series import set_series

AT = moment(2026, 3, 2)
CONGRESS = SeriesKind.CONGRESS


def reserve(by, year=2026, kind=CONGRESS) -> PaperNumber:
    return reserve_number(kind, year, by=by, at=AT, purpose="例会通知")


def test_numbers_begin_with_one_each_year_and_in_each_series(director):
    shown = [reserve(director).shown, reserve(director).shown, reserve(director, 2027).shown]
    shown.append(reserve(director, kind=SeriesKind.OFFICE).shown)
    assert shown == [
        "莲人发〔2026〕1号",
        "莲人发〔2026〕2号",
        "莲人发〔2027〕1号",
        "莲人办〔2026〕1号",
    ]


@pytest.mark.parametrize(
    ("kind", "on_paper"),
    [
        (SeriesKind.MINUTES, "第1期"),
        (SeriesKind.BULLETIN, "第1期"),
        (SeriesKind.ANNOUNCEMENT, "第1号"),
    ],
)
def test_minutes_bulletins_and_announcements_print_their_issue_alone(director, kind, on_paper):
    assert reserve(director, kind=kind).on_paper == on_paper


def test_twenty_at_once_take_twenty_numbers_without_a_gap(committed_db, director):
    together = Barrier(20)

    def take(n: int) -> str:
        try:
            together.wait()
            return reserve(director).shown
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as pool:
        taken = sorted(pool.map(take, range(20)))
    assert taken == sorted(f"莲人发〔2026〕{n}号" for n in range(1, 21))


def test_a_number_taken_in_an_act_that_fails_is_taken_by_the_next(director):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        reserve(director)
        raise ZeroDivisionError
    assert reserve(director).shown == "莲人发〔2026〕1号"


def test_a_paper_keeps_the_number_it_has(director):
    paper = draft_paper("notice", by=director, at=AT)
    first = number_for(paper, 2026, by=director, at=AT)
    assert number_for(paper, 2026, by=director, at=AT) == first


def test_a_reserved_number_is_used_by_one_paper_of_its_series(director):
    number = reserve(director)
    paper = draft_paper("notice", by=director, at=AT)
    letter = draft_paper("letter", by=director, at=AT)
    with pytest.raises(ValidationError):
        use_reserved(letter, number, by=director)
    use_reserved(paper, number, by=director)
    second = draft_paper("notice", by=director, at=AT)
    with pytest.raises(ValidationError, match="请重选"):
        use_reserved(second, number, by=director)


def test_a_voided_number_says_why_and_is_never_given_again(director):
    number = reserve(director)
    void_number(number, reason="文件不发了", by=director)
    assert (number.state, number.void_reason) == (NumberState.VOIDED, "文件不发了")
    assert reserve(director).shown == "莲人发〔2026〕2号"
    with pytest.raises(ValidationError):
        void_number(number, reason="再来一次", by=director)


def test_voiding_needs_a_reason_and_the_database_agrees(director):
    number = reserve(director)
    with pytest.raises(ValidationError, match="为什么"):
        void_number(number, reason=" ", by=director)
    with pytest.raises(IntegrityError), transaction.atomic():
        PaperNumber.objects.filter(pk=number.pk).update(state=NumberState.VOIDED)


def test_given_numbers_keep_their_words_when_the_agency_changes(director):
    number = reserve(director)
    set_series(CONGRESS, agency="莲塘人发", director_signs=False, by=director)
    number.refresh_from_db()
    assert (number.shown, reserve(director).shown) == ("莲人发〔2026〕1号", "莲塘人发〔2026〕2号")


def test_the_database_refuses_a_number_twice_and_two_series_of_one_name(director):
    number = reserve(director)
    with pytest.raises(IntegrityError), transaction.atomic():
        PaperNumber.objects.create(
            series=number.series, year=2026, number=1, shown="甲", state="reserved",
            taken_by=director, taken_at=AT,
        )  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        PaperSeries.objects.create(kind=SeriesKind.LETTER, agency="莲人发")


def test_only_the_office_takes_numbers(chair, deputy):
    for user in (chair, deputy.person.user):
        with pytest.raises(PermissionDenied):
            reserve(user)
