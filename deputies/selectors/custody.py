"""Reads of the register of D-04 reports."""

from django.db.models import QuerySet

from deputies.models import CustodyReport
from deputies.permissions.deputies import may_see_custody


def reports_visible_to(user) -> QuerySet[CustodyReport]:
    reports = CustodyReport.objects.select_related("deputy__person", "registered_by__person")
    return reports if may_see_custody(user) else reports.none()
