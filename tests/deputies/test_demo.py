"""The demo town is sensible on any later day, and comes to no office."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from deputies.demo.load import load_demo
from deputies.demo.town import Town
from deputies.models import CongressSession, Deputy


@pytest.mark.parametrize(
    ("today", "seventh"),
    [
        (date(2026, 11, 23), date(2026, 12, 17)),
        (date(2026, 11, 29), date(2026, 12, 17)),
        (date(2026, 11, 30), date(2026, 12, 24)),
        (date(2028, 2, 29), date(2028, 3, 23)),
        (date(2026, 5, 1), date(2026, 12, 17)),
    ],
)
def test_the_days_move_by_whole_weeks_and_never_back(today, seventh):
    assert Town(today).day(2026, 12, 17) == seventh


def test_on_a_later_day_the_next_meeting_still_lies_ahead(db):
    later = date(2027, 8, 4)
    load_demo(today=later)
    first, *_, seventh = CongressSession.objects.order_by("ordinal")
    assert first.starts_on < later < seventh.starts_on


def test_an_office_takes_no_demo(office):
    with pytest.raises(CommandError, match="正式的办公室"):
        call_command("demo")
    assert not Deputy.objects.exists()
