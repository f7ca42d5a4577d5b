"""The whole of the office's records as workbook and files, to be read without this program."""

import shutil
import zipfile
from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.utils import timezone

from township_npc.office import documents, permissions, tasks
from township_npc.office.jobs import Work
from township_npc.office.models import JobRun, StoredFile
from township_npc.office.services.backup import RESERVE
from township_npc.office.services.jobs import Made, start_job
from township_npc.office.workbook import write_book

BOOK = "全部资料.xlsx"
TITLE = "导出全部资料"
TITLE_SEALED = "导出全部资料，连同身份证号、电话、住址"


def ask_full_export(by, *, reason: str, sealed: bool) -> JobRun:
    title = TITLE_SEALED if sealed else TITLE
    return start_job(tasks.full_export, by=by, title=title, reason=reason, sealed=sealed)


def make_full_export(work: Work, *, reason: str, sealed: bool, at: datetime) -> Made:
    """Workbook and files in one zip; said in the workbook and in the log who took it, and why."""
    permissions.require(permissions.is_director(work.by))
    sheets = documents.business_sheets(work.by, sealed=sealed)
    taken = list(documents.files_to_take(work.by))
    _refuse_when_disk_is_full([file for file, _, _ in taken])
    steps = len(sheets) + len(taken)
    note = f"{work.by.name} {timezone.localtime(at):%Y-%m-%d %H:%M} 导出。用途：{reason}"
    with zipfile.ZipFile(work.file, "w") as archive:
        with archive.open(_entry(BOOK, at), "w", force_zip64=True) as book:
            rows = write_book(book, work.progress.over(sheets, steps=steps), note=note)
        files = sum(
            _add(archive, file, _entry(place, file.stored_at))
            for file, _, place in work.progress.over(taken, before=len(sheets), steps=steps)
        )
    return Made(
        "export.full",
        name=f"全部资料-{timezone.localdate(at)}.zip",
        media_type="application/zip",
        note=reason,
        facts={"rows": rows, "files": files, "sealed": sealed},
    )


def _entry(name: str, at: datetime) -> zipfile.ZipInfo:
    """A file in the package with its day, to be read by whoever unpacks it and nobody else."""
    entry = zipfile.ZipInfo(name, timezone.localtime(at).timetuple()[:6])
    entry.external_attr = 0o600 << 16
    return entry


def _add(archive: zipfile.ZipFile, stored: StoredFile, entry: zipfile.ZipInfo) -> int:
    """How many files went in: none when the bytes are gone, which ``verify`` says."""
    if not default_storage.exists(stored.key):
        return 0
    with default_storage.open(stored.key) as source, archive.open(entry, "w") as target:
        for chunk in source.chunks():
            target.write(chunk)
    return 1


def _refuse_when_disk_is_full(files: list[StoredFile]) -> None:
    """The draft and its copy stand side by side for a moment; the office needs its reserve."""
    need = 2 * sum(file.size for file in files) + RESERVE
    if shutil.disk_usage(settings.VAR_DIR).free < need:
        raise ValidationError(
            f"硬盘空间不够：导出需要大约 {need // 1024 // 1024} MB，请先腾出地方。",
            code="disk_full",
        )
