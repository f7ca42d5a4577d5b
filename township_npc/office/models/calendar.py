"""Days off and days worked instead, as rows the office can read, import and correct."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from township_npc.office.choices import DayKind


class Holiday(models.Model):
    """One day that differs from the plain week: 放假, or 调休上班."""

    on = models.DateField("日期", primary_key=True)
    kind = models.CharField("怎么安排", max_length=10, choices=DayKind)
    name = models.CharField("名称", max_length=30, blank=True)
    source = models.CharField("依据", max_length=120)

    class Meta:
        verbose_name = verbose_name_plural = "节假日"
        ordering = ["on"]
        constraints = [
            models.CheckConstraint(name="holiday_kind_known", condition=Q(kind__in=DayKind.values))
        ]


class HolidayYear(models.Model):
    """A year whose arrangement has been announced; deadlines in other years are provisional."""

    year = models.PositiveSmallIntegerField("年份", primary_key=True)
    source = models.CharField("依据", max_length=120)

    class Meta:
        verbose_name = verbose_name_plural = "已公布的年份"
        ordering = ["year"]


class HolidayImport(models.Model):
    """One table or notice written into the calendar, with what stood there before, so that it can
    be taken back. ``before`` and ``after``: day → [kind, name, source], or null for a plain day;
    ``years_before`` and ``years_after``: announced year → source, or null.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    year = models.PositiveSmallIntegerField("年份")
    source = models.CharField("依据", max_length=120)
    file_name = models.CharField("文件", max_length=120, blank=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    years_before = models.JSONField(default=dict)
    years_after = models.JSONField(default=dict)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="谁导入的"
    )
    made_at = models.DateTimeField("时间")
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+",
        verbose_name="谁撤销的",
    )  # fmt: skip
    undone_at = models.DateTimeField("撤销时间", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "节假日导入"
        ordering = ["-made_at"]
        constraints = [
            models.CheckConstraint(name="holiday_import_has_a_source", condition=~Q(source="")),
            models.CheckConstraint(
                name="holiday_import_undone_by_somebody",
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
            ),
        ]
