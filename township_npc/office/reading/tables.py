"""Workbooks and tables in text: the values of each sheet, row by row."""

from collections.abc import Iterator, Sequence
from datetime import datetime, time
from typing import BinaryIO

from township_npc.office.files.kinds import MAX_BYTES
from township_npc.office.reading.rows import row_line
from township_npc.office.sheets.bounds import Limits
from township_npc.office.sheets.reader import Cell, read_tables

_LIMITS = Limits("要读的内容", rows=20_000, columns=100, size=MAX_BYTES)


def lines(file: BinaryIO) -> Iterator[str]:
    """The name of a sheet stands over its rows where there are several."""
    sheets = [sheet for sheet in read_tables(file, _LIMITS) if any(map(_is_filled, sheet.rows))]
    for sheet in sheets:
        if len(sheets) > 1:
            yield sheet.name
        width = max(map(_width, sheet.rows))
        for row in filter(_is_filled, sheet.rows):
            yield row_line(_shown(cell) for cell in row[:width])


def _is_filled(row: Sequence[Cell]) -> bool:
    return _width(row) > 0


def _width(row: Sequence[Cell]) -> int:
    return max((number for number, cell in enumerate(row, 1) if _shown(cell).strip()), default=0)


def _shown(cell: Cell) -> str:
    """A value as a spreadsheet shows it: no .0, no midnight."""
    match cell:
        case bool():
            return "是" if cell else "否"
        case float() if cell.is_integer():
            return str(int(cell))
        case datetime() if cell.time() == time():
            return cell.date().isoformat()
        case datetime():
            return cell.isoformat(" ", "minutes")
    return str(cell)
