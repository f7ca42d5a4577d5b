"""The reply while it is written: one paper on which all handlers of the unit write."""

from django.conf import settings
from django.db import models


class ReplyDraft(models.Model):
    """``fields`` as they were typed, half a date too; ``version`` tells a stale copy."""

    assignment = models.OneToOneField(
        "deputies.Assignment", models.CASCADE, primary_key=True, related_name="reply_draft"
    )
    fields = models.JSONField("写到哪里", default=dict)
    version = models.PositiveIntegerField("第几次保存", default=1)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="谁存的"
    )
    saved_at = models.DateTimeField("保存时间")

    class Meta:
        verbose_name = verbose_name_plural = "答复草稿"
