"""协办: a unit that gives the lead unit its opinion on a 建议 (rules S-06)."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class AssistingQuerySet(models.QuerySet):
    def in_force(self) -> "AssistingQuerySet":
        return self.filter(ended_at__isnull=True)


class Assisting(models.Model):
    """协办单位 and its opinion; ``ended_at`` when it no longer assists."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    proposal = models.ForeignKey("deputies.Proposal", models.CASCADE, related_name="assistings")
    unit = models.ForeignKey(
        "deputies.Unit", models.PROTECT, related_name="assistings", verbose_name="协办单位"
    )
    asked_on = models.DateField("请它协办的日期")
    asked_at = models.DateTimeField("时间")
    due_on = models.DateField("提出意见的期限")
    due_sum = models.JSONField("期限的算法")
    text = models.TextField("协办意见", max_length=3000, blank=True)
    given_at = models.DateTimeField("提出意见的时间", null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="谁提出的",
    )  # fmt: skip
    ended_at = models.DateTimeField("不再协办的时间", null=True, blank=True)

    objects = AssistingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "协办"
        ordering = ["asked_at", "unit__name"]
        indexes = [models.Index(fields=["unit", "ended_at"], name="assisting_unit_ended")]
        constraints = [
            models.UniqueConstraint(
                name="a_unit_assists_once",
                fields=["proposal", "unit"],
                condition=Q(ended_at__isnull=True),
            ),
            models.CheckConstraint(
                name="assisting_opinion_whole_or_not",
                condition=Q(text="", given_at__isnull=True, by__isnull=True)
                | (~Q(text="") & Q(given_at__isnull=False, by__isnull=False)),
            ),
            models.CheckConstraint(
                name="assisting_due_after_it_was_asked", condition=Q(due_on__gt=F("asked_on"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}协办"
