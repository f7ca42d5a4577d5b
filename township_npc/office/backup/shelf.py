"""The finished backups: where they lie, what they are called, which of them stay."""

import json
import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError

from township_npc.office.backup import package
from township_npc.office.disk import make_folder, write_whole

BY_HAND, NIGHTLY = "手工", "每天自动"
KEPT_AUTOMATIC = 7
_UNFINISHED = ".unfinished-"


@dataclass(frozen=True)
class Backup:
    """A finished backup, as the backup page lists it."""

    path: Path
    made_at: datetime
    size: int
    reason: str
    missing: int

    @property
    def name(self) -> str:
        return self.path.name


def folder() -> Path:
    return settings.VAR_DIR / "backups"


def backups(place: Path | None = None) -> list[Backup]:
    """The finished backups of a folder, newest first; another file in it is passed over."""
    found = filter(None, map(_described, (place or folder()).glob("*.zip")))
    return sorted(found, key=lambda backup: backup.made_at, reverse=True)


def last_backup() -> tuple[Path, datetime] | None:
    """Where and when the last backup was made, wherever it was written to."""
    note = folder() / "last.json"
    if not note.exists():
        return None
    last = json.loads(note.read_text())
    return Path(last["path"]), datetime.fromisoformat(last["at"])


def remember(path: Path, at: datetime) -> None:
    make_folder(folder())
    note = {"path": str(path), "at": at.isoformat()}
    write_whole(folder() / "last.json", [json.dumps(note).encode()])


def free_name(place: Path, stem: str) -> Path:
    """``stem.zip``, or ``stem-2.zip`` for a second one in the same minute."""
    taken = {path.name for path in place.iterdir()}
    names = (f"{stem}{mark}.zip" for mark in ("", *(f"-{n}" for n in range(2, 1000))))
    return place / next(name for name in names if name not in taken)


def drop_old_automatic(place: Path) -> None:
    """Keep the seven newest that nobody asked for, and every one that somebody did."""
    automatic = [backup for backup in backups(place) if backup.reason != BY_HAND]
    for backup in automatic[KEPT_AUTOMATIC:]:
        backup.path.unlink()


def unfinished_folder(place: Path, at: datetime) -> Path:
    """A folder to work in, on the same disk. What a kill left a day ago goes away (C.21)."""
    make_folder(place)
    for work in place.glob(f"{_UNFINISHED}*"):
        began = float(work.name.removeprefix(_UNFINISHED))
        if at.timestamp() - began > timedelta(days=1).total_seconds():
            shutil.rmtree(work, ignore_errors=True)
    work = place / f"{_UNFINISHED}{at.timestamp():.6f}"
    work.mkdir(mode=0o700)
    return work


def _described(path: Path) -> Backup | None:
    try:
        manifest = package.read_manifest(path)
    except ValidationError:
        return None
    at = datetime.fromisoformat(manifest["made_at"])
    size = path.stat().st_size
    return Backup(path, at, size, manifest["reason"], len(manifest["missing"]))
