"""One zip that says what is in it, notices any damage, and opens only with the office's key.

``manifest.json`` alone is readable; it names nobody. It holds the SHA-256 of every member as it is
stored, sealed, so that anybody can check a package. The last 64 bytes (the zip's comment) are the
SHA-256 of all bytes before them, so that a changed, missing or cut-off byte anywhere is noticed.
"""

import hashlib
import json
import os
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import IO

from django.core.exceptions import ValidationError

from township_npc.office.backup import sealed

FORMAT = "township-npc-backup-2"
#: Made before backups were sealed; still restored.
PLAIN_FORMAT = "township-npc-backup-1"
MANIFEST = "manifest.json"
#: The fingerprint of each table; sealed too, since a short table could be guessed from it.
TABLES = "tables.json"
_TRAILER = 64


class Writer:
    """Seals members one by one, then writes the manifest and the trailer."""

    def __init__(self, path: Path, key_id: str, key: bytes):
        self._path, self._key_id, self._key = path, key_id, key
        self._salt = os.urandom(32)
        self._file = open(path, "xb", opener=_for_us_alone)  # noqa: SIM115 - until close()
        self._archive = zipfile.ZipFile(self._file, "w", zipfile.ZIP_STORED)
        self._members: dict[str, dict] = {}

    def add(self, name: str, source: IO[bytes], *, compressed: bool = False) -> None:
        plain = sealed.chunks(source)
        packed = sealed.deflated(plain) if compressed else plain
        digest, size = hashlib.sha256(), 0
        with self._archive.open(zipfile.ZipInfo(name), "w", force_zip64=True) as target:
            for chunk in sealed.seal(packed, sealed.member_key(self._key, self._salt, name)):
                target.write(chunk)
                digest.update(chunk)
                size += len(chunk)
        facts = {"sha256": digest.hexdigest(), "size": size, "compressed": compressed}
        self._members[name] = facts

    def close(self, **facts) -> None:
        """Write the manifest and the trailer, flush."""
        seal = {"sealed_with": self._key_id, "salt": self._salt.hex()}
        manifest = {"format": FORMAT, **facts, **seal, "members": self._members}
        self._archive.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))
        self._archive.comment = b"0" * _TRAILER
        self._archive.close()
        self._file.close()
        with self._path.open("r+b") as file:
            trailer = _hash_before_trailer(file)
            file.seek(-_TRAILER, os.SEEK_END)
            file.write(trailer)
            file.flush()
            os.fsync(file.fileno())

    def abandon(self) -> None:
        """Let go of the file; after ``close`` there is nothing left to do."""
        self._archive.close()
        self._file.close()


def read_manifest(path: Path) -> dict:
    """The manifest as it stands, without a check. Raises ValidationError for another file."""
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = json.loads(archive.read(MANIFEST))
            if manifest["format"] not in (FORMAT, PLAIN_FORMAT):
                raise KeyError(FORMAT)
    except (OSError, ValueError, KeyError, TypeError, zipfile.BadZipFile):
        raise ValidationError("这不是本系统的备份文件。", code="not_a_backup") from None
    return manifest


def check(path: Path) -> dict:
    """Return the manifest of a whole package; raise ValidationError (one sentence) otherwise.

    Needs no key.
    """
    if not path.is_file():
        raise ValidationError(f"找不到备份文件 {path.name}。", code="no_file")
    if path.stat().st_size == 0:
        raise ValidationError("备份文件是空的（0 字节）。", code="empty")
    _check_trailer(path)
    manifest = read_manifest(path)
    _check_members(path, manifest["members"])
    return manifest


def _check_trailer(path: Path) -> None:
    with path.open("rb") as file:
        file.seek(-min(_TRAILER, path.stat().st_size), os.SEEK_END)
        trailer = file.read()
        if trailer != _hash_before_trailer(file):
            raise ValidationError(
                "备份文件不完整或者被改动过（校验不符），请换一份备份。", code="damaged"
            )


def _check_members(path: Path, members: dict[str, dict]) -> None:
    with zipfile.ZipFile(path) as archive:
        if set(archive.namelist()) != {MANIFEST, *members}:
            raise ValidationError("备份里的文件和清单对不上，请换一份备份。", code="members")
        for name, facts in members.items():
            with archive.open(name) as source:
                if _sha256(sealed.chunks(source)) != facts["sha256"]:
                    raise ValidationError(f"备份里的 {name} 已经损坏。", code="member_damaged")


def _for_us_alone(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _hash_before_trailer(file: IO[bytes]) -> bytes:
    left = file.seek(0, os.SEEK_END) - _TRAILER
    file.seek(0)
    digest = hashlib.sha256()
    while left > 0 and (chunk := file.read(min(sealed.CHUNK, left))):
        digest.update(chunk)
        left -= len(chunk)
    return digest.hexdigest().encode()


def _sha256(chunks: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
    return digest.hexdigest()
