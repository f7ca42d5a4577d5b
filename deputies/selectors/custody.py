"""Reads of the register of D-04 reports."""

from django.db.models import Q, QuerySet

from deputies.models import CustodyReport, Deputy
from deputies.permissions.deputies import may_see_custody
from deputies.selectors.deputies import deputies_visible_to, seats_of_town


def reports_visible_to(user) -> QuerySet[CustodyReport]:
    reports = CustodyReport.objects.select_related("deputy__person", "registered_by__person")
    return reports if may_see_custody(user) else reports.none()


def seats_for(user, report: CustodyReport) -> QuerySet[Deputy]:
    """Whom a report may be about when it is put right: also its own deputy, whose seat may have
    ended since."""
    in_office = seats_of_town(user).order_by().values("pk")
    seats = deputies_visible_to(user).filter(Q(pk__in=in_office) | Q(pk=report.deputy_id))
    return seats.order_by("person__name_key", "pk")
