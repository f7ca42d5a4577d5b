"""A finished backup and what it was made for."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

BY_HAND, NIGHTLY, BEFORE_MIGRATION = "手工", "每天自动", "升级前"


@dataclass(frozen=True)
class Backup:
    """As the backup page lists it."""

    path: Path
    made_at: datetime
    size: int
    reason: str
    missing: int = 0
    is_sealed: bool = True

    @property
    def name(self) -> str:
        return self.path.name
