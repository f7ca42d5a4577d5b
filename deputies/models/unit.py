"""One table for departments, stations, villages and outside units; several people share a post."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from deputies.choices import UnitKind, UnitPost


class Unit(models.Model):
    """单位（含站所）: answers proposals; a station is also evaluated."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(
        "名称", max_length=60, unique=True, error_messages={"unique": "已经有这个单位了。"}
    )
    kind = models.CharField("种类", max_length=12, choices=UnitKind, default=UnitKind.DEPARTMENT)
    is_vertical = models.BooleanField("条管单位", default=False)
    superior = models.CharField("上级主管部门", max_length=60, blank=True)
    phone = models.CharField("办公电话", max_length=30, blank=True)
    is_active = models.BooleanField("在用", default=True)

    class Meta:
        verbose_name = verbose_name_plural = "单位"
        ordering = ["kind", "name"]
        constraints = [
            models.CheckConstraint(name="unit_kind_known", condition=Q(kind__in=UnitKind.values)),
            models.CheckConstraint(name="unit_has_a_name", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name


class UnitMember(models.Model):
    """A post of a unit held by an account: 经办人 or 负责人."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="members", verbose_name="单位")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="unit_posts", verbose_name="人"
    )
    post = models.CharField("岗位", max_length=10, choices=UnitPost, default=UnitPost.HANDLER)

    class Meta:
        verbose_name = verbose_name_plural = "单位人员"
        constraints = [
            models.UniqueConstraint(name="unit_post_is_held_once", fields=["unit", "user", "post"]),
            models.CheckConstraint(name="unit_post_known", condition=Q(post__in=UnitPost.values)),
        ]
