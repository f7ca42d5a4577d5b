"""发文登记簿 and 收文登记簿 leave the program as workbooks."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from township_npc.office.models import User
from township_npc.office.permissions import may_see_papers, require
from township_npc.office.services.audit import record
from township_npc.office.workbook import Export


@transaction.atomic
def hand_out_register(export: Export, *, by: User, verb: str, chosen: Mapping[str, Any]) -> None:
    """Log a register before it is given out (C.20). What was searched for may be a name: it
    stands in the note, the chain holds no personal text."""
    require(may_see_papers(by))
    narrowed = {key: value for key, value in chosen.items() if key != "text"}
    note = f"搜“{chosen['text']}”" if chosen.get("text") else ""
    record(by, verb, note=note, rows=export.rows, sha256=export.sha256, filter=narrowed)
