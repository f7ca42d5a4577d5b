"""拟并案: what 工作人员 propose to handle together, until the director has decided (security B)."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class MergeSuggestion(models.Model):
    """One waits. Decided, taken back or overtaken it goes; the timelines of both tell of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    main = models.ForeignKey(
        "deputies.Proposal", models.CASCADE, related_name="suggested_merges", verbose_name="主件"
    )
    other = models.OneToOneField(
        "deputies.Proposal", models.CASCADE, related_name="suggested_merge",
        verbose_name="拟并进来的",
    )  # fmt: skip
    reason = models.CharField("拟并案的说明", max_length=200, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="谁拟的"
    )
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = verbose_name_plural = "拟并案"
        ordering = ["at", "other__number"]
        constraints = [
            models.CheckConstraint(name="suggested_merge_of_two", condition=~Q(main=F("other"))),
        ]

    def __str__(self) -> str:
        return f"{self.other.called}并入{self.main.called}"
