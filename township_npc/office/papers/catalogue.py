"""归档文件目录 (DA/T 22-2015): A4 across, one line an item, the day in eight digits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from township_npc.office.papers.tables import Sheet

HEAD = ("序号", "档号", "文号", "责任者", "题名", "日期", "密级", "页数", "备注")
_WIDTHS = (12, 50, 42, 36, 61, 20, 12, 12, 12)
_WORDS = frozenset({3, 4})


@dataclass(frozen=True)
class CatalogueLine:
    """``pages``: sides with text; what is not known stays empty."""

    title: str
    on: date | None
    code: str = ""  # 档号
    number: str = ""  # 文号
    author: str = ""  # 责任者
    secrecy: str = ""
    pages: int | None = None
    note: str = ""


def catalogue_sheet(lines: Sequence[CatalogueLine], *, under: str = "") -> Sheet:
    rows = [
        (
            str(place),
            line.code,
            line.number,
            line.author,
            line.title,
            f"{line.on:%Y%m%d}" if line.on else "",
            line.secrecy,
            str(line.pages) if line.pages else "",
            line.note,
        )
        for place, line in enumerate(lines, start=1)
    ]
    return Sheet("归档文件目录", HEAD, rows, _WIDTHS, under, is_across=True, left=_WORDS)
