"""What a chart is made of: boxes, words and strokes, each with its place and its class of CSS."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

#: All charts are as wide as this in their own units: on a phone one unit is about one pixel.
WIDTH = 340


@dataclass(frozen=True)
class Series:
    """What one colour means. ``ink`` is the class of the words on it; ``mark`` goes before the
    figure in the bar (A 14); ``is_hatched`` tells it from its neighbour on a grey print."""

    label: str
    fill: str  # f-dark, f-late, f-green, f-amber, f-grey, f-soft
    ink: str = "w"
    mark: str = ""
    is_hatched: bool = False


@dataclass(frozen=True)
class Row:
    """One bar: its name, a figure for each series, a word at its end, and where it opens."""

    name: str
    values: Sequence[int]
    note: str = ""
    url: str = ""


@dataclass(frozen=True)
class Box:
    x: float
    y: float
    width: float
    height: float
    fill: str
    is_hatched: bool = False


@dataclass(frozen=True)
class Word:
    """``css`` holds the anchor too: e ends at x, m is centred on it."""

    x: float
    y: float
    text: str
    css: str = ""


@dataclass(frozen=True)
class Stroke:
    """A line through points: ``10,20 30,40``."""

    points: str
    css: str


@dataclass(frozen=True)
class Table:
    """The figures of the chart, as they are read aloud or copied."""

    head: Sequence[str]
    rows: Sequence[Sequence]
    urls: Sequence[str] = ()  # where each row opens

    @property
    def lines(self) -> list[tuple[str, Sequence]]:
        """Each row with where it opens, or ""."""
        return list(zip_longest(self.urls, self.rows, fillvalue=""))


@dataclass(frozen=True)
class Chart:
    key: str  # unique on its page
    title: str
    description: str
    height: float
    table: Table
    boxes: list[Box] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    width: float = WIDTH

    @property
    def is_empty(self) -> bool:
        return not self.boxes and not self.strokes
