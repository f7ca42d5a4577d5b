"""Whether what is stored is still what was stored: chain, files, seals (D.14, D.15)."""

import hashlib
from collections.abc import Iterator
from datetime import datetime

from django.core.files.storage import default_storage

from township_npc.office.models import AuditEntry, StoredFile
from township_npc.office.sealing import SealBroken
from township_npc.office.services import files
from township_npc.office.services.audit import chain_fault
from township_npc.office.services.sealing import sealed_values


def faults(now: datetime) -> Iterator[str]:
    """One Chinese sentence for each thing that is off; nothing is ever mended here."""
    if fault := chain_fault():
        yield fault
    yield from file_faults()
    yield from extra_files(now)
    yield from seal_faults()


def file_faults() -> Iterator[str]:
    """Missing bytes, changed bytes, and a row whose hash is not the one the chain remembers."""
    remembered = dict(
        AuditEntry.objects.filter(verb="file.stored").values_list("facts__file", "facts__sha256")
    )
    for file in StoredFile.objects.order_by("stored_at", "pk").iterator():
        if remembered.get(str(file.pk), file.sha256) != file.sha256:
            yield f"文件“{file.name}”（{file.pk}）的登记和操作记录对不上。"
        elif not default_storage.exists(file.key):
            yield f"文件“{file.name}”（{file.pk}）不见了。"
        elif _sha256(file.key) != file.sha256:
            yield f"文件“{file.name}”（{file.pk}）被改动过。"


def extra_files(now: datetime) -> Iterator[str]:
    for key in files.orphan_keys(now):
        yield f"多出一个没有登记的文件 {key}。"


def seal_faults() -> Iterator[str]:
    """The first sealed value of each column that does not open."""
    for model, name, rows in sealed_values():
        for row in rows.order_by("pk").iterator():
            try:
                getattr(row, name)
            except SealBroken as broken:
                yield f"{model._meta.verbose_name} {row.pk} 的加密内容打不开：{broken}"
                break


def _sha256(key: str) -> str:
    with default_storage.open(key) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
