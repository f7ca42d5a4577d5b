"""A user's name for a file is only text: shown, downloaded under, never used as a path."""

import re
import unicodedata
from pathlib import PurePosixPath

MAX_LENGTH = 120
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
_NOT_IN_A_NAME = re.compile(r'[<>:"|?*]')


def clean_name(raw: str, fallback: str = "文件") -> str:
    """The last part of the name without control, direction and reserved characters (C.12).

    >>> clean_name("../../a\u202egnp.exe")
    'agnp.exe'
    """
    last = unicodedata.normalize("NFC", raw or "").replace("\\", "/").rsplit("/", 1)[-1]
    visible = "".join(c for c in last if unicodedata.category(c)[0] != "C")
    name = _NOT_IN_A_NAME.sub("_", visible).strip(" .")
    if _RESERVED.match(name):
        name = f"_{name}"
    return _shortened(name) or fallback


def with_suffix(name: str, suffix: str) -> str:
    stem = PurePosixPath(name).stem or name
    return _shortened(f"{stem}{suffix}")


def suffix_of(name: str) -> str:
    """``pdf`` for ``答复.PDF``."""
    return PurePosixPath(name).suffix.lower().lstrip(".")


def _shortened(name: str) -> str:
    if len(name) <= MAX_LENGTH:
        return name
    suffix = PurePosixPath(name).suffix[:10]
    return name[: MAX_LENGTH - len(suffix)] + suffix
