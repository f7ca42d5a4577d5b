"""重新办理: the notice that opens another round (rules S-09)."""

import uuid

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q


class Rework(models.Model):
    """重新办理通知, with the round it opens and that round's own clock. ``text`` is what the office
    asks to be mended, in its own words."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    proposal = models.ForeignKey(
        "deputies.Proposal", models.PROTECT, related_name="reworks", verbose_name="建议"
    )
    round = models.PositiveSmallIntegerField("第几次办理")
    text = models.CharField("要补办的", max_length=1000)
    issued_on = models.DateField("通知日期")
    due_on = models.DateField("答复期限")
    due_sum = models.JSONField("期限的算法", encoder=DjangoJSONEncoder)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="谁发的"
    )
    is_withdrawn = models.BooleanField("已更正", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "重新办理通知"
        ordering = ["-round"]
        constraints = [
            models.UniqueConstraint(
                name="one_rework_for_a_round",
                fields=["proposal", "round"],
                condition=Q(is_withdrawn=False),
            ),
            models.CheckConstraint(name="rework_opens_a_later_round", condition=Q(round__gte=2)),
            models.CheckConstraint(name="rework_says_what", condition=~Q(text="")),
            models.CheckConstraint(
                name="rework_due_after_issue", condition=Q(due_on__gt=F("issued_on"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposal}（第 {self.round} 次办理）"
