"""Which backups stay, and whose size is said."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.factories import moment
from township_npc.office.backup.finished import BEFORE_MIGRATION, BY_HAND, NIGHTLY, Backup
from township_npc.office.backup.rules import is_odd, size_remark, staying

MB = 1024 * 1024


def made(*when, reason=NIGHTLY, size=MB) -> Backup:
    return Backup(Path("-".join(map(str, when))), moment(*when), size, reason)


def nights(first: date, last: date) -> list[Backup]:
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [made(day.year, day.month, day.day, 2) for day in days]


def days_of(backups) -> list[str]:
    return sorted((f"{one.made_at:%Y-%m-%d}" for one in backups), reverse=True)


MONTH_ENDS = [
    *("2026-11-30", "2026-10-31", "2026-09-30", "2026-08-31", "2026-07-31"),
    *("2026-06-30", "2026-05-31", "2026-04-30", "2026-03-31", "2026-02-28"),
]


def test_seven_days_five_weeks_and_twelve_months_stay_across_the_year_s_end():
    """2026 has 53 ISO weeks; the last one ends on 3 January 2027."""
    kept = days_of(staying(nights(date(2025, 1, 1), date(2027, 1, 4))))
    last_seven = ["2027-01-04", "2027-01-03", "2027-01-02", "2027-01-01"]
    last_seven += ["2026-12-31", "2026-12-30", "2026-12-29"]
    weeks = ["2026-12-27", "2026-12-20", "2026-12-13"]
    assert kept == last_seven + weeks + MONTH_ENDS


def test_the_first_days_of_january_belong_to_week_53():
    kept = days_of(staying(nights(date(2025, 1, 1), date(2027, 1, 3))))
    last_seven = ["2027-01-03", "2027-01-02", "2027-01-01"]
    last_seven += ["2026-12-31", "2026-12-30", "2026-12-29", "2026-12-28"]
    weeks = ["2026-12-27", "2026-12-20", "2026-12-13", "2026-12-06"]
    assert kept == last_seven + weeks + MONTH_ENDS


def test_the_eighth_day_of_a_week_goes_when_a_newer_one_stands_for_it():
    seven, eight = (nights(date(2026, 6, 1), date(2026, 6, last)) for last in (7, 8))
    assert staying(seven) == set(seven)
    assert staying(eight) == set(eight[1:])


def test_the_newest_of_a_day_stays_and_a_day_ends_at_midnight_here():
    evening, last_minute = made(2026, 6, 1, 18), made(2026, 6, 1, 23, 59)
    midnight = made(2026, 6, 2, 0, 0)
    assert staying([evening, last_minute, midnight]) == {last_minute, midnight}


def test_a_machine_that_was_off_for_months_loses_nothing_by_it():
    old = nights(date(2026, 6, 1), date(2026, 6, 7))
    assert staying([*old, made(2026, 11, 1)]) == {*old[1:], made(2026, 11, 1)}


def test_what_stays_night_after_night_is_what_would_stay_of_all():
    every = nights(date(2025, 6, 1), date(2027, 2, 1))
    there = set()
    for night in every:
        there = staying({*there, night})
    assert there == staying(every)


def test_by_hand_stays_for_ever_and_three_from_before_a_migration():
    by_hand = [made(2020, 1, day, reason=BY_HAND) for day in range(1, 20)]
    before = [made(2026, 1, day, reason=BEFORE_MIGRATION) for day in (1, 2, 3, 4)]
    assert staying(before[:3]) == set(before[:3])
    assert staying([*by_hand, *before]) == {*by_hand, *before[1:]}


def test_a_reason_that_nobody_knows_is_kept():
    strange = [made(2020, 1, day, reason="别的") for day in range(1, 20)]
    assert staying(strange) == set(strange)


@pytest.mark.parametrize(
    ("size", "before", "odd"),
    [
        (13 * MB, 10 * MB, False),  # 正好 30 %
        (13 * MB + 1, 10 * MB, True),
        (7 * MB, 10 * MB, False),
        (7 * MB - 1, 10 * MB, True),
        (3 * MB, 2 * MB, False),  # 正好 1 MB
        (3 * MB + 1, 2 * MB, True),
        (2 * MB, 3 * MB, False),
        (2 * MB - 1, 3 * MB, True),
    ],
)
def test_a_size_is_odd_beyond_thirty_percent_and_one_megabyte(size, before, odd):
    assert is_odd(size, before) is odd


def test_a_nightly_backup_that_shrank_or_grew_is_said_in_one_sentence():
    before = made(2026, 6, 1, size=10 * MB)
    assert size_remark([made(2026, 6, 2, size=6 * MB), before]) == (
        "最近一份自动备份比前一份小了 40%（10.0 MB → 6.0 MB），请看看资料是不是少了。"
    )
    assert size_remark([made(2026, 6, 2, size=25 * MB), before]) == (
        "最近一份自动备份比前一份大了 150%（10.0 MB → 25.0 MB），请看看资料是不是多了不该有的。"
    )


def test_a_usual_size_or_a_first_backup_is_not_said():
    assert size_remark([]) == size_remark([made(2026, 6, 1, size=10 * MB)]) == ""
    assert size_remark([made(2026, 6, 2, size=9 * MB), made(2026, 6, 1, size=10 * MB)]) == ""


def test_sizes_are_compared_among_the_automatic_ones():
    nightly = made(2026, 6, 3, size=10 * MB)
    by_hand = made(2026, 6, 2, size=2 * MB, reason=BY_HAND)
    before = made(2026, 6, 1, size=2 * MB, reason=BEFORE_MIGRATION)
    after = made(2026, 6, 4, size=2 * MB, reason=BEFORE_MIGRATION)
    assert size_remark([nightly, by_hand]) == ""
    assert "大了 400%" in size_remark([nightly, by_hand, before])
    assert "大了 400%" in size_remark([after, nightly, before])


def test_the_night_after_is_usual_again():
    sizes = {3: 6 * MB, 2: 6 * MB, 1: 10 * MB}
    assert size_remark([made(2026, 6, day, size=size) for day, size in sizes.items()]) == ""
