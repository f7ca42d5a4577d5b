"""Elements of WordprocessingML by their local names, in both editions of the standard."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

_WORD = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)
#: What may stand between a table and its rows, a row and its cells.
_WRAPPINGS = ("sdt", "sdtContent", "customXml", "ins", "moveTo")


def name(element: Element) -> str:
    """The local name, of Word's own elements; others (drawings, mathematics) are looked through.

    Fallback: a drawing said once more for older readers.
    """
    space, _, local = element.tag.rpartition("}")
    return local if f"{space}}}" in _WORD or local == "Fallback" else ""


def children(element: Element, wanted: str) -> Iterator[Element]:
    """Children of that name, also inside content controls and insertions."""
    for child in element:
        found = name(child)
        if found == wanted:
            yield child
        elif found in _WRAPPINGS:
            yield from children(child, wanted)


def find(element: Element | None, *path: str) -> Element | None:
    for step in path:
        if element is None:
            return None
        element = next((child for child in element if name(child) == step), None)
    return element


def attribute(element: Element | None, key: str = "val") -> str:
    if element is None:
        return ""
    return next((value for space in _WORD if (value := element.get(space + key))), "")


def number(text: str, *, otherwise: int = 0) -> int:
    """Of an attribute that should hold one."""
    return int(text) if text.isdecimal() and len(text) < 10 else otherwise
