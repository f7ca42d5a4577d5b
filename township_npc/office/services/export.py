"""The whole of the office's records as workbook and files, to be read without this program."""

import hashlib
import tempfile
import zipfile
from datetime import datetime
from typing import IO

from django.conf import settings
from django.core.files.storage import default_storage
from django.utils import timezone

from township_npc.office import documents, permissions
from township_npc.office.services.audit import record
from township_npc.office.workbook import write_book

BOOK = "全部资料.xlsx"


def full_export(by, *, reason: str, sealed: bool, at: datetime) -> IO[bytes]:
    """Return an open file that disappears when it is closed. Logged before it leaves (C.20)."""
    permissions.require(permissions.is_director(by))
    file = tempfile.TemporaryFile(dir=settings.VAR_DIR)  # noqa: SIM115 - the answer closes it
    note = f"{by.name} {timezone.localtime(at):%Y-%m-%d %H:%M} 导出。用途：{reason}"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        with archive.open(BOOK, "w") as book:
            rows = write_book(book, documents.business_sheets(by, sealed=sealed), note=note)
        files = sum(
            _add(archive, stored, place) for stored, _, place in documents.files_to_take(by)
        )
    file.seek(0)
    sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    facts = {"rows": rows, "files": files, "sealed": sealed, "sha256": sha256}
    record(by, "export.full", note=reason, **facts)
    file.seek(0)
    return file


def _add(archive: zipfile.ZipFile, stored, place: str) -> int:
    """How many files went in: none when the bytes are gone, which ``verify`` says."""
    if not default_storage.exists(stored.key):
        return 0
    with default_storage.open(stored.key) as source, archive.open(place, "w") as target:
        for chunk in source.chunks():
            target.write(chunk)
    return 1
