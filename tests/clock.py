"""The clock of an office in a folder of its own, set by a test."""

from datetime import datetime
from pathlib import Path

from django.utils import timezone


def set_clock(folder: Path, at: datetime) -> None:
    """All processes of the office go by it from now on (``office.clock``)."""
    offset = (at - timezone.now()).total_seconds()
    (folder / "clock-offset").write_text(str(offset))
