"""Zip containers that come from outside (xlsx, docx, ofd): checked before anything reads them.

Headers lie, so every entry is read through once and its bytes are counted (security C.9).
"""

import stat
import zipfile
import zlib
from pathlib import PurePosixPath
from typing import BinaryIO

from django.core.exceptions import ValidationError

MAX_ENTRIES = 2_000
MAX_UNPACKED = 200 * 1024 * 1024
MAX_RATIO = 100
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError)
OLE_MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")

_CHUNK = 64 * 1024
_ZIP_MAGIC = b"PK\x03\x04"
_DIRECTORY_MAGIC = b"PK\x01\x02"
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def check_zip(file: BinaryIO) -> None:
    """Raise ValidationError (one Chinese sentence) unless the container is whole and harmless.

    Leaves ``file`` at its start. Costs one reading of the unpacked bytes, never more than 64 KB of
    them in memory.
    """
    try:
        _refuse_too_many_entries(file)
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            for entry in entries:
                _check_entry(entry)
            _refuse_overlap(entries)
            _count_bytes(archive, entries, limit=_limit(file))
    except BROKEN:
        raise ValidationError("文件打不开，可能没有传完整，请重新传一次。", code="broken") from None
    finally:
        file.seek(0)


def _refuse_too_many_entries(file: BinaryIO) -> None:
    """Count directory records in the raw bytes: the directory's own count may be a lie."""
    file.seek(0)
    count, tail = 0, b""
    while chunk := file.read(1024 * 1024):
        block = tail + chunk
        count += block.count(_DIRECTORY_MAGIC)
        tail = block[-3:]
    if count > MAX_ENTRIES:
        raise ValidationError(f"文件里面超过 {MAX_ENTRIES} 个部分，不收。", code="too_many_entries")


def _check_entry(entry: zipfile.ZipInfo) -> None:
    name = entry.orig_filename
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in name or "\0" in name:
        raise ValidationError("文件里面有指向别处的路径，不收。", code="bad_name")
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise ValidationError("文件里面有链接，不收。", code="link")
    if entry.flag_bits & 0x1:
        raise ValidationError("文件加了密码，请去掉密码再传。", code="encrypted")
    if entry.compress_type not in _METHODS:
        raise ValidationError("文件的压缩方式不常见，请另存一份再传。", code="method")


def _refuse_overlap(entries: list[zipfile.ZipInfo]) -> None:
    """Two entries over the same bytes is how a small file becomes a large one."""
    end = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset < end:
            raise ValidationError("文件内部有重叠，不收。", code="overlap")
        end = entry.header_offset + zipfile.sizeFileHeader + entry.compress_size


def _limit(file: BinaryIO) -> int:
    return min(MAX_UNPACKED, MAX_RATIO * file.seek(0, 2))


def _count_bytes(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], limit: int) -> None:
    total = 0
    for entry in entries:
        with archive.open(entry) as stream:
            chunk = stream.read(_CHUNK)
            if chunk.startswith(_ZIP_MAGIC):
                raise ValidationError("文件里面还套着一个压缩文件，请取出来单独传。", code="nested")
            while chunk:
                total += len(chunk)
                if total > limit:
                    raise ValidationError("文件展开以后太大，不收。", code="bomb")
                chunk = stream.read(_CHUNK)
