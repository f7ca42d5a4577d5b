"""A bound on how long one paper may be laid out, for WeasyPrint has none of its own.

Every line of type, in text and in tables, is made by ``create_layout``: there the clock is looked
at. Where the library's inside is not the one we know, only the bounds on length and pages remain.

Imported only behind ``fonts.load_weasyprint``, which has to come before the library.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from django.core.exceptions import ValidationError
from weasyprint.text import line_break

_now = threading.local()


@cache
def install() -> bool:
    """Change WeasyPrint once in this process; False where its inside is another."""
    theirs = getattr(line_break, "create_layout", None)
    if not callable(theirs):
        return False

    def create_layout(*given, **named):
        if time.monotonic() > getattr(_now, "until", float("inf")):
            raise ValidationError(
                f"排版用了 {_now.seconds} 秒还没有排好，请把长段落、长表分成几份再生成。",
                code="too_slow",
            )
        return theirs(*given, **named)

    line_break.create_layout = create_layout
    return True


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """What is laid out in here takes no longer. Raises ValidationError."""
    _now.seconds, _now.until = seconds, time.monotonic() + seconds
    try:
        yield
    finally:
        del _now.until
