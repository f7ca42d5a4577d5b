"""Text out of the files people bring: a paragraph a line, tables as ``| 甲 | 乙 |``."""

from township_npc.office.reading.text import MAX_CHARACTERS, READABLE, text_of

__all__ = ["MAX_CHARACTERS", "READABLE", "text_of"]
