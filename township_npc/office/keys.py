"""The office's keys: made on first start under the data folder, mode 600, never in the database.

Each key is one file in ``keys/``. ``field.key`` may hold several lines ``id:key``; the first seals,
all of them open, so that a key can be changed without losing what the old one sealed.
"""

import base64
import os
import secrets
from pathlib import Path

from township_npc.office.disk import draft_of, make_folder, write_new, write_whole

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
        _create(path_of(var, name), new_key_line())


def are_lost(var: Path, database: Path | None) -> bool:
    """The database is there and not one key: new ones would never open what the old ones sealed."""
    is_there = database is not None and database.exists()
    return is_there and not any(path_of(var, name).exists() for name in NAMES)


def new_key_line() -> str:
    return f"{secrets.token_hex(4)}:{base64.b64encode(secrets.token_bytes(32)).decode()}\n"


def put(var: Path, name: str, text: str) -> None:
    """Write the key file anew: whole, flushed, or not at all."""
    make_folder(folder(var))
    write_whole(path_of(var, name), [text.encode()])


def path_of(var: Path, name: str) -> Path:
    return folder(var) / f"{name}.key"


def text(var: Path, name: str) -> str:
    """The key file as it stands. Raises KeyMissing."""
    path = path_of(var, name)
    if not path.exists():
        raise KeyMissing(f"找不到密钥 {path.name}，请用钥匙页把它恢复到 {path.parent}。")
    return path.read_text()


def _create(path: Path, text: str) -> None:
    """Write a new file whole or not at all: a reader never sees half a key."""
    if path.exists():
        return
    draft = draft_of(path)
    write_new(draft, [text.encode()])
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def read(var: Path, name: str) -> dict[str, bytes]:
    """Return ``{id: 32 bytes}``, the sealing key first. Raises KeyMissing."""
    return parse(text(var, name))


def parse(text: str) -> dict[str, bytes]:
    """What a key file says: ``{id: 32 bytes}``, the sealing key first."""
    lines = [line.split(":", 1) for line in text.split()]
    return {key_id: base64.b64decode(value) for key_id, value in lines}


def current(var: Path, name: str) -> bytes:
    return next(iter(read(var, name).values()))
