"""届 and 次会议."""

import uuid

from django.db import models
from django.db.models import F, Q

from deputies.choices import Level, SessionKind
from deputies.rules.terms import chinese_ordinal, term_name


class CongressTerm(models.Model):
    """届。Runs from its first session to the next term's first session (M-01)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    level = models.CharField("级别", max_length=10, choices=Level, default=Level.TOWN)
    ordinal = models.PositiveSmallIntegerField("第几届")
    starts_on = models.DateField("开始日期")
    ends_on = models.DateField("结束日期", null=True, blank=True)
    quota = models.PositiveSmallIntegerField("代表名额", null=True, blank=True)
    population = models.PositiveIntegerField("人口", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "届"
        ordering = ["-ordinal"]
        constraints = [
            models.UniqueConstraint(
                name="term_ordinal_is_unique",
                fields=["level", "ordinal"],
                violation_error_message="这一届已经开过了。",
            ),
            models.UniqueConstraint(
                name="one_open_term_at_a_level",
                fields=["level"],
                condition=Q(ends_on__isnull=True),
                violation_error_message="上一届还没有结束，不能再开一届。",
            ),
            models.CheckConstraint(name="term_ordinal_from_one", condition=Q(ordinal__gte=1)),
            models.CheckConstraint(
                name="term_ends_after_start",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")),
                violation_error_message="结束日期必须晚于开始日期。",
            ),
        ]

    def __str__(self) -> str:
        return term_name(self.ordinal)


class CongressSession(models.Model):
    """次会议。N (全体代表人数) is stored for each meeting, with its note (A-04)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    term = models.ForeignKey(CongressTerm, models.PROTECT, related_name="sessions")
    ordinal = models.PositiveSmallIntegerField("第几次")
    kind = models.CharField("种类", max_length=10, choices=SessionKind, default=SessionKind.REGULAR)
    starts_on = models.DateField("开始日期")
    ends_on = models.DateField("结束日期")
    deputy_count = models.PositiveSmallIntegerField("全体代表人数", null=True, blank=True)
    deputy_count_note = models.CharField("人数说明", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "次会议"
        ordering = ["-starts_on"]
        constraints = [
            models.UniqueConstraint(
                name="session_ordinal_is_unique",
                fields=["term", "ordinal"],
                violation_error_message="这一次会议已经加过了。",
            ),
            models.CheckConstraint(name="session_ordinal_from_one", condition=Q(ordinal__gte=1)),
            models.CheckConstraint(
                name="session_ends_not_before_start",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message="结束日期不能早于开始日期。",
            ),
            models.CheckConstraint(
                name="session_deputy_count_in_range",
                condition=Q(deputy_count__isnull=True) | Q(deputy_count__range=(1, 200)),
                violation_error_message="全体代表人数应在 1 到 200 之间。",
            ),
        ]

    def __str__(self) -> str:
        return f"第{chinese_ordinal(self.ordinal)}次会议"
