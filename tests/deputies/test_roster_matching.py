"""Whom a line is about: a new person, a known deputy, or somebody to ask about."""

from datetime import date

import pytest

from deputies.choices import RowChoice, RowKind
from deputies.roster.lines import Line, clean_line
from deputies.roster.matching import FIELDS, Seat, change_in_words, judge_all
from deputies.rules.roster import offered_choices
from tests.deputies.roster_files import invented_id

TODAY = date(2026, 10, 8)
ONE, TWO = invented_id("19650423"), invented_id("19701220")
NEW, SAME, CHANGED, SUSPICIOUS = RowKind.NEW, RowKind.SAME, RowKind.CHANGED, RowKind.SUSPICIOUS


def lines(*rows: dict) -> list[Line]:
    return [
        clean_line(n, {"name": "王强", "number": str(n - 3), **row}, today=TODAY)
        for n, row in enumerate(rows, start=4)
    ]


def seat(pk: str = "a", ended: str = "", **cells: str) -> Seat:
    return Seat(pk, dict.fromkeys(FIELDS, "") | {"name": "王强"} | cells, ended)


def judged(*rows: dict, seats: list[Seat] = (), elsewhere: dict | None = None) -> list[tuple]:
    """(kind, reasons, seat, blocked) of each row."""
    verdicts = judge_all(lines(*rows), list(seats), elsewhere or {})
    return [(v.kind, v.reasons, v.seat and v.seat.pk, v.is_blocked) for v in verdicts]


def test_a_person_nobody_knows_is_new():
    assert judged({"id_number": ONE}) == [(NEW, [], None, False)]


def test_the_same_id_number_is_the_same_person_even_after_moving():
    assert judged(
        {"id_number": ONE, "district": "第2选区"},
        seats=[seat(id_number=ONE, district="第1选区", born_on="1965-04-23")],
    ) == [(CHANGED, ["选区 第1选区 改成 第2选区"], "a", False)]


def test_an_empty_cell_changes_nothing():
    known = seat(id_number=ONE, phone="13800000001", born_on="1965-04-23")
    assert judged({"id_number": ONE}, seats=[known]) == [(SAME, ["和系统里一样"], "a", False)]


@pytest.mark.parametrize("key", ["phone", "district"])
def test_without_an_id_number_name_and_phone_or_district_are_enough(key):
    value = {"phone": "13800000001", "district": "第1选区"}[key]
    assert judged({key: value}, seats=[seat(**{key: value})])[0][0] == SAME


def test_a_namesake_with_another_id_number_is_another_person():
    assert judged({"id_number": TWO}, seats=[seat(id_number=ONE)]) == [
        (NEW, ["系统里有同名的另一位代表，证件号不同"], None, False)
    ]


def test_the_same_name_and_phone_with_another_id_number_is_doubted():
    known = seat(id_number=ONE, phone="13800000001")
    assert judged({"id_number": TWO, "phone": "13800000001"}, seats=[known]) == [
        (SUSPICIOUS, ["和系统里的一位代表姓名、电话都一样，证件号不同"], None, False)
    ]


def test_a_namesake_that_nothing_tells_apart_is_doubted():
    assert judged({"district": "第2选区"}, seats=[seat(district="第1选区")]) == [
        (
            SUSPICIOUS,
            ["系统里有同名代表，证件号、电话和选区对不上，分不清是不是同一人"],
            None,
            False,
        )
    ]


def test_another_name_under_a_known_id_number_is_doubted():
    assert judged({"id_number": ONE}, seats=[seat(name="王刚", id_number=ONE)]) == [
        (SUSPICIOUS, ["证件号是系统里“王刚”的，姓名不同"], "a", False)
    ]


def test_a_seat_that_ended_is_not_taken_up_again_unasked():
    gone = seat(id_number=ONE, ended="2025-03-01，辞职或者责令辞职被接受")
    assert judged({"id_number": ONE}, seats=[gone]) == [
        (
            SUSPICIOUS,
            ["此人本届的代表资格已终止（2025-03-01，辞职或者责令辞职被接受）"],
            None,
            False,
        )
    ]


