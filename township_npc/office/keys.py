"""The office's keys: made on first start under the data folder, mode 600, never in the database.

Each key is one file in ``keys/``. ``field.key`` may hold several lines ``id:key``; the first seals,
all of them open, so that a key can be changed without losing what the old one sealed.
"""

import base64
import os
import secrets
from pathlib import Path

NAMES = ("secret", "field", "index", "ballot", "audit")


class KeyMissing(RuntimeError):
    """A key that sealed something is not in the folder."""


def folder(var: Path) -> Path:
    return Path(os.environ.get("NPC_KEYS") or var / "keys")


def make_missing(var: Path) -> None:
    """Create every key that does not exist yet; safe when several processes start at once."""
    place = folder(var)
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    for name in NAMES:
        _create(place / f"{name}.key", new_key_line())


def new_key_line() -> str:
    return f"{secrets.token_hex(4)}:{base64.b64encode(secrets.token_bytes(32)).decode()}\n"


def _create(path: Path, text: str) -> None:
    """Write a new file whole or not at all: a reader never sees half a key."""
    if path.exists():
        return
    draft = path.with_suffix(f".{os.getpid()}.{secrets.token_hex(4)}.tmp")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def read(var: Path, name: str) -> dict[str, bytes]:
    """Return ``{id: 32 bytes}``, the sealing key first. Raises KeyMissing."""
    path = folder(var) / f"{name}.key"
    if not path.exists():
        raise KeyMissing(f"找不到密钥 {name}.key，请用钥匙页把它恢复到 {path.parent}。")
    lines = [line.split(":", 1) for line in path.read_text().split()]
    return {key_id: base64.b64decode(value) for key_id, value in lines}


def current(var: Path, name: str) -> bytes:
    return next(iter(read(var, name).values()))
