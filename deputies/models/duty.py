"""履职记录."""

import uuid

from django.db import models
from django.db.models import Q

from deputies.choices import DutyState

TYPED = "manual:"


class DutyQuerySet(models.QuerySet):
    def in_year(self, year: int) -> "DutyQuerySet":
        return self.filter(done_on__year=year)

    def standing(self) -> "DutyQuerySet":
        """Shown outside: what nobody objects to and the office has not withdrawn (P-07)."""
        return self.filter(state__in=[DutyState.OPEN, DutyState.CONFIRMED])


class DutyRecord(models.Model):
    """One line of a deputy's dossier; the deputy confirms it or objects to it (rules D-13)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    deputy = models.ForeignKey("deputies.Deputy", models.PROTECT, related_name="duties")
    kind = models.CharField("种类", max_length=20)
    source = models.CharField("来源", max_length=100)
    title = models.CharField("内容", max_length=200)
    done_on = models.DateField("日期")
    state = models.CharField("核对", max_length=10, choices=DutyState, default=DutyState.OPEN)
    objection = models.TextField("异议", blank=True)
    answer = models.TextField("核实情况", blank=True)

    objects = DutyQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "履职记录"
        ordering = ["-done_on"]
        constraints = [
            models.UniqueConstraint(
                name="duty_is_recorded_once", fields=["deputy", "kind", "source"]
            ),
            models.CheckConstraint(
                name="duty_state_known", condition=Q(state__in=DutyState.values)
            ),
            models.CheckConstraint(
                name="duty_objection_has_text",
                condition=(Q(state="objected") & ~Q(objection="")) | ~Q(state="objected"),
                violation_error_message="请写明哪里不对。",
            ),
        ]

    @property
    def is_typed(self) -> bool:
        """Written by the office's hand, not taken over from an act of another kind."""
        return self.source.startswith(TYPED)
