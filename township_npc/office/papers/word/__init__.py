"""Papers as .docx, for the clerk to work on in Word or WPS."""

from township_npc.office.papers.word.build import paper_docx
from township_npc.office.word import MEDIA_TYPE

__all__ = ["MEDIA_TYPE", "paper_docx"]
