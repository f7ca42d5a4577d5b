"""The office's own words for the gates of proof-reading, every change kept."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from township_npc.office.choices import PhraseKind


class PhraseRule(models.Model):
    """What may not stand in a paper, and what should. The newest row of a ``line`` is in force.

    ``builtin`` names an entry of the program's own lists; such a row says only whether it is used,
    so that an update of the program may improve the entry itself.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    line = models.UUIDField("哪一条", default=uuid.uuid4)
    number = models.PositiveSmallIntegerField("第几版")
    builtin = models.CharField("程序自带的哪一条", max_length=60, blank=True)
    kind = models.CharField("是什么问题", max_length=10, choices=PhraseKind, blank=True)
    wrong = models.CharField("不该写的", max_length=40, blank=True)
    right = models.CharField("应该写成", max_length=40, blank=True)
    reason = models.CharField("为什么", max_length=100, blank=True)
    unless = models.CharField("这些词里除外", max_length=200, blank=True)
    is_sure = models.BooleanField("一定是错的", default=False)
    is_on = models.BooleanField("在用", default=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="谁改的"
    )
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = verbose_name_plural = "校对用词"
        ordering = ["line", "number"]
        constraints = [
            models.UniqueConstraint(name="phrase_version_is_numbered", fields=["line", "number"]),
            models.CheckConstraint(
                name="phrase_is_the_offices_or_the_programs",
                condition=(Q(builtin="") & Q(kind__in=PhraseKind.values) & ~Q(wrong=""))
                | (~Q(builtin="") & Q(kind="", wrong="", right="")),
            ),
            models.CheckConstraint(
                name="phrase_right_where_the_kind_has_one",
                condition=Q(kind__in=("", PhraseKind.BANNED), right="")
                | (~Q(kind__in=("", PhraseKind.BANNED)) & ~Q(right="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.wrong} → {self.right}" if self.right else self.wrong or self.builtin

    @property
    def exceptions(self) -> tuple[str, ...]:
        return tuple(self.unless.split())
