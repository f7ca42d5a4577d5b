"""发文字号: rows of numbers without a gap, and what became of each number."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from township_npc.office.choices import NumberState, SeriesKind
from township_npc.office.papers.wording import document_number

#: Series that print their issue alone: 第21期, 第1号.
_ALONE = {SeriesKind.MINUTES: "期", SeriesKind.BULLETIN: "期", SeriesKind.ANNOUNCEMENT: "号"}


class PaperSeries(models.Model):
    """One row of numbers: 莲人发〔2026〕n号, or 第 n 期 of minutes and bulletins.

    The chairman signs the papers of a series, or 主任 where ``director_signs``.
    """

    kind = models.CharField("编号", max_length=12, choices=SeriesKind, primary_key=True)
    agency = models.CharField("机关代字", max_length=60)
    director_signs = models.BooleanField("由主任签发", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "文号系列"
        constraints = [
            models.UniqueConstraint(name="agency_is_one_series", fields=["agency"]),
            models.CheckConstraint(
                name="series_kind_known", condition=Q(kind__in=SeriesKind.values)
            ),
            models.CheckConstraint(name="agency_is_named", condition=~Q(agency="")),
        ]

    def __str__(self) -> str:
        return self.agency

    def without_number(self, year: int) -> str:
        """As a draft shows it: 莲人发〔2026〕　号."""
        alone = _ALONE.get(self.kind)
        return f"第　{alone}" if alone else f"{self.agency}〔{year}〕　号"


class PaperCounter(models.Model):
    """How far a series has come in a year. Counting up holds the row, so numbers have no gap."""

    series = models.ForeignKey(PaperSeries, models.PROTECT, related_name="counters")
    year = models.PositiveSmallIntegerField("年")
    last = models.PositiveIntegerField("最后一号", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "文号计数"
        constraints = [
            models.UniqueConstraint(name="series_counts_once_a_year", fields=["series", "year"]),
        ]


class PaperNumber(models.Model):
    """One number, for ever: reserved, issued, or voided with the reason. ``shown`` is frozen."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    series = models.ForeignKey(PaperSeries, models.PROTECT, related_name="numbers")
    year = models.PositiveSmallIntegerField("年")
    number = models.PositiveIntegerField("号")
    shown = models.CharField("文号", max_length=80)
    state = models.CharField("状态", max_length=10, choices=NumberState)
    purpose = models.CharField("留给什么", max_length=120, blank=True)
    void_reason = models.CharField("为什么作废", max_length=200, blank=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="谁取的号"
    )
    taken_at = models.DateTimeField("取号时间")

    class Meta:
        verbose_name = verbose_name_plural = "文号"
        ordering = ["series", "-year", "-number"]
        constraints = [
            models.UniqueConstraint(
                name="paper_number_is_given_once", fields=["series", "year", "number"]
            ),
            models.UniqueConstraint(name="paper_number_reads_once", fields=["shown"]),
            models.CheckConstraint(name="paper_number_counts_from_one", condition=Q(number__gte=1)),
            models.CheckConstraint(
                name="paper_number_state_known", condition=Q(state__in=NumberState.values)
            ),
            models.CheckConstraint(
                name="paper_number_voided_says_why",
                condition=(Q(state=NumberState.VOIDED) & ~Q(void_reason=""))
                | (~Q(state=NumberState.VOIDED) & Q(void_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return self.shown

    @property
    def on_paper(self) -> str:
        """As the paper prints it: minutes, bulletins and announcements bear the issue alone."""
        alone = _ALONE.get(self.series_id)
        return f"第{self.number}{alone}" if alone else self.shown


def shown_number(series: PaperSeries, year: int, number: int) -> str:
    if alone := _ALONE.get(series.kind):
        return f"{series.agency}{year}年第{number}{alone}"
    return document_number(series.agency, year, number)
