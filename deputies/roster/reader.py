"""A roster file → its sheets of plain cells. Everything that is wrong is one Chinese sentence."""

from typing import BinaryIO

from deputies.rules.roster import MAX_BYTES, MAX_COLUMNS, MAX_ROWS
from township_npc.office.sheets.bounds import Limits
from township_npc.office.sheets.reader import Sheet, read_tables

LIMITS = Limits("代表名册", rows=MAX_ROWS, columns=MAX_COLUMNS, size=MAX_BYTES)


def read_sheets(file: BinaryIO) -> list[Sheet]:
    """Read an .xlsx or text table, whatever its name says; raises ValidationError."""
    return read_tables(file, LIMITS)
