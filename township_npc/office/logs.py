"""What a log may hold: nothing that opens a door, nothing that a person typed (security C.1, C.19).

One-time secrets stand in the path of their links, searched names behind the question mark, and a
database quotes the refused row below the first line of its error.
"""

import logging
import re
from collections.abc import Iterator

_BLANKS = (
    (re.compile(r"(/(?:enter|password)/)[^/\s?\"']+"), r"\1…"),
    (re.compile(r"[0-9a-fA-F]{32,}"), "…"),
    (re.compile(r"(/[^\s?]*)\?[^\s\"']*"), r"\1"),
)
_plain = logging.Formatter()


class Discreet(logging.Filter):
    """Leaves of a record its text alone, and of that what may be read by anybody."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = discreet(record.getMessage()), ()
        if record.exc_info:
            record.exc_text, record.exc_info = discreet(_trace(record.exc_info)), None
        vars(record).pop("request", None)
        return True


def discreet(text: str) -> str:
    """The text without the secrets of paths and without query strings."""
    for pattern, blank in _BLANKS:
        text = pattern.sub(blank, text)
    return text


def _trace(exc_info) -> str:
    """The traceback with the first line of what each error says."""
    text = _plain.formatException(exc_info)
    for said in map(str, _with_causes(exc_info[1])):
        if "\n" in said:
            text = text.replace(said, said.partition("\n")[0])
    return text


def _with_causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
