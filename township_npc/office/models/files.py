"""Files belong to a record and follow its policy."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q


class StoredFile(models.Model):
    """A file on disk under its UUID; the user's name for it is only text (security C.12).

    A row exists only after the bytes are on disk and flushed (D.2). ``key`` is the storage name.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.UUIDField()
    purpose = models.CharField("用途", max_length=20, blank=True)
    name = models.CharField("文件名", max_length=200)
    media_type = models.CharField("类型", max_length=100)
    size = models.PositiveBigIntegerField("字节")
    sha256 = models.CharField("SHA-256", max_length=64)
    key = models.CharField("存放位置", max_length=100, unique=True)
    stored_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="谁交的"
    )
    stored_at = models.DateTimeField("时间")

    class Meta:
        verbose_name = verbose_name_plural = "文件"
        ordering = ["stored_at"]
        indexes = [models.Index(fields=["subject_kind", "subject_id"], name="file_subject")]
        constraints = [
            models.UniqueConstraint(
                name="file_is_stored_once_for_a_record",
                fields=["subject_kind", "subject_id", "purpose", "sha256"],
            ),
            models.CheckConstraint(name="file_is_not_empty", condition=Q(size__gt=0)),
        ]

    def __str__(self) -> str:
        return self.name
