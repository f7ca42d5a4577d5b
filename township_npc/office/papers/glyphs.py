"""Which characters of a paper its fonts can print.

The body type comes first, then every other font of the folder: the Noto that comes with the
program, and what an office laid beside it. What none has would be a box on paper, so the paper is
marked and says which character it is.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from unicodedata import category

from django.conf import settings
from fontTools.ttLib import TTFont

#: Control and format characters, spaces and line ends print nothing.
_UNSEEN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
_BODY = "FandolFang-Regular.otf"
_KINDS = frozenset({".otf", ".ttf", ".ttc"})


@dataclass(frozen=True)
class Glyphs:
    """``substituted``: set in 宋体 because 仿宋 lacks them; ``missing``: no font has them."""

    substituted: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def named(self) -> list[str]:
        """The missing ones with their code: a screen that lacks them too shows a box."""
        return [f"{character}（U+{ord(character):04X}）" for character in self.missing]


def glyphs_of(text: str) -> Glyphs:
    """In the order in which they first stand in the text."""
    folder = settings.FONT_DIR
    wanted = list(dict.fromkeys(c for c in text if category(c) not in _UNSEEN))
    body = _characters(folder / _BODY)
    others = frozenset().union(*map(_characters, _fonts(folder)))
    return Glyphs(
        tuple(_without(wanted, body, keep=others)) if body else (),
        tuple(c for c in wanted if ord(c) not in body and ord(c) not in others),
    )


def _fonts(folder: Path) -> list[Path]:
    files = folder.iterdir() if folder.is_dir() else ()
    return sorted(file for file in files if file.suffix.lower() in _KINDS and file.name != _BODY)


def _without(characters: Iterable[str], body: frozenset, *, keep: frozenset) -> list[str]:
    return [c for c in characters if ord(c) not in body and ord(c) in keep]


@lru_cache(maxsize=64)
def _characters(file: Path) -> frozenset[int]:
    """The code points of a font; none where the file is not there (yet)."""
    if not file.exists():
        return frozenset()
    with TTFont(file, lazy=True, fontNumber=0) as font:
        return frozenset(font.getBestCmap())
