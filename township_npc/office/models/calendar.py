"""Days off and days worked instead, as rows the office can read, import and correct."""

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
