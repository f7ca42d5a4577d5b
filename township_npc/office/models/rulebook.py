"""What this congress itself has set over the rules of the nation and the province."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q


class RuleOverride(models.Model):
    """One value of one rule at the layer 本会, since when and until when. Never changed after it
    was set: another value is another row, so that the rows are the rule's history.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=40)
    value = models.CharField("数字", max_length=40)
    unit = models.CharField("单位", max_length=10, blank=True)
    source = models.CharField("出处", max_length=120, blank=True)
    article = models.CharField("条款", max_length=60, blank=True)
    version_on = models.DateField("文本日期", null=True, blank=True)
    quote = models.TextField("原文", max_length=1000, blank=True)
    checked_by = models.CharField("核对人", max_length=60, blank=True)
    reason = models.CharField("理由", max_length=200)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="谁定的"
    )
    set_at = models.DateTimeField("时间")
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+",
        verbose_name="谁改掉的",
    )  # fmt: skip
    ended_at = models.DateTimeField("改掉的时间", null=True)
    return_reason = models.CharField("退回的理由", max_length=200, blank=True)
    must_recount = models.BooleanField("已经交办的还要重新算", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "本会的规则"
        ordering = ["-set_at"]
        constraints = [
            models.UniqueConstraint(
                name="one_rule_override_in_force",
                fields=["key"],
                condition=Q(ended_at__isnull=True),
            ),
            models.CheckConstraint(name="rule_override_has_a_value", condition=~Q(value="")),
            models.CheckConstraint(name="rule_override_has_a_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="rule_override_cites_a_text_and_its_article",
                condition=Q(source="", article="") | (~Q(source="") & ~Q(article="")),
            ),
            models.CheckConstraint(
                name="rule_override_ended_by_somebody",
                condition=Q(ended_at__isnull=True, ended_by__isnull=True, return_reason="")
                | Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.value} {self.unit}".strip()
