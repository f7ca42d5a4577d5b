"""A folder to work in that is gone afterwards; what a kill left behind goes a day later (C.21)."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from township_npc.office.disk import make_folder

_UNFINISHED = ".unfinished-"


@contextmanager
def folder(place: Path, at: datetime) -> Iterator[Path]:
    work = new(place, at)
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


def new(place: Path, at: datetime) -> Path:
    make_folder(place)
    for left in place.glob(f"{_UNFINISHED}*"):
        if at.timestamp() - _began(left) > timedelta(days=1).total_seconds():
            shutil.rmtree(left, ignore_errors=True)
    return Path(tempfile.mkdtemp(dir=place, prefix=f"{_UNFINISHED}{at.timestamp():.6f}-"))


def _began(work: Path) -> float:
    return float(work.name.removeprefix(_UNFINISHED).partition("-")[0])
