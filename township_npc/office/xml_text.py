"""Characters that XML, and so a Word file, takes."""

import re

#: Control characters (of a line end the carriage return goes too), halves of pairs, no-characters.
_NO_XML = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """The text without what XML does not take; line ends and tabs stay."""
    return _NO_XML.sub("", text)
