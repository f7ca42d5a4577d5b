"""The audit chain: who did what to which record, in one gapless order nobody can quietly change."""

from django.conf import settings
from django.db import models


class AuditEntry(models.Model):
    """One act. Triggers on both databases refuse UPDATE and DELETE (migration 0002).

    ``hash`` = HMAC-SHA256(key, previous ‖ canonical JSON of the row); it covers no personal text.
    """

    seq = models.PositiveBigIntegerField("序号", primary_key=True)
    at = models.DateTimeField("时间")
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="audit_entries",
        verbose_name="谁",
    )
    verb = models.CharField("动作", max_length=60)
    subject_kind = models.CharField("对象种类", max_length=60, blank=True)
    subject_id = models.CharField("对象", max_length=40, blank=True)
    facts = models.JSONField("事实", default=dict)
    origin = models.CharField("来自", max_length=45, blank=True)
    previous = models.CharField("上一条", max_length=64)
    hash = models.CharField("校验", max_length=64)

    class Meta:
        verbose_name = verbose_name_plural = "操作记录"
        indexes = [models.Index(fields=["subject_kind", "subject_id", "seq"], name="audit_subject")]


class AuditNote(models.Model):
    """Personal or free text that belongs to an entry (a reason, a name); outside the chain, so it
    can be removed when personal data must go while the chain stays whole."""

    entry = models.OneToOneField(AuditEntry, models.PROTECT, primary_key=True, related_name="note")
    text = models.TextField("说明")

    class Meta:
        verbose_name = verbose_name_plural = "操作说明"


class AuditHead(models.Model):
    """The end of the chain, one row; locking it gives every entry its place."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    seq = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="0" * 64)

    class Meta:
        verbose_name = verbose_name_plural = "操作记录末端"
        constraints = [
            models.CheckConstraint(name="audit_head_is_one_row", condition=models.Q(id=1))
        ]
