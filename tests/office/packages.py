"""Backup packages made and changed by hand, each with a manifest and a trailer that fit."""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from township_npc.office.backup import package
from township_npc.office.backup.opened import Opened

KEY_ID, KEY = "0a1b2c3d", bytes(range(32))
KEYS = {KEY_ID: KEY}


def make(
    path: Path,
    members: dict[str, bytes],
    *,
    made_at: datetime | None = None,
    reason: str = "手工",
) -> Path:
    path.parent.mkdir(exist_ok=True)
    writer = package.Writer(path, KEY_ID, KEY)
    for name, body in {package.TABLES: b"{}", **members}.items():
        writer.add(name, io.BytesIO(body))
    writer.close(made_at=made_at and made_at.isoformat(), reason=reason, missing=[])
    return path


def rewrite(path: Path, change: Callable[[dict[str, bytes]], None]) -> None:
    """What somebody could do who has the file and not the key: nothing of it is damaged."""
    with zipfile.ZipFile(path) as archive:
        bodies = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(bodies.pop(package.MANIFEST))
    change(bodies)
    _write(path, manifest, bodies)


def as_first_format(path: Path, keys: dict[str, bytes]) -> None:
    """The same backup as it was made before backups were sealed."""
    manifest = package.check(path)
    with Opened(path, manifest, keys) as backup:
        bodies = {name: b"".join(backup.chunks(name)) for name in manifest["members"]}
    manifest["tables"] = json.loads(bodies.pop(package.TABLES))
    del manifest["sealed_with"], manifest["salt"]
    members = {name: {} for name in bodies}
    _write(path, {**manifest, "format": package.PLAIN_FORMAT, "members": members}, bodies)


def _write(path: Path, manifest: dict, bodies: dict[str, bytes]) -> None:
    for name, body in bodies.items():
        manifest["members"][name] |= {
            "sha256": hashlib.sha256(body).hexdigest(),
            "size": len(body),
        }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in {**bodies, package.MANIFEST: json.dumps(manifest).encode()}.items():
            archive.writestr(name, body)
        archive.comment = b"0" * 64
    whole = path.read_bytes()[:-64]
    path.write_bytes(whole + hashlib.sha256(whole).hexdigest().encode())
