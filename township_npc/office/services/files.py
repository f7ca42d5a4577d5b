"""Files of a record: checked, written, flushed, and only then a row (security C.8, D.2).

``prepare_photo`` and ``prepare_document`` do the slow work and touch no database; ``keep`` writes.
``store_photo`` and ``store_document`` do both; call them before a transaction is opened.
"""

import errno
import hashlib
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from township_npc.office.files import kinds, names, pictures
from township_npc.office.models import StoredFile
from township_npc.office.registries import subject_kind
from township_npc.office.services.audit import record

ORPHAN_AGE = timedelta(hours=24)
JPEG = "image/jpeg"


@dataclass(frozen=True)
class Prepared:
    """Bytes that passed the checks, with the name to show and their type."""

    name: str
    media_type: str
    body: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.body).hexdigest()


def store_photo(upload, *, subject, by, at: datetime, purpose: str = "") -> StoredFile:
    return keep(prepare_photo(upload), subject=subject, by=by, at=at, purpose=purpose)


def store_document(upload, *, subject, by, at: datetime, purpose: str = "") -> StoredFile:
    return keep(prepare_document(upload), subject=subject, by=by, at=at, purpose=purpose)


def prepare_photo(upload) -> Prepared:
    """A photo from a camera, upright, at most 1600 pixels a side, without place or device."""
    return _picture(upload, pictures.PHOTO_SIDE, fallback="照片")


def prepare_document(upload) -> Prepared:
    name = names.clean_name(upload.name)
    suffix = names.suffix_of(name)
    if suffix in kinds.PICTURES:
        return _picture(upload, pictures.PAGE_SIDE, fallback="扫描件")
    kinds.refuse_size(upload.size)
    media_type = kinds.check_document(upload, suffix)
    upload.seek(0)
    return Prepared(name, media_type, upload.read())


def keep(prepared: Prepared, *, subject, by, at: datetime, purpose: str = "") -> StoredFile:
    """Store the bytes for the record; the same bytes a second time are the same row."""
    sha256 = prepared.sha256
    same = files_of(subject, purpose).filter(sha256=sha256)
    if (there := same.first()) is not None:
        return there
    file = StoredFile(
        subject_kind=subject_kind(subject),
        subject_id=subject.pk,
        purpose=purpose,
        name=prepared.name,
        media_type=prepared.media_type,
        size=len(prepared.body),
        sha256=sha256,
        key=write_bytes(ContentFile(prepared.body)),
        stored_by=by,
        stored_at=at,
    )
    try:
        with transaction.atomic():
            file.save(force_insert=True)
            record(by, "file.stored", subject, file=str(file.pk), sha256=sha256, size=file.size)
    except IntegrityError:  # the same photo arrived twice at the same moment
        default_storage.delete(file.key)
        return same.get()
    return file


def files_of(subject, purpose: str | None = None) -> QuerySet[StoredFile]:
    """The record's files, oldest first; of one purpose when it is named."""
    chosen = {} if purpose is None else {"purpose": purpose}
    return StoredFile.objects.filter(
        subject_kind=subject_kind(subject), subject_id=subject.pk, **chosen
    )


@transaction.atomic
def remove_file(file: StoredFile, by) -> None:
    """Take the row away; the bytes follow with the daily sweep, when this act surely stands."""
    of = [file.subject_kind, str(file.subject_id)]
    facts = {"file": str(file.pk), "sha256": file.sha256, "of": of}
    file.delete()
    record(by, "file.removed", None, **facts)


def sweep_orphans(now: datetime) -> int:
    """Remove bytes older than 24 hours that no row knows; return how many (D.2, C.21)."""
    orphans = list(orphan_keys(now))
    for key in orphans:
        default_storage.delete(key)
    return len(orphans)


def orphan_keys(now: datetime) -> Iterator[str]:
    """Storage names without a row that are older than 24 hours."""
    known = set(StoredFile.objects.values_list("key", flat=True))
    for key in stored_keys():
        if key not in known and now - default_storage.get_modified_time(key) > ORPHAN_AGE:
            yield key


def stored_keys() -> Iterator[str]:
    """Every name in the storage: two levels, the first two letters and the id."""
    if not default_storage.exists(""):
        return
    for folder in default_storage.listdir("")[0]:
        for name in default_storage.listdir(folder)[1]:
            yield f"{folder}/{name}"


def _picture(upload, longest: int, *, fallback: str) -> Prepared:
    kinds.refuse_size(upload.size)
    name = names.with_suffix(names.clean_name(upload.name, fallback), ".jpg")
    return Prepared(name, JPEG, pictures.as_jpeg(upload, longest))


def write_bytes(content: File) -> str:
    key = uuid.uuid4().hex
    with says_when_disk_is_full():
        return default_storage.save(f"{key[:2]}/{key}", content)


@contextmanager
def says_when_disk_is_full():
    try:
        yield
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        raise ValidationError(
            "服务器的硬盘满了，文件没有保存，请告诉系统管理员。", code="disk_full"
        ) from error
