"""The office's keys: made on first start under the data folder, mode 600, never in the database.

Each key is one file in ``keys/``. ``field.key`` may hold several lines ``id:key``; the first seals,
all of them open, so that a key can be changed without losing what the old one sealed. ``made``
lists the keys that were made here: one of them that is gone is lost, another one can be made.
"""

import base64
import os
import secrets
from pathlib import Path

from township_npc.office.disk import draft_of, make_folder, write_new, write_whole

NAMES = ("secret", "field", "index", "ballot", "audit")
#: What every office had before ``made`` was kept.
FIRST = ("secret", "field", "index", "ballot", "audit")
PUT_BACK = "程序没有改动数据：请拿钥匙页，运行 manage.py restore --keys 文件，把密钥放回去。"


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
    if not set(NAMES) <= set(_made(var)) and os.access(place, os.W_OK):
        write_whole(place / "made", [" ".join(NAMES).encode()])


def lost(var: Path, database: Path | None) -> list[str]:
    """The key files of this office that are gone: new ones would never open what they sealed.

    ``database`` is SQLite's file: where there is none yet, nothing was sealed. On Postgres (None)
    only ``made`` tells; a folder lost whole is noticed by the numbers in the database
    (``services.keysheet.lacking_keys``).
    """
    if database is not None and not database.exists():
        return []
    had = _made(var) or (FIRST if database else ())
    return [path.name for name in had if not (path := path_of(var, name)).exists()]


def loss(var: Path, files: list[str]) -> str:
    """What is said when key files are lost."""
    return f"{folder(var)} 里少了 {'、'.join(files)}，用它加密的资料打不开。{PUT_BACK}"


def _made(var: Path) -> list[str]:
    note = folder(var) / "made"
    return note.read_text().split() if note.exists() else []


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
