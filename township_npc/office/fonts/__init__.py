"""Fonts for the papers: what stands in where the office's own (方正、GB2312) are not installed.

Noto comes with the wheel and carries every rare character; the Fandol family (仿宋、小标宋、楷、黑)
comes out of a Debian package where apt is at hand. Without it papers are set in Noto.
"""

import ctypes
import os
from functools import cache
from pathlib import Path
from types import ModuleType

from django.conf import settings

from township_npc.office.fonts import bundled, fandol

#: What WeasyPrint loads, and the Debian package that brings it.
LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}


def are_ready(folder: Path) -> bool:
    """Nothing more can be done: all are there, or all that this machine can get."""
    return bundled.are_in(folder) and (fandol.are_in(folder) or not fandol.can_be_fetched())


@cache
def missing_packages() -> tuple[str, ...]:
    """The Debian packages that printing to PDF lacks on this machine."""
    return tuple(package for name, package in LIBRARIES.items() if not _loads(name))


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def load_weasyprint() -> ModuleType:
    """The one door to WeasyPrint: it reads our fonts only when told before it is imported.

    Raises OSError where the machine lacks Pango (``missing_packages``).
    """
    if bundled.are_in(settings.FONT_DIR):
        os.environ.setdefault("FONTCONFIG_FILE", str(bundled.configuration(settings.FONT_DIR)))
    import weasyprint

    return weasyprint
