"""收文: what came in, from whom, who deals with it (feature 3.02)."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q


class IncomingCounter(models.Model):
    year = models.PositiveSmallIntegerField("年", primary_key=True)
    last = models.PositiveIntegerField("最后一号", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "收文计数"


class IncomingPaper(models.Model):
    """One paper that came in; its running number of the year has no gap."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    year = models.PositiveSmallIntegerField("年")
    number = models.PositiveIntegerField("收文号")
    received_on = models.DateField("收到日期")
    sender = models.CharField("来文单位", max_length=60)
    sender_number = models.CharField("来文字号", max_length=60, blank=True)
    title = models.CharField("标题", max_length=200)
    dated_on = models.DateField("来文日期", null=True, blank=True)
    copies = models.PositiveSmallIntegerField("份数", default=1)
    urgency = models.CharField("紧急程度", max_length=10, blank=True)
    opinion = models.CharField("拟办意见", max_length=500, blank=True)
    is_for_chair = models.BooleanField("请主席批示", default=False)
    instruction = models.CharField("领导批示", max_length=500, blank=True)
    holder = models.CharField("承办人", max_length=60, blank=True)
    due_on = models.DateField("要在哪天办好", null=True, blank=True)
    done_on = models.DateField("办好的日期", null=True, blank=True)
    result = models.CharField("办理结果", max_length=500, blank=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="谁登记的"
    )
    taken_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = verbose_name_plural = "收文"
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(
                name="incoming_number_is_given_once", fields=["year", "number"]
            ),
            models.CheckConstraint(
                name="incoming_is_named", condition=~Q(title="") & ~Q(sender="")
            ),
            models.CheckConstraint(
                name="incoming_done_after_received",
                condition=Q(done_on__isnull=True)
                | Q(done_on__isnull=False, done_on__gte=models.F("received_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def called(self) -> str:
        return f"{self.year} 年第 {self.number} 号"

    @property
    def waits_for_chair(self) -> bool:
        return self.is_for_chair and not self.instruction and self.done_on is None
