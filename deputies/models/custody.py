"""Reports that a deputy's personal freedom was restricted (《代表法》第三十九条, rules D-04)."""

import uuid

from django.conf import settings
from django.db import models


class CustodyReport(models.Model):
    """执行机关的报告: seen by 主任 and 主席 only."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    deputy = models.ForeignKey("deputies.Deputy", models.PROTECT, related_name="custody_reports")
    authority = models.CharField("执行机关", max_length=60)
    measure = models.CharField("采取的措施", max_length=100)
    taken_on = models.DateField("采取措施的日期", null=True, blank=True)
    received_at = models.DateTimeField("收到报告的时间")
    is_written = models.BooleanField("书面报告", default=True)
    handling = models.TextField("处理情况", blank=True)
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    registered_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "人身自由受限报告"
        ordering = ["-received_at"]
