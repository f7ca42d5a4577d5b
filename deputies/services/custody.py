"""Reports that a deputy's personal freedom was restricted (《代表法》第三十九条第四款, D-04)."""

from datetime import date, datetime

from django.db import transaction

from deputies.models import CustodyReport, Deputy
from deputies.permissions.deputies import may_see_custody
from township_npc.office.models import User
from township_npc.office.permissions import require
from township_npc.office.services.audit import record


@transaction.atomic
def register_report(
    deputy: Deputy,
    *,
    by: User,
    authority: str,
    measure: str,
    received_at: datetime,
    taken_on: date | None = None,
    is_written: bool = True,
    handling: str = "",
) -> CustodyReport:
    """登记执行机关的报告. The entry names neither the deputy nor the measure."""
    require(may_see_custody(by))
    report = CustodyReport.objects.create(
        deputy=deputy,
        authority=authority,
        measure=measure,
        taken_on=taken_on,
        received_at=received_at,
        is_written=is_written,
        handling=handling,
        registered_by=by,
    )
    record(by, "custody.registered", report)
    return report


@transaction.atomic
def write_handling(report: CustodyReport, *, by: User, handling: str) -> None:
    """What the office did with the report: 报主席团, 报告下次大会 …"""
    require(may_see_custody(by))
    CustodyReport.objects.filter(pk=report.pk).update(handling=handling)
    record(by, "custody.handled", report)
