"""Writing to disk so that what we said is there is there: whole, flushed, under its final name."""

import os
import secrets
from collections.abc import Iterable
from pathlib import Path


def write_whole(path: Path, chunks: Iterable[bytes], mode: int = 0o600) -> None:
    """Write to a temporary name, flush, rename, flush the folder (security D.2)."""
    draft = draft_of(path)
    try:
        write_new(draft, chunks, mode)
        os.replace(draft, path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    flush_folder(path.parent)


def write_new(path: Path, chunks: Iterable[bytes], mode: int = 0o600) -> None:
    """Write and flush a file that must not exist yet."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(descriptor, "wb") as file:
        for chunk in chunks:
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())


def draft_of(path: Path) -> Path:
    """A name beside ``path`` that nobody else uses."""
    return path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")


def make_folder(folder: Path) -> None:
    if not folder.is_dir():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        flush_folder(folder.parent)


def flush_folder(folder: Path) -> None:
    """Make a rename or a removal inside the folder survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
