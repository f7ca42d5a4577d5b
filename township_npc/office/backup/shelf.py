"""The finished backups: where they lie, what they are called, which of them stay."""

import json
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError

from township_npc.office.backup import package, rules
from township_npc.office.backup.finished import Backup
from township_npc.office.disk import make_folder, write_whole


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


def drop_old(place: Path) -> None:
    """Only the days, weeks and months that the rules keep; every one made by hand."""
    there = backups(place)
    for backup in set(there) - rules.staying(there):
        backup.path.unlink()


def size_remark() -> str:
    return rules.size_remark(backups())


def _described(path: Path) -> Backup | None:
    try:
        state = path.stat()
    except FileNotFoundError:
        return None
    return _read(path, state.st_size, state.st_mtime_ns)


@lru_cache(maxsize=256)
def _read(path: Path, size: int, changed: int) -> Backup | None:
    """A finished backup does not change, and opening one with many files takes a while."""
    try:
        manifest = package.read_manifest(path)
    except ValidationError:
        return None
    at = datetime.fromisoformat(manifest["made_at"])
    is_sealed = manifest["format"] != package.PLAIN_FORMAT
    return Backup(path, at, size, manifest["reason"], len(manifest["missing"]), is_sealed)
