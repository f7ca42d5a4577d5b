"""What the unit that has a 建议 asks of the office, and what was decided: 退件, 延期."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

_UNDECIDED = Q(decided_at__isnull=True, decided_by__isnull=True, is_agreed__isnull=True)
_DECIDED = Q(decided_at__isnull=False, decided_by__isnull=False, is_agreed__isnull=False)
_REFUSED_WITH_WORDS = Q(is_agreed__isnull=True) | Q(is_agreed=True) | ~Q(decision_note="")


class AskedQuerySet(models.QuerySet):
    def waiting(self) -> "AskedQuerySet":
        """Not decided, and the unit still has the proposal."""
        still = {"assignment__ended_at__isnull": True, "assignment__is_undone": False}
        return self.filter(decided_at__isnull=True, **still)


class Asked(models.Model):
    """What both have: who decided, when, and in what words."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    asked_at = models.DateTimeField("提出时间")
    decided_at = models.DateTimeField("决定时间", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="谁决定的",
    )  # fmt: skip
    is_agreed = models.BooleanField("同意", null=True, blank=True)
    decision_note = models.CharField("决定的说明", max_length=500, blank=True)

    objects = AskedQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def is_waiting(self) -> bool:
        return self.decided_at is None


class Contest(Asked):
    """退件: the unit says that it is not its business (rules S-05)."""

    assignment = models.ForeignKey(
        "deputies.Assignment", models.CASCADE, related_name="contests", verbose_name="交办"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="谁提出的"
    )
    reason = models.CharField("理由", max_length=500)
    suggested_unit = models.ForeignKey(
        "deputies.Unit", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="该由哪个单位办",
    )  # fmt: skip
    late_reason = models.CharField("为什么晚了", max_length=200, blank=True)
    proposed_agree = models.BooleanField("拟同意", null=True, blank=True)
    proposed_note = models.CharField("拟办的说明", max_length=300, blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="谁拟的",
    )  # fmt: skip

    class Meta:
        verbose_name = verbose_name_plural = "退件"
        ordering = ["asked_at"]
        constraints = [
            models.UniqueConstraint(
                name="one_contest_waits",
                fields=["assignment"],
                condition=Q(decided_at__isnull=True),
                violation_error_message="已经提出过退件，等主任决定。",
            ),
            models.CheckConstraint(
                name="contest_decided_whole_or_not", condition=_UNDECIDED | _DECIDED
            ),
            models.CheckConstraint(name="contest_has_a_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="contest_refused_with_words",
                condition=_REFUSED_WITH_WORDS,
            ),
        ]


class Extension(Asked):
    """延期: asked by the unit or granted at once by the director (rules S-01, S-02)."""

    assignment = models.ForeignKey(
        "deputies.Assignment", models.CASCADE, related_name="extensions", verbose_name="交办"
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="谁申请的",
    )  # fmt: skip
    reason = models.CharField("理由", max_length=500)
    wanted_until = models.DateField("想延到哪天", null=True, blank=True)
    old_due_on = models.DateField("原期限")
    old_due_sum = models.JSONField("原期限的算法", null=True, blank=True)
    new_due_on = models.DateField("延长到", null=True, blank=True)
    due_sum = models.JSONField("期限的算法", null=True, blank=True)
    beyond_reason = models.CharField("超过最长期限的理由", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "延期"
        ordering = ["asked_at"]
        constraints = [
            models.UniqueConstraint(
                name="one_extension_waits",
                fields=["assignment"],
                condition=Q(decided_at__isnull=True),
                violation_error_message="已经申请过延期，等主任决定。",
            ),
            models.CheckConstraint(
                name="extension_decided_whole_or_not", condition=_UNDECIDED | _DECIDED
            ),
            models.CheckConstraint(name="extension_has_a_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="extension_refused_with_words",
                condition=_REFUSED_WITH_WORDS,
            ),
            models.CheckConstraint(
                name="extension_agreed_has_a_later_day",
                condition=Q(new_due_on__isnull=True, due_sum__isnull=True)
                | Q(
                    is_agreed__isnull=False,
                    is_agreed=True,
                    new_due_on__isnull=False,
                    due_sum__isnull=False,
                    new_due_on__gt=F("old_due_on"),
                ),
            ),
            models.CheckConstraint(
                name="extension_not_agreed_without_a_day",
                condition=Q(is_agreed__isnull=True)
                | Q(is_agreed=False)
                | Q(new_due_on__isnull=False),
            ),
        ]
