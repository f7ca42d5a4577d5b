"""Word files of the office: fonts are named, not carried, so that Word shows its own."""

from township_npc.office.word.forms import Form, Row, write_forms
from township_npc.office.word.ground import MEDIA_TYPE

__all__ = ["MEDIA_TYPE", "Form", "Row", "write_forms"]
