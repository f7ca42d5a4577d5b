"""Word files: what a reader sees of their text, automatic numbers included."""

from township_npc.office.reading.word.body import lines

__all__ = ["lines"]
