"""The reminder storm: several processes at once, one killed in the middle, a clock that jumps
(security D.16). Each person is told each step once and mailed at most once a day."""

from collections import Counter
from datetime import timedelta

import pytest

from tests.drills import reminders
from tests.drills.kill import wait
from tests.drills.reminders import DUE, LADDER, morning

TODOS, PEOPLE, ROUNDS = 12, 3, 5


@pytest.fixture(scope="module")
def machine(tmp_path_factory):
    folder = tmp_path_factory.mktemp("reminders")
    machine = reminders.open_office(folder, todos=TODOS, people=PEOPLE)
    yield machine
    machine.scrap()


@pytest.fixture
def office(machine):
    reminders.start_afresh(machine)
    return machine


def at(office, left: int, **later) -> None:
    office.set_clock(morning(left) + timedelta(**later))


def states(office) -> Counter:
    return Counter(reminders.digests(office))


def test_two_beats_and_three_workers_at_once_tell_and_mail_everything_once(office):
    """Also when the queue delivers each message again, at once and later that day."""
    with reminders.crowd(office) as runners:
        for left in LADDER[:ROUNDS]:
            for hours in (0, 0, 5):
                at(office, left, hours=hours)
                reminders.at_once(runners)
    told = reminders.notices(office)
    assert len(told) == TODOS * ROUNDS
    assert all(row["digest"] for row in told)
    assert states(office) == {"sent": PEOPLE * ROUNDS}
    assert len(reminders.letters(office)) == PEOPLE * ROUNDS
    assert reminders.doubles(office) == 0


def test_after_a_beat_that_was_down_over_the_due_day_everybody_is_told_once_at_its_return(office):
    with reminders.crowd(office) as runners:
        for left in (10, -3):
            at(office, left)
            reminders.at_once(runners)
    told = Counter(row["step"] for row in reminders.notices(office))
    assert told == {15: TODOS, 0: TODOS}
    letters = reminders.letters(office)
    assert sum("超期 3 天" in letter for letter in letters) == PEOPLE
    assert (len(letters), reminders.doubles(office)) == (2 * PEOPLE, 0)


def test_a_letter_whose_sender_was_killed_is_unknown_shown_and_never_sent_again(office):
    at(office, 7)
    with reminders.held_sender(office):
        wait(lambda: len(reminders.letters(office)) == 1, "nobody wrote a letter")
    assert states(office) == {"claimed": 1}
    at(office, 7, minutes=14)
    reminders.run_once(office)
    assert states(office) == {"claimed": 1, "sent": PEOPLE - 1}
    assert "不知道发没发出" not in reminders.texts_page(office)
    at(office, 7, minutes=16)
    reminders.run_once(office)
    assert states(office) == {"unknown": 1, "sent": PEOPLE - 1}
    assert reminders.texts_page(office).count("不知道发没发出") == 1
    at(office, 6)
    reminders.run_once(office)
    assert states(office) == {"unknown": 1, "sent": PEOPLE - 1}
    assert (len(reminders.letters(office)), reminders.doubles(office)) == (PEOPLE, 0)


def test_a_clock_set_back_doubles_nothing(office):
    with reminders.crowd(office) as runners:
        for left in (7, 20, 7, 40, 6):
            at(office, left)
            reminders.at_once(runners)
    assert {row["step"] for row in reminders.notices(office)} == {7}
    assert len(reminders.notices(office)) == TODOS
    assert (len(reminders.letters(office)), reminders.doubles(office)) == (PEOPLE, 0)


def test_a_step_of_a_due_day_that_was_moved_since_is_not_mailed(office):
    at(office, 7)
    reminders.tell_without_mail(office)
    reminders.move_due_day(office, DUE + timedelta(days=60))
    reminders.run_once(office)
    mailed = {(row["step"], bool(row["digest"])) for row in reminders.notices(office)}
    assert mailed == {(7, False), (999, True)}
    letters = reminders.letters(office)
    assert len(letters) == PEOPLE
    assert all("2026-11-15 前" in one and "2026-09-16" not in one for one in letters)
