"""A PDF measured in millimetres from the upper left corner of its page."""

from collections import defaultdict
from dataclasses import dataclass
from io import BytesIO

import pdfplumber

MM = 25.4 / 72


@dataclass(frozen=True)
class Line:
    """A line of type: its em boxes' edges and its text."""

    text: str
    size: float  # pt
    left: float
    right: float
    top: float
    bottom: float


def pages(pdf: bytes) -> list:
    with pdfplumber.open(BytesIO(pdf)) as document:
        return list(document.pages)


def lines(page, *, smallest: float = 15.5) -> list[Line]:
    """Lines of type of at least ``smallest`` pt, from the top."""
    rows = defaultdict(list)
    for char in page.chars:
        if char["size"] >= smallest and char["text"].strip():
            rows[round((char["top"] + char["bottom"]) / 2)].append(char)
    return [_line(rows[middle]) for middle in sorted(rows)]


def text(page) -> str:
    return "".join(line.text for line in lines(page, smallest=0))


def red_rules(page) -> list[tuple[float, float, float, float]]:
    """left, top, width, thickness of each red box, from the top."""
    return _boxes(page, (1, 0, 0))


def black_boxes(page) -> list[tuple[float, float, float, float]]:
    """left, top, width, height; a rule of a border is the ring between two boxes."""
    return _boxes(page, (0, 0, 0))


def _boxes(page, colour) -> list[tuple[float, float, float, float]]:
    edges = ("x0", "top", "width", "height")
    found = {
        tuple(round(rect[edge] * MM, 2) for edge in edges)
        for rect in page.rects
        if rect.get("non_stroking_color") == colour
    }
    return sorted(found, key=lambda box: (box[1], box[3]))


def _line(chars: list) -> Line:
    chars = sorted(chars, key=lambda char: char["x0"])
    size = max(char["size"] for char in chars)
    middle = (chars[0]["top"] + chars[0]["bottom"]) / 2
    return Line(
        "".join(char["text"] for char in chars),
        round(size, 2),
        chars[0]["x0"] * MM,
        chars[-1]["x1"] * MM,
        (middle - size / 2) * MM,
        (middle + size / 2) * MM,
    )
