"""How far a workbook's cells reach, before the reader makes room for the whole rectangle.

One cell in XFD1048576 is a file of 5 KB and 550 GB of memory. So every part of the container is
walked once as XML without entities, and the walk ends at the first cell beyond the limit.
"""

import re
import zipfile
from dataclasses import dataclass
from typing import BinaryIO

from defusedxml.ElementTree import XMLParser
from django.core.exceptions import ValidationError

from township_npc.office.files.active import BAD_XML

#: Rows above the list that do not count: titles and the heading.
HEADING_ROOM = 20

_REFERENCE = re.compile(r"([A-Za-z]+)(\d+)")
_MAX_TAGS = 2_000_000
_CHUNK = 64 * 1024
_XML_STARTS = (b"<", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True)
class Limits:
    """How large a table may be; ``what`` it is called where it is refused."""

    what: str  # 代表名册
    rows: int
    columns: int
    size: int  # bytes


def check_bounds(file: BinaryIO, limits: Limits) -> None:
    """Raise ValidationError when a filled cell lies beyond the rows or columns we read."""
    try:
        with zipfile.ZipFile(file) as archive:
            if not any(name.startswith("xl/") for name in archive.namelist()):
                raise ValidationError(
                    "这不是 Excel 表格。请在表格软件里另存为 .xlsx 再导入。", code="wrong_kind"
                )
            for entry in archive.infolist():
                if not entry.filename.endswith(".vml"):  # drawings of comments, often untidy
                    with archive.open(entry) as part:
                        _walk(part, limits)
    finally:
        file.seek(0)


def _walk(part, limits: Limits) -> None:
    """Pictures and other parts that are no XML are passed over."""
    chunk = part.read(_CHUNK)
    if not chunk.lstrip().startswith(_XML_STARTS):
        return
    parser = XMLParser(target=_CellWatch(limits), forbid_dtd=True)
    try:
        while chunk:
            parser.feed(chunk)
            chunk = part.read(_CHUNK)
        parser.close()
    except BAD_XML as error:
        raise ValidationError(
            "表格打不开，可能坏了。请在表格软件里打开、另存为 .xlsx 再导入。", code="broken"
        ) from error


class _CellWatch:
    """Parser target without memory: it knows the cell it is in and how many tags went by."""

    def __init__(self, limits: Limits):
        self.limits = limits
        self.row = self.tags = 0
        self.reference = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition("}")[2]
        self.tags += 1
        if self.tags > _MAX_TAGS:
            raise _too_long(self.limits)
        if name == "row":
            self.row += 1
        elif name == "c":
            self.reference = attributes.get("r", "")
        elif name in ("v", "is"):
            _check_cell(self.reference, self.row, self.limits)

    def end(self, tag: str) -> None:
        pass

    def close(self) -> None:
        pass


def _check_cell(reference: str, row: int, limits: Limits) -> None:
    found = _REFERENCE.fullmatch(reference)
    column = 0
    if found:
        row = max(row, int(found[2][:9]))
        for letter in found[1][:9].upper():
            column = column * 26 + ord(letter) - 64
    if row > limits.rows + HEADING_ROOM:
        raise _too_long(limits)
    if column > limits.columns:
        raise ValidationError(
            f"表的列数超过 {limits.columns}，请删掉右边多余的内容再导入。", code="too_wide"
        )


def _too_long(limits: Limits) -> ValidationError:
    return ValidationError(
        f"表超过 {limits.rows:,} 行。请只留{limits.what}，删掉下面多余的内容再导入。",
        code="too_long",
    )
