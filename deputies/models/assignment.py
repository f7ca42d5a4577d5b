"""交办: which unit had a 建议 from when to when, and by when it had to answer."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class AssignmentQuerySet(models.QuerySet):
    def in_force(self) -> "AssignmentQuerySet":
        """The one that a proposal has now: not ended, not put right."""
        return self.filter(ended_at__isnull=True, is_undone=False)


class Assignment(models.Model):
    """One for each 交办, 改交 and 重新办理; ``services.assignments`` keeps it beside the moves.

    ``due_on`` is the deadline as it stood at the end, extensions included.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    proposal = models.ForeignKey("deputies.Proposal", models.CASCADE, related_name="assignments")
    unit = models.ForeignKey(
        "deputies.Unit", models.PROTECT, related_name="assignments", verbose_name="主办单位"
    )
    round = models.PositiveSmallIntegerField("第几次办理", default=1)
    on = models.DateField("交办日期")
    due_on = models.DateField("答复期限")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="谁交的"
    )
    at = models.DateTimeField("时间")
    ended_at = models.DateTimeField("离开这个单位的时间", null=True, blank=True)
    is_undone = models.BooleanField("已更正", default=False)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "交办"
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["unit", "on"], name="assignment_unit_on")]
        constraints = [
            models.UniqueConstraint(
                name="one_assignment_in_force",
                fields=["proposal"],
                condition=Q(ended_at__isnull=True, is_undone=False),
            ),
            models.CheckConstraint(
                name="assignment_due_after_its_day", condition=Q(due_on__gt=F("on"))
            ),
            models.CheckConstraint(name="assignment_round_from_one", condition=Q(round__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.on} 交办给{self.unit}"
