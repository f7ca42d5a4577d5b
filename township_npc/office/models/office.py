"""The office itself, and the pulse of its background work."""

from django.db import models
from django.db.models import Q


class Office(models.Model):
    """本会办公室: one row. ``is_demo`` is written once, when the folder is laid."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    town = models.CharField("乡镇", max_length=40)
    province = models.CharField("省份", max_length=20)
    phone = models.CharField("办公室电话", max_length=30, blank=True)
    rules_preset = models.CharField("规则", max_length=30)
    is_demo = models.BooleanField("演示", default=False)
    keys_put_away_at = models.DateTimeField("钥匙页收好的时间", null=True)
    keys_put_away_by = models.ForeignKey(
        "office.User", models.SET_NULL, null=True, related_name="+", verbose_name="谁收的"
    )

    class Meta:
        verbose_name = verbose_name_plural = "本会"
        constraints = [models.CheckConstraint(name="office_is_one_row", condition=Q(id=1))]

    def __str__(self) -> str:
        return f"{self.town}人民代表大会"

    @property
    def town_on_paper(self) -> str:
        """The town as its papers write it, without a remark in brackets."""
        return self.town.partition("（")[0]


class OfficeKey(models.Model):
    """The number of a key that this database is sealed with; the key itself lies in its folder."""

    name = models.CharField("钥匙", max_length=20)
    key_id = models.CharField("编号", max_length=8)

    class Meta:
        verbose_name = verbose_name_plural = "密钥编号"
        constraints = [models.UniqueConstraint(name="key_is_noted_once", fields=["name", "key_id"])]


class Heartbeat(models.Model):
    """When a part of the background work last showed life."""

    name = models.CharField(max_length=30, primary_key=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "心跳"
