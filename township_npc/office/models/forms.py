"""Forms already sent: the memory that makes a second tap harmless."""

from django.conf import settings
from django.db import models


class SentForm(models.Model):
    """One creating POST of one person. Same key and body → same answer; other body → 409 (D.10)."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.UUIDField()
    body_hash = models.CharField(max_length=64)
    answer_url = models.CharField(max_length=300, blank=True)
    sent_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "已送出的表单"
        constraints = [models.UniqueConstraint(name="form_is_sent_once", fields=["user", "key"])]
