"""Personal data in clear: each look and each list that leaves the office makes one line in the log
(security C.19, C.20)."""

from django.db import transaction

from deputies.models import Deputy
from deputies.permissions.deputies import may_see_id_number, may_see_phone, may_see_roster
from deputies.selectors.deputies import DeputyFilter
from township_npc.office.models import Person, User
from township_npc.office.permissions import require
from township_npc.office.services.audit import record
from township_npc.office.workbook import Export


@transaction.atomic
def show_phone(subject, person: Person, *, by: User) -> str:
    """The phone of the subject's person (a deputy, a handler of a unit)."""
    require(may_see_phone(by))
    record(by, "phone.shown", subject)
    return person.phone


@transaction.atomic
def show_id_number(deputy: Deputy, *, by: User, reason: str) -> str:
    require(may_see_id_number(by))
    record(by, "id_number.shown", deputy, note=reason)
    return deputy.person.id_number


@transaction.atomic
def hand_out(
    export: Export, *, by: User, chosen: DeputyFilter, personal: bool, reason: str
) -> None:
    """Log a list before it is given out; with phones and ID numbers only 主任 and 主席 may.

    The name that was searched for stands in the note: the chain holds no personal text.
    """
    require(may_see_id_number(by) if personal else may_see_roster(by))
    narrowed = {key: value for key, value in vars(chosen).items() if value}
    name = narrowed.pop("name", "")
    note = "；".join(part for part in (reason, f"搜“{name}”" if name else "") if part)
    facts = {"rows": export.rows, "sha256": export.sha256, "personal": personal}
    record(by, "deputies.exported", note=note, filter=narrowed, **facts)
