"""When to remind of a to-do. Pure functions; the day and the hour come in."""

from datetime import date, datetime, time

from django.utils import timezone

#: 到期前 30、15、7、0 天，过期以后每周一次 (feature 3.12).
BEFORE = (30, 15, 7, 0)
WEEK = 7
#: The step of a to-do that is new and not near its due day, or has none.
NEW = 999
#: Nobody is told anything at night (lessons C 19).
DAY_BEGINS, DAY_ENDS = time(8), time(20)


def step_on(today: date, due_on: date | None) -> int:
    """The step of the ladder that a day stands on: NEW, 30, 15, 7, 0, and -7, -14 … after it.

    Steps go down as days go by, so a night that was missed is made good by the next: only the
    present step is asked for, never those that were passed.
    """
    if due_on is None:
        return NEW
    left = (due_on - today).days
    if left < 0:
        return -(-left // WEEK) * WEEK
    return min((step for step in BEFORE if left <= step), default=NEW)


def is_due(step: int, reached: int | None) -> bool:
    """Not told yet, or told on a higher step; a clock set back asks for nothing twice."""
    return reached is None or step < reached


def is_quiet(at: datetime) -> bool:
    """20:00–08:00, the hours in which nobody is disturbed."""
    return not DAY_BEGINS <= timezone.localtime(at).time() < DAY_ENDS
