"""Files that the program made itself: brought to the disk as a stream, for they may be large."""

import hashlib
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import IO

from django.core.files.base import File
from django.db import transaction

from township_npc.office.models import StoredFile
from township_npc.office.registries import subject_kind
from township_npc.office.services.audit import record
from township_npc.office.services.files import write_bytes


def write_made(
    file: IO[bytes],
    *,
    name: str,
    media_type: str,
    subject,
    by,
    at: datetime,
    tick: Callable[[], None],
) -> StoredFile:
    """The bytes in their place, and the row that ``keep_made`` will save; ``tick`` is called now
    and then, for a large file takes its time."""
    passing = _Passing(file, tick)
    return StoredFile(
        key=write_bytes(passing),
        subject_kind=subject_kind(subject),
        subject_id=subject.pk,
        name=name,
        media_type=media_type,
        size=passing.passed,
        sha256=passing.digest.hexdigest(),
        stored_by=by,
        stored_at=at,
    )


@transaction.atomic
def keep_made(file: StoredFile, subject) -> None:
    """Part of the act that offers the file."""
    file.save(force_insert=True)
    facts = {"file": str(file.pk), "sha256": file.sha256, "size": file.size}
    record(file.stored_by, "file.stored", subject, **facts)


class _Passing(File):
    """Counts and digests its bytes on their way to the disk."""

    def __init__(self, file: IO[bytes], tick: Callable[[], None]):
        super().__init__(file)
        self.tick, self.digest, self.passed = tick, hashlib.sha256(), 0

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        for chunk in super().chunks(chunk_size or 1024 * 1024):
            self.digest.update(chunk)
            self.passed += len(chunk)
            self.tick()
            yield chunk
