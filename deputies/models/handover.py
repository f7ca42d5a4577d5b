"""集中交办: accepted 建议 of a meeting handed to their units in one act (rules S-04)."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q


class HandoverBatch(models.Model):
    """One act with one day; its lines are printed for each unit to sign."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    congress_session = models.ForeignKey(
        "deputies.CongressSession", models.PROTECT, related_name="handovers", verbose_name="届次"
    )
    on = models.DateField("交办日期")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="谁交办的"
    )
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = verbose_name_plural = "集中交办"
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.on} 集中交办"


class HandoverLine(models.Model):
    """One proposal of the batch: handed to its unit, or skipped and why."""

    batch = models.ForeignKey(
        HandoverBatch, models.CASCADE, related_name="lines", verbose_name="集中交办"
    )
    proposal = models.ForeignKey(
        "deputies.Proposal", models.PROTECT, related_name="handover_lines", verbose_name="建议"
    )
    unit = models.ForeignKey(
        "deputies.Unit", models.PROTECT, related_name="+", verbose_name="承办单位"
    )
    reply_due_on = models.DateField("答复期限", null=True, blank=True)
    skipped = models.CharField("没有交办的原因", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "交办清单"
        constraints = [
            models.UniqueConstraint(
                name="handover_line_once_in_a_batch", fields=["batch", "proposal"]
            ),
            models.CheckConstraint(
                name="handover_line_is_handed_or_skipped",
                condition=Q(reply_due_on__isnull=False, skipped="")
                | (Q(reply_due_on__isnull=True) & ~Q(skipped="")),
            ),
        ]