def test_the_seat_held_now_goes_before_one_that_ended():
    seats = [seat("now", id_number=ONE, born_on="1965-04-23"), seat("gone", "x", id_number=ONE)]
    assert judged({"id_number": ONE}, seats=seats)[0] == (SAME, ["和系统里一样"], "now", False)


def test_a_person_known_from_an_earlier_term_is_joined():
    assert judged({"id_number": ONE}, elsewhere={ONE: "王强"}) == [
        (NEW, ["系统里已有此人（往届代表或其他身份），会接上"], None, False)
    ]


def test_an_id_number_of_somebody_else_in_the_office_blocks_the_row():
    assert judged({"id_number": ONE}, elsewhere={ONE: "李海燕"}) == [
        (SUSPICIOUS, ["证件号登记在系统里“李海燕”名下，姓名不同"], None, True)
    ]


def test_the_same_person_twice_in_the_file_is_taken_once():
    assert judged({"id_number": ONE}, {"id_number": ONE}) == [
        (NEW, [], None, False),
        (SUSPICIOUS, ["与第 4 行（序号 1）同一人"], None, True),
    ]


def test_the_same_name_and_phone_twice_in_the_file_is_the_same_person():
    assert judged({"phone": "13800000001"}, {"phone": "13800000001"})[1] == (
        SUSPICIOUS,
        ["与第 4 行（序号 1）同一人"],
        None,
        True,
    )


def test_one_id_number_under_two_names_is_taken_once():
    assert judged({"id_number": ONE}, {"id_number": ONE, "name": "王刚"})[1] == (
        SUSPICIOUS,
        ["证件号与第 4 行（序号 1）相同，姓名不同"],
        None,
        True,
    )


def test_two_persons_of_one_name_are_two_persons():
    assert judged({"id_number": ONE}, {"id_number": TWO}) == [
        (NEW, [], None, False),
        (NEW, ["与第 4 行（序号 1）同名，证件号不同，是两个人"], None, False),
    ]


def test_two_of_one_name_without_id_numbers_are_doubted():
    assert judged({"phone": "13800000001"}, {"phone": "13800000002"})[1] == (
        SUSPICIOUS,
        ["与第 4 行（序号 1）同名，证件号不全，分不清是不是同一人"],
        None,
        False,
    )


def test_two_rows_about_one_known_deputy_are_taken_once():
    known = seat(id_number=ONE, phone="13800000001", born_on="1965-04-23")
    assert judged({"id_number": ONE}, {"phone": "13800000001"}, seats=[known])[1] == (
        SUSPICIOUS,
        ["与第 4 行（序号 1）同一人"],
        "a",
        True,
    )


@pytest.mark.parametrize(
    ("key", "old", "new", "words"),
    [
        ("phone", "13800000116", "13900000961", "电话尾号 0116 改成 0961"),
        ("phone", "", "13900000961", "补上电话尾号 0961"),
        ("address", "小蓝村", "岗前村", "住址有变"),
        ("address", "", "岗前村", "补上住址"),
        ("post", "", "村民", "补上单位及职务 村民"),
        ("party", "群众", "中共党员", "党派 群众 改成 中共党员"),
    ],
)
def test_a_change_is_told_in_words_without_a_sealed_value(key, old, new, words):
    assert change_in_words(key, old, new) == words


@pytest.mark.parametrize(
    ("kind", "is_known", "is_blocked", "offered"),
    [
        (NEW, False, False, [RowChoice.TAKE, RowChoice.SKIP]),
        (CHANGED, True, False, [RowChoice.UPDATE, RowChoice.SKIP]),
        (SAME, True, False, [RowChoice.SKIP]),
        (SUSPICIOUS, False, False, [RowChoice.SKIP, RowChoice.TAKE]),
        (SUSPICIOUS, True, False, [RowChoice.SKIP, RowChoice.UPDATE]),
        (SUSPICIOUS, False, True, [RowChoice.SKIP]),
    ],
)
def test_what_may_be_chosen_and_what_is_chosen_first(kind, is_known, is_blocked, offered):
    assert offered_choices(kind, is_known=is_known, is_blocked=is_blocked) == offered
