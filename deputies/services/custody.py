"""Reports that a deputy's personal freedom was restricted (《代表法》第三十九条第四款, D-04)."""

from collections.abc import Iterable
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

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
def correct_report(report: CustodyReport, *, by: User, reason: str, **facts) -> None:
    """更正 of what the register says. What was wrong stays in the timeline, in the entry's note,
    for those who see the register; the chain holds the names of the fields alone."""
    require(may_see_custody(by))
    stored = CustodyReport.objects.select_related("deputy__person").get(pk=report.pk)
    changed = {name: new for name, new in facts.items() if getattr(stored, name) != new}
    if not changed:
        raise ValidationError("没有改动，不用更正。", code="unchanged")
    CustodyReport.objects.filter(pk=report.pk).update(**changed)
    note = f"{reason}　原来：{_in_words(stored, changed)}"
    record(by, "custody.corrected", report, note=note, fields=sorted(changed))


@transaction.atomic
def write_handling(report: CustodyReport, *, by: User, handling: str) -> None:
    """What the office did with the report: 报主席团, 报告下次大会 …"""
    require(may_see_custody(by))
    CustodyReport.objects.filter(pk=report.pk).update(handling=handling)
    record(by, "custody.handled", report, note=handling)


def _in_words(report: CustodyReport, names: Iterable[str]) -> str:
    """采取的措施 刑事拘留；书面报告 是."""
    return "；".join(f"{_heading(name)} {_said(getattr(report, name))}" for name in names)


def _heading(name: str) -> str:
    field = CustodyReport._meta.get_field(name)
    return (field.related_model._meta if field.is_relation else field).verbose_name


def _said(value) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"
    return str(value or "未录入")
