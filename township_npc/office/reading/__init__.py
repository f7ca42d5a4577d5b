"""Files from outside: containers are checked first, then their text is read."""

from township_npc.office.reading.containers import OLE_MAGIC, check_zip
from township_npc.office.reading.text import text_of

__all__ = ["OLE_MAGIC", "check_zip", "text_of"]
