"""The kinds of document the office takes, each with its magic and a look inside (security C.8)."""

import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from defusedxml.ElementTree import iterparse
from django.core.exceptions import ValidationError

from township_npc.office import containers
from township_npc.office.encodings import decode
from township_npc.office.files.active import BAD_XML, refuse_active_content

MAX_BYTES = 20 * 1024 * 1024
PICTURES = ("jpg", "jpeg", "png")


def refuse_size(size: int) -> None:
    if size == 0:
        raise ValidationError("文件是空的，请重新选一个。", code="empty")
    if size > MAX_BYTES:
        raise ValidationError(
            f"文件有 {size / 1024 / 1024:.1f} MB，超过 20 MB，请压缩或拆开再传。", code="too_large"
        )


def check_document(file: BinaryIO, suffix: str) -> str:
    """Return the media type. Raises ValidationError unless the file is what its name says."""
    kind = KINDS.get(suffix)
    if kind is None:
        raise ValidationError("只收 pdf、docx、xlsx、ofd、jpg、png、txt、csv 文件。", code="kind")
    file.seek(0)
    start = file.read(8)
    if start == containers.OLE_MAGIC:
        raise ValidationError(
            "文件设了打开密码，或者是旧格式（doc、xls）。请去掉密码、另存为新格式再传。", code="ole"
        )
    if not start.startswith(kind.magic):
        raise ValidationError(f"文件名是 {suffix}，内容却不是，请检查后再传。", code="mismatch")
    kind.look_inside(file)
    file.seek(0)
    return kind.media_type


@dataclass(frozen=True)
class Kind:
    media_type: str
    magic: bytes
    look_inside: Callable[[BinaryIO], None]


def _container(main_part: str) -> Callable[[BinaryIO], None]:
    def look(file: BinaryIO) -> None:
        containers.check_zip(file)
        refuse_active_content(file)
        try:
            with zipfile.ZipFile(file) as archive, archive.open(main_part) as stream:
                next(iterparse(stream, events=("start",), forbid_dtd=True))
        except (*BAD_XML, StopIteration):
            raise ValidationError(
                "文件的内容和文件名对不上，请另存一份再传。", code="mismatch"
            ) from None

    return look


def _whole_pdf(file: BinaryIO) -> None:
    file.seek(-min(2048, file.seek(0, 2)), 2)
    end = file.read()
    if b"%%EOF" not in end or b"startxref" not in end:
        raise ValidationError("PDF 文件不完整，请重新导出再传。", code="broken")


def _plain_text(file: BinaryIO) -> None:
    file.seek(0)
    try:
        decode(file.read())
    except UnicodeError:
        raise ValidationError("这不是文本文件，请检查后再传。", code="mismatch") from None


_OPEN_XML = "application/vnd.openxmlformats-officedocument."
KINDS = {
    "pdf": Kind("application/pdf", b"%PDF-", _whole_pdf),
    "docx": Kind(
        f"{_OPEN_XML}wordprocessingml.document", b"PK\x03\x04", _container("word/document.xml")
    ),
    "xlsx": Kind(f"{_OPEN_XML}spreadsheetml.sheet", b"PK\x03\x04", _container("xl/workbook.xml")),
    "ofd": Kind("application/ofd", b"PK\x03\x04", _container("OFD.xml")),
    "txt": Kind("text/plain; charset=utf-8", b"", _plain_text),
    "csv": Kind("text/csv; charset=utf-8", b"", _plain_text),
}
