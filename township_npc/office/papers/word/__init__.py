"""Papers and sheets as .docx, for the clerk to work on in Word or WPS."""

from township_npc.office.papers.word.ballots import ballot_docx
from township_npc.office.papers.word.build import paper_docx
from township_npc.office.papers.word.cards import badges_docx, place_cards_docx
from township_npc.office.papers.word.sheets import sheet_docx
from township_npc.office.word import MEDIA_TYPE

__all__ = [
    "MEDIA_TYPE",
    "badges_docx",
    "ballot_docx",
    "paper_docx",
    "place_cards_docx",
    "sheet_docx",
]
