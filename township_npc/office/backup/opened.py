"""A package with its key in the lock: the members in clear, chunk by chunk."""

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

from django.core.exceptions import ValidationError

from township_npc.office.backup import package, sealed


class Opened:
    """A package of either format; its manifest has been checked, its keys are there.

    >>> with Opened(path, package.check(path), keys.read(var, "field")) as backup:
    ...     target.writelines(backup.chunks("files/…"))
    """

    def __init__(self, path: Path, manifest: dict, field_keys: dict[str, bytes]):
        self._manifest, self._keys = manifest, field_keys
        self._archive = zipfile.ZipFile(path)

    def __enter__(self) -> "Opened":
        return self

    def __exit__(self, *raised) -> None:
        self._archive.close()

    def chunks(self, name: str) -> Iterator[bytes]:
        """Raises ValidationError where the bytes are not the ones that were sealed."""
        with self._archive.open(name) as stored:
            if self._is_plain:
                yield from sealed.chunks(stored)
                return
            packed = sealed.unseal(stored, self._key_of(name))
            compressed = self._manifest["members"][name]["compressed"]
            yield from sealed.inflated(packed) if compressed else packed

    def tables(self) -> dict:
        """The fingerprint of each table."""
        if self._is_plain:
            return self._manifest["tables"]
        return json.loads(b"".join(self.chunks(package.TABLES)))

    def check(self) -> None:
        """Open every member to its last byte, a small one first: that shows a wrong key at once."""
        self.tables()
        for name in self._manifest["members"]:
            for _ in self.chunks(name):
                pass

    @property
    def _is_plain(self) -> bool:
        return self._manifest["format"] == package.PLAIN_FORMAT

    def _key_of(self, name: str) -> bytes:
        key_id, salt = self._manifest["sealed_with"], bytes.fromhex(self._manifest["salt"])
        if key_id not in self._keys:
            raise ValidationError(f"缺少这份备份的密钥（field.key 编号 {key_id}）。", code="keys")
        return sealed.member_key(self._keys[key_id], salt, name)
