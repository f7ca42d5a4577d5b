"""What stands in a paper, apart from how it looks. PDF and .docx are made of the same content."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import zip_longest
from typing import ClassVar

from django.db.models import TextChoices

#: Of a column at least, and of a line: 156 mm of 14 pt type.
_FEWEST_CELLS, _LINE_CELLS = 2, 31.5
#: Characters of a cell that stands in the middle, at most.
_FEW = 12


class Layout(TextChoices):
    """The formats of GB/T 9704-2012, and those that offices use beside them."""

    DOCUMENT = "document", "文件格式"  # 7: red head, number, red line
    LETTER = "letter", "信函格式"  # 10.1: double red lines, 170 mm
    MINUTES = "minutes", "纪要格式"  # 10.3
    RESOLUTION = "resolution", "决议、公告"  # title, who passed it and when; nobody is addressed
    REPORT = "report", "报告"  # cover, then the text
    SPEECH = "speech", "主持词"  # large type, for reading aloud
    BULLETIN = "bulletin", "简报"


@dataclass(frozen=True)
class Heading:
    """一、 is level 1 (黑体), （一） level 2 (楷体); 7.3.3. ``rest`` runs on in the same line."""

    kind: ClassVar[str] = "heading"
    level: int
    text: str
    rest: str = ""

    @property
    def runs_on(self) -> bool:
        """It is a sentence, or one follows in its line: nothing has to stand under it."""
        return bool(self.rest) or self.text.endswith("。")


@dataclass(frozen=True)
class Paragraph:
    """Body text, two characters in; ``flush`` begins at the edge."""

    kind: ClassVar[str] = "paragraph"
    text: str
    flush: bool = False


@dataclass(frozen=True)
class Roll:
    """出席、请假、列席 and who: the label in 黑体 (10.3)."""

    kind: ClassVar[str] = "roll"
    label: str
    text: str


@dataclass(frozen=True)
class Table:
    """A framed table whose head is repeated on each page; of a form, whose head is empty, the
    first column is the head. ``widths`` in mm; empty: after what stands in the columns. ``left``:
    the columns that stand flush left; None: those with a cell of many characters, of a form each
    cell for itself."""

    kind: ClassVar[str] = "table"
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[float] = ()
    left: frozenset[int] | None = None

    @property
    def is_form(self) -> bool:
        return not any(self.head)

    @property
    def shares(self) -> list[float]:
        """The columns' parts of the width, in per cent."""
        columns = list(zip_longest(self.head, *self.rows, fillvalue=""))
        given = list(self.widths)
        if len(given) != len(columns) or min(given, default=0) <= 0:
            given = _fitted([_wanted_cells(column) for column in columns])
        return [round(100 * part / sum(given), 2) for part in given]

    @property
    def cells(self) -> Iterator[list[tuple[str, bool]]]:
        """The rows, and whether each cell stands flush left."""
        long = {at for row in self.rows for at, text in enumerate(row) if len(text) > _FEW}
        words = long if self.left is None else self.left
        for row in self.rows:
            yield [
                (text, len(text) > _FEW if self.is_form else at in words)
                for at, text in enumerate(row)
            ]


def _wanted_cells(column: Sequence[str]) -> float:
    """As many as its longest cell has; digits and letters are half a cell."""
    longest = max(sum(0.5 if c.isascii() else 1 for c in cell) for cell in column)
    return max(longest, _FEWEST_CELLS) + 0.6  # the air beside it


def _fitted(wanted: Sequence[float]) -> list[float]:
    """Short columns keep what they want, the long ones share what is left of a line."""
    left, parts = _LINE_CELLS, list(wanted)
    for done, place in enumerate(sorted(range(len(parts)), key=parts.__getitem__)):
        parts[place] = min(parts[place], left / (len(parts) - done))
        left -= parts[place]
    return parts


Block = Heading | Paragraph | Roll | Table


@dataclass(frozen=True)
class Annex:
    """附件 on a page of its own, before the 版记 (7.3.7)."""

    title: str
    blocks: Sequence[Block]


@dataclass(frozen=True)
class Paper:
    """One paper. What is empty is not printed; ``title`` keeps the line ends it was given."""

    layout: Layout
    title: str
    blocks: Sequence[Block]
    mark: str = ""  # 发文机关标志
    number: str = ""  # 发文字号; of a bulletin its 期号
    under_title: str = ""  # （2026年1月16日……通过）; of a report who gives it
    addressees: str = ""  # 主送机关
    attachments: Sequence[str] = ()  # 附件说明
    issuer: str = ""  # 署名
    dated_on: date | None = None  # 成文日期
    note: str = ""  # 附注, without its brackets
    copies_to: str = ""  # 抄送
    printed_by: str = ""  # 印发机关
    printed_on: date | None = None
    signer: str = ""  # 签发人, of a paper to those above
    secrecy: str = ""
    urgency: str = ""
    copy_number: str = ""  # 份号
    annexes: Sequence[Annex] = field(default_factory=tuple)

    @property
    def title_in_one_line(self) -> str:
        return "".join(self.title.split())
