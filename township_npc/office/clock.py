"""The one clock. Views and tasks ask it; rules and services are told."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils import timezone


def now() -> datetime:
    """The moment, aware, UTC; moved by the offset file (seconds) where tests allow one."""
    return timezone.now() + _offset()


def today() -> date:
    """The day in Asia/Shanghai."""
    return timezone.localdate(now())


def _offset() -> timedelta:
    if not settings.TEST_CLOCK:
        return timedelta(0)
    file = settings.VAR_DIR / "clock-offset"
    return timedelta(seconds=float(file.read_text())) if file.exists() else timedelta(0)
