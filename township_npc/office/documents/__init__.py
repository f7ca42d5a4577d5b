"""What goes into the workbooks of the shared ground."""

from township_npc.office.documents.full_export import (
    business_sheets,
    business_subjects,
    files_to_take,
)

__all__ = ["business_sheets", "business_subjects", "files_to_take"]
